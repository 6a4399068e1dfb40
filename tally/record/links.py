"""The chain of a congress: each record names the one before it by its hash, so that none can be changed or taken out.

A chain is never mended: a correction or a recount is a new record at its end, which names the one that it replaces.
Any other record says what the earlier ones do: its contest goes on from the rounds that are recorded, the congress and
the meeting are as they were, and whoever may stand is whom the record of the pool has as elected.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TypeAlias, cast

from tally.congress import Congress
from tally.contest import Withdrawal
from tally.record.canonical import Tree
from tally.record.check import Check, failed, held
from tally.record.differences import Difference, differences
from tally.record.reading import Record

__all__ = ["changes", "congress_key", "congress_of_record", "links", "standing"]

CODE = "chain"

CongressKey: TypeAlias = tuple[str, ...]

_OF_CONGRESS = ("unit", "congress", "options", "regulation", "rules")
"""What all records of a congress say alike."""
_OF_FRAME = ("sequence", "previous", "replaces", "trust", "station", "software", "journal", "air_gap")
_GOES_ON = frozenset({*_OF_FRAME, "rounds", "result"})
"""What is another in each record of a contest."""


def congress_key(congress: Congress) -> CongressKey:
    """Give what tells a congress from every other: a chain holds one, real or training, never both."""
    return (congress.mode.value, congress.unit.code, congress.name, congress.term, congress.date.isoformat())


def congress_of_record(record: Record) -> CongressKey:
    """Give what tells the congress of a record from every other."""
    model = record.model
    event = model.congress
    return (model.mode.value, model.unit.code, event.name, event.term, event.date.isoformat())


def links(records: Sequence[Record], versions: Mapping[str, int]) -> tuple[Check, ...]:
    """Check each record against those of its congress among the given ones; their order does not matter.

    ``versions`` are those of the trust file that are known, by the hash by which records name them. What is not given
    cannot be checked: a record whose predecessor is missing at the head of those given holds, and says so; a gap
    between two that are given does not.
    """
    checks: dict[int, Check] = {}
    by_congress = sorted(range(len(records)), key=lambda place: congress_of_record(records[place]))
    for _, places in groupby(by_congress, key=lambda place: congress_of_record(records[place])):
        of_one = list(places)
        checks |= zip(of_one, _chain([records[place] for place in of_one], versions), strict=True)
    return tuple(checks[place] for place in range(len(records)))


def standing(records: Iterable[Record]) -> dict[str, Record]:
    """Give the last record of each contest of a chain: the one that stands, by contest."""
    return {record.model.contest.id: record for record in sorted(records, key=_sequence)}


def changes(was: Mapping[str, Tree], now: Mapping[str, Tree]) -> Iterator[Difference]:
    """Give what a later record of a contest has otherwise than the one before it, and no later round accounts for.

    After its rounds the body may vote on what to do, leave seats open, add persons for a later round, and let somebody
    go before one (R3, R11, R18); and further rounds may be held. All else stays, or is a correction.
    """
    before, after = ({key: tree[key] for key in tree if key not in _GOES_ON} for tree in (was, now))
    rounds = len(cast("list[Tree]", was["rounds"]))
    for difference in differences(before, after) if before != after else ():
        if not _is_of_later(difference, _people(was), _people(now), rounds):
            yield difference


_People: TypeAlias = Mapping[str, Mapping[str, Tree]]


def _people(tree: Mapping[str, Tree]) -> _People:
    """Give the persons on the list of a record, by number."""
    contest = cast("Mapping[str, list[Mapping[str, Tree]]]", tree["contest"])
    return {str(person["number"]): person for person in contest["candidates"]}


def _is_of_later(difference: Difference, old: _People, new: _People, rounds: int) -> bool:
    """Whether a difference is of what was decided after so many rounds, for those to come."""
    match difference.place:
        case ("contest", "leave_open"):
            return True
        case ("contest", "decisions"):
            return _only_later(difference, rounds)
        case ("contest", "candidates", number) if number not in old:
            return _is_after(new[number]["from_round"], rounds)
        case ("contest", "candidates", number, "withdrawal" | "withdrawn_before_round"):
            had_left = old[number]["withdrawal"] == Withdrawal.GRANTED.value
            still_stood = not had_left or _is_after(old[number]["withdrawn_before_round"], rounds)
            return still_stood and _is_after(new[number]["withdrawn_before_round"], rounds)
        case _:
            return False


def _only_later(decisions: Difference, rounds: int) -> bool:
    """Whether all decisions that stood there stand as they did, and the others were taken after so many rounds."""
    was, now = (cast("list[dict[str, Tree]]", tree or []) for tree in (decisions.was, decisions.now))
    return now[: len(was)] == was and all(_is_after(one["after_round"], rounds - 1) for one in now[len(was) :])


def _is_after(round_number: Tree, rounds: int) -> bool:
    """Whether a round that may be named, or not, comes after so many."""
    return isinstance(round_number, int) and round_number > rounds


def _sequence(record: Record) -> int:
    return record.model.sequence


def _chain(records: Sequence[Record], versions: Mapping[str, int]) -> list[Check]:
    first = min(map(_sequence, records))
    return [_link(record, [*records[:at], *records[at + 1 :]], first, versions) for at, record in enumerate(records)]


def _link(record: Record, others: Sequence[Record], first: int, versions: Mapping[str, int]) -> Check:
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
    said = _rounds(record, earlier) or _unsaid(record, earlier) if model.replaces is None else None
    return (
        _older_trust(record, earlier, versions)
        or _replacing(record, earlier, is_whole=first == 1)
        or said
        or _pool(record, earlier)
        or _stands(record, others, before)
    )


def _last(earlier: Iterable[Record], *, contest: str) -> list[Record]:
    """Give the last of the earlier records of a contest; two of them, where two have that number."""
    return _highest([other for other in earlier if other.model.contest.id == contest])


def _highest(records: Sequence[Record]) -> list[Record]:
    highest = max(map(_sequence, records), default=0)
    return [record for record in records if _sequence(record) == highest]


def _older_trust(record: Record, earlier: Iterable[Record], versions: Mapping[str, int]) -> Check | None:
    """Say that a record was made under a version of the trust file that an earlier one had left behind."""
    version = versions.get(record.model.trust)
    for other in earlier:
        newer = versions.get(other.model.trust)
        if version and newer and newer > version:
            told = {"version": version, "earlier": _sequence(other), "newer": newer}
            return failed(CODE, "older_trust", sequence=_sequence(record), **told)
    return None


def _replacing(record: Record, earlier: Sequence[Record], *, is_whole: bool) -> Check | None:
    """Say what is wrong with the record that this one replaces, if anything is: it is the last of the contest."""
    model = record.model
    if model.replaces is None:
        return None
    replaced = next((other for other in earlier if other.hash.hex() == model.replaces), None)
    if replaced is None and is_whole:
        return failed(CODE, "replaces_nothing", sequence=model.sequence)
    if replaced and replaced.model.contest.id != model.contest.id:
        return failed(CODE, "replaces_another_contest", sequence=model.sequence, replaced=_sequence(replaced))
    last = _last(earlier, contest=model.contest.id)
    if last and replaced not in last:
        return failed(CODE, "replaces_older", sequence=model.sequence, earlier=_sequence(last[0]))
    return None


def _rounds(record: Record, earlier: Sequence[Record]) -> Check | None:
    """Say that rounds were changed without a word."""
    last = _last(earlier, contest=record.model.contest.id)
    if not last or any(_goes_on(record.rounds, one.rounds) for one in last):
        return None
    return failed(CODE, "rounds_changed", sequence=_sequence(record), earlier=_sequence(last[0]))


def _goes_on(now: Sequence[Tree], before: Sequence[Tree]) -> bool:
    return len(before) < len(now) and before == now[: len(before)]


def _unsaid(record: Record, earlier: Sequence[Record]) -> Check | None:
    """Say that something else was changed without a word, and where."""
    model = record.model
    of_meeting = [other for other in earlier if other.model.meeting.id == model.meeting.id]
    compared: tuple[tuple[list[Record], Callable[[Record], Iterator[Difference]]], ...] = (
        (_last(earlier, contest=model.contest.id), lambda last: changes(last.tree, record.tree)),
        (_highest(earlier), lambda last: _differing(_OF_CONGRESS, last, record)),
        (_highest(of_meeting), lambda last: _differing(("meeting",), last, record)),
    )
    for lasts, compare in compared:
        found = [next(compare(last), None) for last in lasts]
        if found and found[0] and all(found):
            place = found[0].named
            return failed(CODE, "changed_unsaid", sequence=model.sequence, earlier=_sequence(lasts[0]), place=place)
    return None


def _differing(keys: Iterable[str], was: Record, now: Record) -> Iterator[Difference]:
    for key in keys:
        if was.tree[key] != now.tree[key]:
            yield from differences(was.tree[key], now.tree[key], (key,))


def _pool(record: Record, earlier: Sequence[Record]) -> Check | None:
    """Say that a contest draws on others than those whom the standing record of its pool has as elected (R13)."""
    pool = record.model.pool
    last = _last(earlier, contest=pool.contest) if pool else []
    if pool is None or not last or any(record.tree["pool"] == _as_pool(one) for one in last):
        return None
    return failed(CODE, "another_pool", sequence=_sequence(record), pool=pool.contest, earlier=_sequence(last[0]))


def _as_pool(record: Record) -> Tree:
    """Give the pool that the contest of a record is for those that draw on it."""
    people, contest = _people(record.tree), record.model.contest
    elected = [cast("Tree", people.get(str(one.number))) for one in record.model.result.elected]
    return {"contest": contest.id, "seats": contest.seats, "voted": True, "may_stand": elected}


def _stands(record: Record, others: Sequence[Record], before: Sequence[Record]) -> Check:
    number = record.model.sequence
    by = [_sequence(other) for other in others if other.model.replaces == record.hash.hex()]
    if by:
        return held(CODE, "replaced", sequence=number, by=min(by))
    if before:
        return held(CODE, "follows", sequence=number)
    return held(CODE, "first") if number == 1 else held(CODE, "before_not_given", sequence=number, before=number - 1)
