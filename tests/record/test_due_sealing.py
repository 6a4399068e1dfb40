"""Whatever is counted, changed and decided, and whenever it is sealed: the chain holds, for both verifiers."""

from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tally.congress import BlankBoxes
from tally.contest import Choice, Decision, Totals, Withdrawal
from tally.course import begin
from tally.person import Birth
from tally.record.due import due
from tally.record.links import links, standing
from tally.record.reading import read
from tally.record.refusal import Refused
from tally.rounds import hold
from tests.making import candidate, contest, first, meeting
from tests.record.ceremony import forged
from tests.record.test_due import event, seal
from tests.second_reader.chain import in_chain

pytestmark = pytest.mark.unmeasured

FIRST = ({1: 4, 2: 16, 3: 4}, {1: 9, 2: 16, 3: 3}, {1: 16, 2: 13, 3: 3}, {1: 9, 2: 10, 3: 8})
"""Of three, two are to be elected: one is, or both, or nobody."""


@dataclass
class State:
    """What a congress file says: how the votes fell, who is on the list, where it is held."""

    votes: int = 0
    further: list[bool] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)
    added: int | None = None
    left: int | None = None
    votes_by_card: list[Decision] = field(default_factory=list)

    def apply(self, edit):
        rounds = 1 + len(self.further)
        if edit in ("goes_on", "elects"):
            self.further.append(edit == "elects")
        elif edit == "fewer":
            self.further = self.further[:-1]
        elif edit == "votes":
            self.votes = (self.votes + 1) % len(FIRST)
        elif edit == "added":
            self.added = rounds + 1
        elif edit == "left":
            self.left = rounds + 1
        elif edit == "voted":
            self.votes_by_card.append(voted(rounds, agree=11 + len(self.votes_by_card)))
        elif edit == "unvoted":
            self.votes_by_card = self.votes_by_card[:-1]
        elif edit != "recount":
            self.flags ^= {edit}

    def courses(self):
        flags = self.flags
        congress = event(
            place="Khác" if "place" in flags else "Ví dụ",
            blank_boxes=BlankBoxes.VALID if "blank" in flags else BlankBoxes.INVALID,
            meetings=[
                meeting(present=20, excused_whole=1) if "excused" in flags else meeting(present=20),
                replace(meeting(present=19, absent=1) if "absent" in flags else meeting(present=20), id="m2"),
            ],
        )
        if "board" in flags:
            congress = replace(congress, board=congress.board[::-1])
        bch = self._committee(congress)
        found = [bch]
        if "ubkt" in flags:
            found.append(_of_one(congress, "ubkt", "inspection_committee", None, "m2"))
        if "secretary" in flags:
            found.append(_of_one(congress, "bt", "secretary", "bch", "m2"))
        return found[::-1] if "turned" in flags and "secretary" not in flags else found

    def _committee(self, congress):
        born = Birth(year=1970) if "born" in self.flags else Birth(year=1975)
        gone = {"withdrawal": Withdrawal.GRANTED, "withdrawn_before_round": self.left} if self.left else {}
        people = [candidate(1, "An", born=born), candidate(2, "Bình An"), candidate(3, "Chi", **gone)]
        if self.added:
            people.append(candidate(4, from_round=self.added))
        vote = contest(people, 2, id="bch", leave_open="open" in self.flags)
        course = hold(begin(congress, vote), first(_sums(FIRST[self.votes]), issued=20, collected=20))
        for number, elects in enumerate(self.further, 2):
            names = course.unelected()
            if not course.open_seats or not names:
                break
            votes = dict.fromkeys(names, 0)
            votes[names[0]], votes[names[-1]] = (15, 5) if elects and len(names) > 1 else (10, 10)
            if elects and len(names) == 1:
                votes = {names[0]: 15}
            sums = _sums(votes)
            course = hold(course, first(sums, issued=20, collected=20, number=number, purpose="further"))
        decisions = [one for one in self.votes_by_card if one.after_round <= len(course.held)]
        in_order = tuple(sorted(decisions, key=lambda one: one.after_round))
        return replace(course, contest=replace(course.contest, decisions=in_order))


def voted(after_round, *, agree):
    """A vote of the twenty who attend on a further ballot."""
    cards = {"agree": agree, "against": 20 - agree, "abstain": 0, "not_voting": 0}
    return Decision(after_round=after_round, choice=Choice.FURTHER, **cards)


def _sums(votes):
    return Totals(valid=20, invalid=0, votes=votes)


