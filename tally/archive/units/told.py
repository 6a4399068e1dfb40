"""Which congress of a unit is told, and which of its records stand: those that no proved record replaces."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias

from tally.archive.indexed import Known
from tally.congress import Mode
from tally.outcome import Status

__all__ = ["contradicting", "is_stopped", "order", "proved_in", "standing_in", "told_of"]

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
    """Give the records that no other one replaces. What is not proved replaces nothing."""
    every = [*records]
    replaced = {one.facts.replaces for one in proved_in(every)}
    return [one for one in every if one.facts.hash not in replaced]


def contradicting(records: Sequence[Known]) -> list[Known]:
    """Give those of one ballot of which each says that it stands.

    A correction that is not proved contradicts nothing: it waits. Two that hold by themselves contradict each other,
    even where neither can be proved beside the other; the record that they would replace is not one of them.
    """
    every, there = standing_in(records), {one.facts.hash for one in records}
    replaced = {one.facts.replaces for one in every if one.facts.is_valid}
    return [
        one
        for one in every
        if one.facts.hash not in replaced and (one.facts.is_valid or one.facts.replaces not in there)
    ]
