"""Which congress of a unit is told, and which of its records stand: those that no proved correction settles."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import TypeAlias

from tally.archive.facts import Facts
from tally.archive.indexed import Known
from tally.congress import Mode
from tally.outcome import Status

__all__ = ["contradicting", "is_in_conflict", "is_stopped", "order", "proved_in", "standing_in", "told_of"]

Congress: TypeAlias = tuple[Known, ...]
"""The records of one congress, in their order."""
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")


def order(one: Known) -> tuple[tuple[str, ...], int, str]:
    """Give what records of a unit go by: their congress, then their number."""
    return (one.facts.congress_key, one.facts.sequence, one.facts.hash)


def proved_in(records: Iterable[Known]) -> list[Known]:
    """Give the records that are proved."""
    return [one for one in records if one.is_proved]


def told_of(records: Iterable[Known], term: str | None = None) -> tuple[Congress, tuple[Congress, ...]]:
    """Give the congress of a unit that is told, none where there is none, and all others.

    A real one comes before any of an exercise, unless only of exercises something is proved. It is of the term that is
    named, else of that of the last congress of which something is proved; of these it is the first of which something
    is proved and that was not stopped.
    """
    every = sorted(records, key=order)
    congresses = [(*of,) for _, of in groupby(every, key=lambda one: one.facts.congress_key)]
    real = [one for one in congresses if one[0].facts.mode is Mode.REAL]
    exercises = [one for one in congresses if one[0].facts.mode is not Mode.REAL]
    proved = [one for one in exercises if proved_in(one) and (term is None or _is_of(one, term))]
    meant = exercises if not real or (proved and not any(map(proved_in, real))) else real
    if meant and term is None:
        term = max(meant, key=_last)[0].facts.term
    of_term = [one for one in meant if _is_of(one, term or "")]
    told = min(of_term, key=_first, default=())
    return told, tuple(one for one in congresses if one is not told)


def _is_of(congress: Congress, term: str) -> bool:
    return _term(congress[0].facts.term) == _term(term)


def _term(text: str) -> str:
    """Give a term as it is compared: however its dash is written."""
    return _DASHES.sub("-", text).strip().casefold()


def _last(congress: Congress) -> tuple[bool, date, tuple[str, ...]]:
    facts = congress[0].facts
    return (bool(proved_in(congress)), facts.day, facts.congress_key)


def _first(congress: Congress) -> tuple[bool, bool, date, tuple[str, ...]]:
    facts, proved = congress[0].facts, proved_in(standing_in(congress))
    return (not proved, all(map(is_stopped, proved)), facts.day, facts.congress_key)


def is_stopped(one: Known) -> bool:
    """Whether nothing may be decided on what a record has (R7, R14)."""
    return one.facts.seats is not None and one.facts.seats.status is Status.STOPPED


def standing_in(records: Iterable[Known]) -> list[Known]:
    """Give the records of a congress that no correction settles.

    A proved correction settles all records of its contest up to the number of the one that it replaces: with its
    signatures the board has said which stands, also of two that contradict each other. None is lost: of two of one
    number neither is proved, and both are named as such. What is not proved settles nothing.
    """
    every = [*records]
    there, settled = _by_hash(every), dict[str, int]()
    for one in proved_in(every):
        if before := _replaced(one, there):
            settled[before.contest] = max(before.sequence, settled.get(before.contest, 0))
    return [one for one in every if one.facts.sequence > settled.get(one.facts.contest, 0)]


def contradicting(records: Iterable[Known]) -> Iterator[list[Known]]:
    """Give the records of a congress of which each says that it stands, where a ballot has more than one; by ballot.

    A correction that is not proved contradicts nothing: it waits. Two that hold by themselves contradict each other,
    even where neither can be proved beside the other; the record that they would replace is not one of them.
    """
    every = [*records]
    there = _by_hash(every)
    for _, of in groupby(sorted(standing_in(every), key=lambda one: (_ballot(one), order(one))), _ballot):
        heads = [(one, _replaced(one, there)) for one in of]
        replaced = {before.hash for one, before in heads if before and one.facts.is_valid}
        found = [
            one for one, before in heads if one.facts.hash not in replaced and (one.facts.is_valid or before is None)
        ]
        if len(found) > 1:
            yield found


def is_in_conflict(stands: Known, records: Iterable[Known]) -> bool:
    """Whether two records that hold contradict each other on the ballot of the one that stands, or on an earlier one.

    What goes on from one of two is no better known than which of them is right. A correction that waits for the record
    that stands takes nothing from it, nor does one that waits for that correction.
    """
    every = sorted(records, key=order)
    there, waiting = _by_hash(every), {stands.facts.hash}
    for one in every:
        if (before := _replaced(one, there)) and before.hash in waiting:
            waiting.add(one.facts.hash)
    others = (one for one in every if one is stands or one.facts.hash not in waiting)
    return any(
        found[0].facts.rounds <= stands.facts.rounds and sum(one.facts.is_valid for one in found) > 1
        for found in contradicting(others)
    )


def _ballot(one: Known) -> tuple[str, int]:
    return (one.facts.contest, one.facts.rounds)


def _by_hash(records: Iterable[Known]) -> Mapping[str, Facts]:
    return {one.facts.hash: one.facts for one in records}


def _replaced(one: Known, there: Mapping[str, Facts]) -> Facts | None:
    """Give the record that one says it replaces: an earlier one of its contest; no other can be replaced (12.2)."""
    before = there.get(one.facts.replaces or "")
    is_earlier = before and before.contest == one.facts.contest and before.sequence < one.facts.sequence
    return before if is_earlier else None
