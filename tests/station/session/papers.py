"""What an observer knows of the papers of one round, and what they come to: with pencil and paper, from the events."""

from collections import defaultdict

from tests import naive

__all__ = ["Papers", "ballot"]


class Papers:
    """What is known of the papers of one round: read by each entry, settled, ruled on."""

    def __init__(self):
        self.box = None
        self.begin("ballots", (), 2)

    def begin(self, way, sizes, entries):
        self.way, self.sizes, self.entries = way, list(sizes), entries
        self.read = defaultdict(list)
        self.closed = set()
        self.typists = {}
        self.settled, self.ruled, self.again, self.sheets = {}, {}, set(), {}

    def disturb(self, batch, start=1):
        for place in [place for place in self.settled if place[0] == batch and place[1] >= start]:
            del self.settled[place]
        for place in [place for place in self.ruled if place[0] == batch and place[1] >= start]:
            del self.ruled[place]
            self.again.add(place)

    def places(self):
        return [(batch, paper) for batch, size in enumerate(self.sizes, 1) for paper in range(1, size + 1)]

    def bears(self, place, candidates):
        """What a paper bears in the end, as the naive clerk has a ballot; nothing may be open on it any more."""
        batch, paper = place
        read = [self.read[entry, batch][paper - 1] for entry in range(1, self.entries + 1)]
        if place in self.ruled:
            defect, marks = self.ruled[place]
            return ballot(marks, candidates, defect)
        assert place not in self.again, "the board has not looked again"
        assert all(marks.seen is None for marks in read), "a doubt was passed over"
        ballots = [ballot(marks, candidates) for marks in read]
        for number in candidates:
            marked = {rows(one, number) for one in ballots}
            answer = self.settled.get(place, {}).get(number)
            assert len(marked) == 1 or answer, "a difference was passed over"
            assert len(marked) > 1 or not answer, "what the entries agree on was touched"
            if answer:
                mark(ballots[0], number, answer)
        return ballots[0]

    def counted(self, candidates, seats, blank):
        """Votes, reasons, valid: of the ballots one by one, or as both sheets say."""
        assert sum(self.sizes) == self.box.collected, "papers are missing, or too many"
        assert self.box.collected <= self.box.issued - self.box.unused - self.box.spoiled
        if self.way == "sheets":
            return self._summed(candidates)
        return naive.count([self.bears(place, candidates) for place in self.places()], candidates, seats, blank)

    def _summed(self, candidates):
        votes, reasons, valid = dict.fromkeys(candidates, 0), {}, 0
        for batch, size in enumerate(self.sizes, 1):
            if size:
                (one, by), (other, by_other) = self.sheets[batch, 1], self.sheets[batch, 2]
                assert one == other
                assert by != by_other
                valid += one.valid
                for number in candidates:
                    votes[number] += one.votes[number]
                for reason, figure in one.invalid.items():
                    reasons[reason.value] = reasons.get(reason.value, 0) + figure
        return votes, {reason: figure for reason, figure in reasons.items() if figure}, valid


def ballot(marks, candidates, defect=None):
    """A ballot as the naive clerk has it. What is not marked on a boxes ballot is agreed with."""
    neither, against = set(marks.blank), set(marks.disagree)
    return {
        "struck": set(marks.struck),
        "agree": set(candidates) - neither - against,
        "disagree": against | set(marks.both),
        "defect": defect.value if defect else None,
    }


def rows(one, number):
    return number in one["struck"], number in one["agree"], number in one["disagree"]


def mark(one, number, answer):
    for name, signs in (("struck", {"struck"}), ("agree", {"agree", "both"}), ("disagree", {"disagree", "both"})):
        (one[name].add if answer.value in signs else one[name].discard)(number)
