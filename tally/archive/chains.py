"""How the records of a congress follow one another: the check ``chain``, from what the index keeps of each.

Where hashes show that every record plainly follows the one before, they are enough. In any other case the records are
read again, and ``tally.record.links`` says what is so: there is no second set of rules.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from tally.archive.facts import Facts
from tally.record import reading
from tally.record.check import Check, held
from tally.record.links import links

__all__ = ["chain_checks", "gaps", "plainly_follow"]


def chain_checks(records: Sequence[Facts], load: Callable[[Facts], bytes]) -> tuple[Check, ...]:
    """Check each record of a congress against the others. Raises what ``load`` and ``reading.read`` raise.

    A record that does not hold by itself takes nothing from one of the same number that does: it is held against all
    of them, and they are not held against it.
    """
    sound = {one.sequence for one in records if one.is_valid}
    chain = [one for one in records if one.is_valid or one.sequence not in sound]
    checks = dict(zip((one.hash for one in chain), _checked(chain, load), strict=True))
    if len(chain) < len(records):
        of_all = zip((one.hash for one in records), _checked(records, load), strict=True)
        checks = {**dict(of_all), **checks}
    return tuple(checks[one.hash] for one in records)


def _checked(records: Sequence[Facts], load: Callable[[Facts], bytes]) -> tuple[Check, ...]:
    if plainly_follow(records):
        return tuple(
            held("chain", "first") if one.sequence == 1 else held("chain", "follows", sequence=one.sequence)
            for one in records
        )
    versions = {one.trust: one.trust_version for one in records if one.trust_version is not None}
    return links([reading.read(load(one)) for one in records], versions)


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
