"""How the records of a congress follow one another: the check ``chain``, from what the index keeps of each.

Where hashes show that every record plainly follows the one before, they are enough. In any other case the records are
read again, and ``tally.record.links`` says what is so: there is no second set of rules.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeAlias

from tally.archive.facts import Facts
from tally.record import reading
from tally.record.check import Check, held
from tally.record.links import links
from tally.record.reading import Record

__all__ = ["chain_checks", "gaps", "plainly_follow"]

Read: TypeAlias = Callable[[Facts], Record]


def chain_checks(records: Sequence[Facts], load: Callable[[Facts], bytes]) -> tuple[Check, ...]:
    """Check each record of a congress against the others. Raises what ``load`` and ``reading.read`` raise.

    Those that hold by themselves make the chain, and are held against one another alone; any other is held against the
    chain, and against no other that does not hold: there may be thousands of those, and anybody can make them. So a
    record that nobody's signatures prove takes nothing from one that is proved. It may stand in a gap only where a
    record that holds names it by its hash, and no other of its number holds: then it is the very text that was meant.
    """
    sound, others = [one for one in records if one.is_valid], [one for one in records if not one.is_valid]
    there, read = {one.hash: one for one in others}, _reader(load)
    checks = _by_hash(sound, read)
    named = _named(sound, records) if others else []
    if named:
        beside = _by_hash([*sound, *named], read)
        checks |= {
            one.hash: beside[one.hash] for one in [*sound, *named] if one.hash in there or not checks[one.hash].ok
        }
    for one in others:
        if one.hash not in checks:
            before = there.get(one.previous or "")
            before = None if before in named else before
            checks[one.hash] = _by_hash([*sound, *named, *([before] if before else []), one], read)[one.hash]
    return tuple(checks[one.hash] for one in records)


def _reader(load: Callable[[Facts], bytes]) -> Read:
    """Give what reads records, and those that hold by themselves once."""
    kept: dict[str, Record] = {}

    def read(one: Facts) -> Record:
        if one.hash in kept:
            return kept[one.hash]
        record = reading.read(load(one))
        if one.is_valid:
            kept[one.hash] = record
        return record

    return read


def _named(sound: Sequence[Facts], records: Sequence[Facts]) -> list[Facts]:
    """Give the records that do not hold, but which one of the chain follows by their hash; none of a number that is."""
    taken, there = {one.sequence for one in sound}, {one.hash: one for one in records}
    found: list[Facts] = []
    asking = [*sound]
    while asking:
        before = there.get(asking.pop().previous or "")
        if before and before.sequence not in taken:
            taken.add(before.sequence)
            found.append(before)
            asking.append(before)
    return found


def _by_hash(records: Sequence[Facts], read: Read) -> dict[str, Check]:
    return dict(zip((one.hash for one in records), _checked(records, read), strict=True)) if records else {}


def _checked(records: Sequence[Facts], read: Read) -> tuple[Check, ...]:
    if plainly_follow(records):
        return tuple(
            held("chain", "first") if one.sequence == 1 else held("chain", "follows", sequence=one.sequence)
            for one in records
        )
    versions = {one.trust: one.trust_version for one in records if one.trust_version is not None}
    return links([*map(read, records)], versions)


def gaps(records: Iterable[Facts]) -> tuple[Facts, ...]:
    """Give the records of a congress whose ``previous`` is not there."""
    every = tuple(records)
    there = {one.hash for one in every}
    return tuple(one for one in every if one.previous is not None and one.previous not in there)


def plainly_follow(records: Sequence[Facts]) -> bool:
    """Whether records of a congress follow one another from the first on, and none changes what an earlier one says."""
    chain = sorted(records, key=lambda one: (one.sequence, one.hash))
    if [one.sequence for one in chain] != [*range(1, len(chain) + 1)] or chain[0].previous is not None:
        return False
    one_after_the_other = all(
        later.previous == one.hash
        and later.marks.congress == one.marks.congress
        and (later.trust_version or 0) >= (one.trust_version or 0)
        for one, later in pairwise(chain)
    )
    return one_after_the_other and all(_goes_on(one, chain[:at]) for at, one in enumerate(chain))


def _goes_on(record: Facts, earlier: Sequence[Facts]) -> bool:
    """Whether a record replaces none, and says what the earlier ones do of its contest, its meeting and its pool."""
    marks = record.marks
    contest = next((one for one in reversed(earlier) if one.contest == record.contest), None)
    meeting = next((one for one in reversed(earlier) if one.marks.meeting_id == marks.meeting_id), None)
    pool = next((one for one in reversed(earlier) if one.contest == marks.pool_contest), None)
    if record.replaces is not None or (meeting and meeting.marks.meeting != marks.meeting):
        return False
    if contest and (contest.marks.definition != marks.definition or not _longer(marks.rounds, contest.marks.rounds)):
        return False
    return pool is None or pool.marks.as_pool == marks.pool


def _longer(now: tuple[str, ...], before: tuple[str, ...]) -> bool:
    return len(before) < len(now) and now[: len(before)] == before