def _of_one(congress, contest_id, kind, pool, at):
    vote = replace(contest([candidate(1, "An"), candidate(2, "Bình An")], 1, kind=kind, id=contest_id), pool=pool)
    vote = replace(vote, meeting=at)
    return hold(begin(congress, vote), first(_sums({1: 5, 2: 15}), issued=20, collected=20))


ONCE = ("ubkt", "secretary")
"""A contest that is recorded stays in the file."""
EDITS = ("goes_on", "elects", "fewer", "votes", "added", "left", "open", "excused", "absent", "place", "blank")
EDITS += ("board", "born", "turned", "recount", "voted", "unvoted", *ONCE)

BATCHES = st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4), min_size=1, max_size=5)


def sealed(batches):
    """The records after each batch of edits was sealed, and what was counted by then."""
    state, records = State(), []
    for batch in batches:
        for edit in batch:
            if edit not in ONCE or edit not in state.flags:
                state.apply(edit)
        courses = state.courses()
        records = seal(courses, records, recounted="bch" if "recount" in batch else None)
        yield courses, records


def trees(records):
    return [record.tree | {"sha": record.hash.hex()} for record in records]


def in_second(records):
    """What the second verifier says of each record of the chain."""
    found = trees(records)
    return [in_chain(tree, [other for other in found if other is not tree], {}) for tree in found]


@given(BATCHES)
@settings(max_examples=120, deadline=None)
def test_whatever_is_sealed_makes_a_chain_that_holds(batches):
    """And nothing more is due; the records that stand say what the congress file does."""
    for courses, records in sealed(batches):
        assert [check for check in links(records, {}) if not check.ok] == []
        assert in_second(records) == [True] * len(records)
        assert due(courses, records) == ()
        stand = standing(records)
        for course in courses:
            record = stand[course.contest.id]
            assert (record.model.congress.place, len(record.rounds)) == (course.congress.place, len(course.held))


def test_the_edits_reach_every_way_of_sealing():
    """Or the law above would hold of nothing."""
    batches = [
        ["secretary"],
        ["goes_on", "ubkt"],
        ["elects", "place", "excused", "added"],
        ["fewer", "left"],
        ["open"],
        ["recount", "absent"],
    ]
    reasons = []
    records = []
    for batch, (courses, after) in zip(batches, sealed(batches), strict=True):
        reasons += [one.why for one in due(courses, records, recounted="bch" if "recount" in batch else None)]
        records = after
    assert {reason and reason.value for reason in reasons} == {
        None,
        "changed",
        "fewer_rounds",
        "decided",
        "recounted",
    }


PLACES = (
    ("contest", "title"),
    ("contest", "leave_open"),
    ("contest", "candidates"),
    ("contest", "decisions"),
    ("unit", "name"),
    ("congress", "place"),
    ("options", "all_blank_boxes"),
    ("meeting",),
    ("board",),
    ("pool",),
    ("rounds",),
    ("replaces",),
)


@given(BATCHES, st.data())
@settings(max_examples=120, deadline=None)
def test_both_verifiers_say_the_same_of_chains_into_which_something_of_another_record_was_put(batches, data):
    """All records after it are linked anew, as whoever made them would."""
    *_, (_, records) = sealed(batches)
    at, other = (data.draw(st.sampled_from(range(len(records)))) for _ in range(2))
    place = data.draw(st.sampled_from(PLACES))
    made, anew = list(records[:at]), {}
    for record in records[at:]:

        def change(tree, record=record):
            if record is records[at]:
                *way, last = place
                to, of = tree, records[other].tree
                for step in way:
                    to, of = to[step], of[step]
                if last in of:
                    to[last] = "Khác" if last in ("title", "name", "place") else of[last]
                else:  # nobody voted by cards
                    to.pop(last, None)
                if place == ("pool",):
                    tree["contest"]["pool"] = tree["pool"] and tree["pool"]["contest"]
                if place == ("meeting",):
                    tree["contest"]["meeting"] = tree["meeting"]["id"]
            tree["previous"] = made[-1].hash.hex() if made else None
            tree["replaces"] = anew.get(tree["replaces"], tree["replaces"])

        try:
            made.append(read(forged(change, tree=record.tree)))
            anew[record.hash.hex()] = made[-1].hash.hex()
        except Refused:  # what is no record any more cannot be linked
            return
    assert [check.ok for check in links(made, {})] == in_second(made)
