"""Things to do to a sound congress file, each of which is one fault: of its form, of a key, or of its content."""

import json
from dataclasses import dataclass

from hypothesis import assume
from hypothesis import strategies as st

from tally.files.congress_file import read_congress
from tests.files.parts import FULL, PATH, changed, faults, places, where

CONTEST = ("contests", 0)
ROUNDS = (*CONTEST, "rounds")
DECISIONS = (*CONTEST, "decisions")
TARGETS = (*CONTEST, "plan", "targets")
PEOPLE = (*CONTEST, "candidates")
NUMBERS = tuple((*PEOPLE, place, "number") for place in range(len(FULL["contests"][0]["candidates"])))
MAPPINGS = (("votes",), ("reasons",))


@dataclass(frozen=True)
class Break:
    """One thing done to the sound document: another value at a place, or none (``...``), or its key a second time."""

    place: tuple[str | int, ...]
    value: object
    reads: tuple[tuple[str | int, ...], ...] = ()
    is_twice: bool = False
    is_unknown: bool = False

    def __str__(self) -> str:
        return f"{where(self.place)}={self.value}"

    def done_to(self, whole):
        """A key that shall stand twice is written once more with a tilde, which ``told`` takes off."""
        return changed((*self.place[:-1], f"{self.place[-1]}~") if self.is_twice else self.place, self.value, whole)


def told(*breaks):
    """What is wrong with the sound document once these things are done to it: where, and the stable code."""
    whole = FULL
    for each in breaks:
        whole = each.done_to(whole)
    return faults(json.dumps(whole).replace('~"', '"').encode(), lambda data: read_congress(PATH, data))


def is_within(place, other):
    return place[: len(other)] == other


def meet(one, other):
    return is_within(one.place, other.place) or is_within(other.place, one.place)


def upsets(one, other):
    """Whether what is done to one place leaves a check of the other nothing sure to rest on."""
    read = (other.place, *other.reads)
    there = dict(places(other.done_to(FULL)))
    lacking = one.is_unknown and any(place[:-1] == one.place[:-1] and place not in there for place in read)
    return lacking or any(is_within(one.place, place) or is_within(place, one.place) for place in other.reads)


OF_FORM = [Break(place, 7 if isinstance(value, str) else "x") for place, value in places() if place]
OF_FORM += [Break(place, junk) for place, value in places() if type(value) is int for junk in (-1, 10**8)]
OF_FORM += [Break((*ROUNDS, 0, "totals", "votes", "01"), 3), Break((*ROUNDS, 0, "totals", "reasons", "torn"), 3)]
OF_FORM += [
    Break((*place, "extra"), 1, is_unknown=True)
    for place, value in places()
    if isinstance(value, dict) and place[-1:] not in MAPPINGS
]
NEEDED = ("schema", "number", "id", "kind", "title", "quota", "roll", "present", "sex", "category", "issued", "votes")
OF_FORM += [Break(place, ...) for place, _ in places() if place and place[-1] in NEEDED]
TWICE = [Break(place, 1, is_twice=True) for place, _ in places() if place and isinstance(place[-1], str)]
OF_CONTENT = [
    Break(("regulation",), "1-QĐ/TW"),
    Break(("meetings", 0, "roll", "barred"), 1, (("meetings", 0, "kind"),)),
    Break(("meetings", 0, "bodies", "present"), 13, (("meetings", 0, "kind"), ("meetings", 0, "bodies", "summoned"))),
    Break((*CONTEST, "meeting"), "n", (("meetings", 0, "id"),)),
    Break(("contests", 1, "meeting"), "n", (("meetings", 0, "id"),)),
    Break(("contests", 1, "pool"), "x", ((*CONTEST, "id"), ("contests", 1, "id"))),
    Break(("contests", 1, "id"), "dai-bieu", ((*CONTEST, "id"),)),
    Break((*CONTEST, "seats"), 3, ((*CONTEST, "quota"),)),
    Break(("contests", 1, "alternates"), 1, (("contests", 1, "kind"),)),
    Break((*PEOPLE, 1, "number"), 1, NUMBERS),
    Break((*PEOPLE, 0, "born"), "2026", (("congress", "date"),)),
    Break((*PEOPLE, 0, "agreed_by"), 3, ((*PEOPLE, 0, "nominated_by"),)),
    Break(
        (*PEOPLE, 1, "agreed_by"),
        21,
        (
            (*PEOPLE, 1, "nominated_by"), (*CONTEST, "meeting"), ("meetings", 0, "id"),
            ("meetings", 0, "roll", "present"), ("meetings", 0, "roll", "replaced"),
        ),
    ),
    Break((*PEOPLE, 2, "withdrawn_before_round"), 2, ((*PEOPLE, 2, "withdrawal"),)),
    Break((*ROUNDS, 1, "purpose"), "run_off", ((*PEOPLE, 3, "from_round"), (*ROUNDS, 1, "number"))),
    Break((*ROUNDS, 1, "number"), 7),
    Break((*ROUNDS, 1, "candidates", 2), 9, (*NUMBERS, (*ROUNDS, 1, "candidates"))),
    Break((*ROUNDS, 1, "candidates", 3), 1, ((*ROUNDS, 1, "candidates"),)),
    Break((*ROUNDS, 0, "totals", "votes", "9"), 1, NUMBERS),
    Break((*ROUNDS, 0, "ballots"), "x.csv", ((*ROUNDS, 0, "totals"),)),
    Break((*ROUNDS, 1, "ballots"), ..., ((*ROUNDS, 1, "totals"),)),
    Break((*DECISIONS, 1, "after_round"), 3, (ROUNDS,)),
    Break((*DECISIONS, 0, "after_round"), 2, (ROUNDS, (*DECISIONS, 1, "after_round"))),
    Break((*TARGETS, 0, "below"), 42, ((*TARGETS, 0, "category"),)),
    Break((*TARGETS, 1, "below"), ..., ((*TARGETS, 1, "category"),)),
    Break((*TARGETS, 2, "to"), 30, ((*TARGETS, 2, "from"), (*TARGETS, 2, "category"))),
    Break((*TARGETS, 3, "at_least"), None, ((*TARGETS, 3, "at_most"),)),
    Break((*TARGETS, 1, "at_least"), {}),
    Break((*TARGETS, 0, "at_least", "count"), 3, ((*TARGETS, 0, "at_least", "percent"),)),
]  # fmt: skip
"""Each with the other places that its check asks for."""


@st.composite
def broken(draw):
    """Two or three things to do to the document, of all kinds, none to a part that another one takes away.

    Often they are done side by side, where one check could most easily take another's fault for its own.
    """
    first = draw(st.sampled_from(OF_CONTENT))
    beside = [each for each in (*OF_FORM, *TWICE) if is_within(each.place, first.place[:-1])]
    kinds = st.sampled_from(OF_FORM) | st.sampled_from(TWICE) | st.sampled_from(OF_CONTENT) | st.sampled_from(beside)
    breaks = [first, *draw(st.lists(kinds, min_size=1, max_size=2))]
    assume(not any(meet(one, other) for place, one in enumerate(breaks) for other in breaks[:place]))
    return breaks
