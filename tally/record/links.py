"""The chain of a congress: each record names the one before it by its hash, so that none can be changed or taken out.

A chain is never mended: a correction or a recount is a new record at its end, which names the one that it replaces.
What a later record of a contest says of the rounds of an earlier one must be the same, unless it replaces it.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TypeAlias

from tally.congress import Congress
from tally.record.check import Check, failed, held
from tally.record.reading import Record

__all__ = ["congress_key", "congress_of_record", "links", "standing"]

CODE = "chain"

CongressKey: TypeAlias = tuple[str, ...]


def congress_key(congress: Congress) -> CongressKey:
    """Give what tells a congress from every other: a chain holds one, real or training, never both."""
    return (congress.mode.value, congress.unit.code, congress.name, congress.term, congress.date.isoformat())


def congress_of_record(record: Record) -> CongressKey:
    """Give what tells the congress of a record from every other."""
    model = record.model
    event = model.congress
    return (model.mode.value, model.unit.code, event.name, event.term, event.date.isoformat())


def links(records: Sequence[Record]) -> tuple[Check, ...]:
    """Check each record against those of its congress among the given ones; their order does not matter.

    What is not given cannot be checked: a record whose predecessor is missing at the head of those given holds, and
    says so; a gap between two that are given does not.
    """
    checks: dict[int, Check] = {}
    by_congress = sorted(range(len(records)), key=lambda place: congress_of_record(records[place]))
    for _, places in groupby(by_congress, key=lambda place: congress_of_record(records[place])):
        of_one = list(places)
        checks |= zip(of_one, _chain([records[place] for place in of_one]), strict=True)
    return tuple(checks[place] for place in range(len(records)))


def standing(records: Iterable[Record]) -> dict[str, Record]:
    """Give the last record of each contest of a chain: the one that stands, by contest."""
    return {record.model.contest.id: record for record in sorted(records, key=_sequence)}


def _sequence(record: Record) -> int:
    return record.model.sequence


def _chain(records: Sequence[Record]) -> list[Check]:
    first = min(map(_sequence, records))
    return [_link(record, [*records[:at], *records[at + 1 :]], first) for at, record in enumerate(records)]


def _link(record: Record, others: Sequence[Record], first: int) -> Check:
    model = record.model
    number = model.sequence
    for other in others:
        if _sequence(other) == number:
            why = "given_twice" if other.hash == record.hash else "two_of_one_number"
            return failed(CODE, why, sequence=number)
    if (number == 1) != (model.previous is None):
        return failed(CODE, "bad_beginning", sequence=number)
    before = [other for other in others if _sequence(other) == number - 1]
    if not before and number > first:
        return failed(CODE, "gap", sequence=number, missing=number - 1)
    if before and model.previous not in [other.hash.hex() for other in before]:
        return failed(CODE, "another_before", sequence=number, before=number - 1)
    earlier = [other for other in others if _sequence(other) < number]
    return (
        _replacing(record, earlier, is_whole=first == 1) or _rounds(record, earlier) or _stands(record, others, before)
    )


def _replacing(record: Record, earlier: Sequence[Record], *, is_whole: bool) -> Check | None:
    """Say what is wrong with the record that this one replaces, if anything is."""
    model = record.model
    if model.replaces is None:
        return None
    replaced = next((other for other in earlier if other.hash.hex() == model.replaces), None)
    if replaced is None:
        return failed(CODE, "replaces_nothing", sequence=model.sequence) if is_whole else None
    if replaced.model.contest.id != model.contest.id:
        return failed(CODE, "replaces_another_contest", sequence=model.sequence, replaced=_sequence(replaced))
    return None


def _rounds(record: Record, earlier: Sequence[Record]) -> Check | None:
    """Say that rounds were changed without a word: the earlier record of the contest is not the one replaced."""
    model = record.model
    same = [other for other in earlier if other.model.contest.id == model.contest.id]
    highest = max(map(_sequence, same), default=0)
    if not same or any(_carries_on(record, last) for last in same if _sequence(last) == highest):
        return None
    return failed(CODE, "rounds_changed", sequence=model.sequence, earlier=highest)


def _carries_on(record: Record, last: Record) -> bool:
    """Whether a record replaces the one before it of its contest, or has all the rounds of that one and more."""
    before, now = last.rounds, record.rounds
    return record.model.replaces == last.hash.hex() or (len(before) < len(now) and before == now[: len(before)])


def _stands(record: Record, others: Sequence[Record], before: Sequence[Record]) -> Check:
    number = record.model.sequence
    by = [_sequence(other) for other in others if other.model.replaces == record.hash.hex()]
    if by:
        return held(CODE, "replaced", sequence=number, by=min(by))
    if before:
        return held(CODE, "follows", sequence=number)
    return held(CODE, "first") if number == 1 else held(CODE, "before_not_given", sequence=number, before=number - 1)
