"""What was typed of the training papers, beside what stands on them.

As long as a round is open, every entry that was typed here is looked at, paper by paper; of a closed one, what was
counted in the end. On a paper that is for the board it only matters that the board was shown it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from station.session.marks import Marks, Seen
from station.session.round import Entry, Place
from station.session.state import ContestState, Day
from station.terminal import clean
from station.training.papers import KINDS, PAPERS, Paper, is_ours
from tally.ballot import BallotKind, Ballots
from tally.contest import Contest
from tally.record.commitment import Ballot, each
from tally.words import Words

__all__ = ["Mistake", "Score", "report", "score"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """A paper that was not typed as it is: of which contest, and in which entry; None in the count itself.

    ``names`` are those beside which something else stands on the paper, each with its number.
    """

    title: str
    entry: int | None
    paper: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Score:
    """How many of the papers were typed so far, and how many of them right; and what was not.

    ``missed`` should have been shown to the board, ``needless`` need not.
    """

    papers: int
    typed: int
    right: int
    wrong: tuple[Mistake, ...]
    missed: tuple[Mistake, ...]
    needless: tuple[Mistake, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Read:
    """One paper as somebody typed it, beside what stands on it."""

    contest: Contest
    entry: int | None
    number: int
    paper: Paper
    marks: Marks

    def mistake(self, *names: str) -> Mistake:
        """Give it as a mistake."""
        return Mistake(title=self.contest.title, entry=self.entry, paper=self.number, names=names)

    def differing(self) -> list[str]:
        """Name those beside whom something else stands on the paper."""
        kind, right = KINDS[self.contest.id], self.paper.marks
        return [
            f"{person.number} {person.name}"
            for person in self.contest.candidates
            if self.marks.mark(person.number, kind) is not right.mark(person.number, kind)
        ]


def score(day: Day) -> Score:
    """Give the score of a day of the training congress. Of another day nothing is typed."""
    states = {name: state for name, state in day.contests.items() if is_ours(day) and name in PAPERS}
    read = [one for state in states.values() for one in _read(state)]
    wrong, missed, needless = [], [], []
    for one in read:
        is_shown, is_for_the_board = one.marks.seen is not None, one.paper.marks.seen is not None
        if is_for_the_board and not is_shown:
            missed.append(one.mistake())
        elif is_shown and not is_for_the_board:
            needless.append(one.mistake())
        elif not is_for_the_board and (names := one.differing()):
            wrong.append(one.mistake(*names))
    return Score(
        papers=sum(_times(state) * len(PAPERS[name]) for name, state in states.items()),
        typed=len(read),
        right=len(read) - len(wrong) - len(missed) - len(needless),
        wrong=tuple(wrong),
        missed=tuple(missed),
        needless=tuple(needless),
    )


def _times(state: ContestState) -> int:
    """Give how many times the papers of a contest are typed, as far as anybody has begun."""
    entries = state.round.entries if state.round and not state.ballots else ()
    return max(1, sum(bool(entry.batches) for entry in entries if entry.source is None))


def _read(state: ContestState) -> Iterator[_Read]:
    papers = PAPERS[state.contest.id]
    if state.ballots:
        yield from _counted(state.contest, state.ballots[0], papers)
    elif state.round:
        for number, entry in enumerate(state.round.entries, start=1):
            for place, (lies_at, paper) in enumerate(zip(state.round.places(), papers, strict=False), start=1):
                marks = _typed(entry, lies_at)
                if marks is not None and entry.source is None:
                    yield _Read(contest=state.contest, entry=number, number=place, paper=paper, marks=marks)


def _typed(entry: Entry, place: Place) -> Marks | None:
    batch = entry.batches.get(place[0])
    return batch.ballots[place[1] - 1] if batch and place[1] <= len(batch.ballots) else None


def _counted(contest: Contest, ballots: Ballots | None, papers: Sequence[Paper]) -> Iterator[_Read]:
    for number, (ballot, paper) in enumerate(zip(each(ballots) if ballots else (), papers, strict=False), start=1):
        yield _Read(contest=contest, entry=None, number=number, paper=paper, marks=_marks(ballot, contest, paper))


def _marks(ballot: Ballot, contest: Contest, paper: Paper) -> Marks:
    """Give the marks of a ballot that was counted; of an unclear one the board has said how it is to be read."""
    seen = Seen(ballot.defect.value) if ballot.defect else None
    if paper.marks.seen is Seen.UNCLEAR:
        seen = Seen.UNCLEAR
    if ballot.kind is BallotKind.STRIKE:
        return Marks(struck=ballot.struck, seen=seen)
    agree, disagree = set(ballot.agree), set(ballot.disagree)
    blank = {person.number for person in contest.candidates} - agree - disagree
    return Marks(
        disagree=tuple(sorted(disagree - agree)),
        blank=tuple(sorted(blank)),
        both=tuple(sorted(agree & disagree)),
        seen=seen,
    )


def report(found: Score, words: Words) -> tuple[str, ...]:
    """Say the score, and of each paper that was not typed as it is what to look at again."""
    key = "all_right" if 0 < found.right == found.papers else "so_far"
    return (
        words(f"training.score.{key}", papers=found.papers, typed=found.typed, right=found.right),
        *(_said("wrong", one, words) for one in found.wrong),
        *(_said("missed", one, words) for one in found.missed),
        *(_said("needless", one, words) for one in found.needless),
    )


def _said(key: str, one: Mistake, words: Words) -> str:
    params = {"paper": str(one.paper), "title": clean(one.title)}
    if one.entry is None:
        where = words("training.where.counted", **params)
    else:
        where = words("training.where.typed", entry=str(one.entry), **params)
    return words(f"training.mistake.{key}", where=where, names=words.join(map(clean, one.names)))
