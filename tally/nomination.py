"""Making the list: surplus, support from the floor, the opinion poll, pools and the board (R2-R5, R13).

What the rules have against a list is told as findings; the congress decides what to do about them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tally.congress import BoardMember, Congress, MeetingKind
from tally.contest import Candidate, Contest, ContestKind, NominatedBy, Withdrawal
from tally.cut import Cut, cut
from tally.finding import Finding, Severity, finding
from tally.person import Birth, known_as
from tally.regulation import Regulation

__all__ = [
    "OpinionPoll",
    "Pool",
    "board_findings",
    "has_support",
    "list_findings",
    "opinion_poll",
    "pool_findings",
    "sitting",
    "surplus_limit",
]

NEEDS_SURPLUS = frozenset({ContestKind.COMMITTEE, ContestKind.STANDING_COMMITTEE})


def surplus_limit(seats: int, regulation: Regulation) -> int:
    """The most persons that a committee's list may have beyond the seats voted on (R4, Art. 14): 30 %, rounded down.

    One person more is always allowed, so that a body of three can vote on four.
    """
    return max(regulation.surplus_least_allowed, regulation.surplus_limit_percent * seats // 100)


def has_support(agreed: int, *, attending: int, regulation: Regulation) -> bool:
    """Whether a floor or self nominee has the support of *more than* 30 % of those attending (R3, Art. 11, 14)."""
    return 100 * agreed > regulation.floor_support_above_percent * attending


def list_findings(congress: Congress, contest: Contest) -> tuple[Finding, ...]:
    """Say what the rules have against the first list of a contest (R3, R4, R11, R13)."""
    people = contest.standing(1)
    rules = congress.regulation
    found = [*_surplus(contest, people, rules), *_support(congress, contest), *_names(contest.on_list)]
    asked = [person.number for person in contest.candidates if person.withdrawal is Withdrawal.ASKED]
    if asked:
        found.append(finding("withdrawal_undecided", Severity.ERROR, "R3", numbers=_listed(asked)))
    return (*found, *_sizes(congress, contest))


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _surplus(contest: Contest, people: Sequence[Candidate], rules: Regulation) -> list[Finding]:
    """R4, Art. 14: measured on the seats voted on, never on the list or the quota."""
    seats, surplus = contest.seats, len(people) - contest.seats
    params = {"list": len(people), "seats": seats, "surplus": surplus}
    found = []
    if contest.kind not in NEEDS_SURPLUS:
        if 100 * surplus > rules.surplus_limit_percent * seats:
            found.append(finding("surplus_over_thirty_percent", Severity.WARNING, "R4", **params))
        if surplus < 0:
            found.append(finding("list_shorter_than_seats", Severity.WARNING, "R4", **params))
        return found
    limit = surplus_limit(seats, rules)
    if surplus <= 0:
        found.append(finding("list_not_longer_than_seats", Severity.ERROR, "R4", **params))
    elif surplus > limit:
        found.append(finding("surplus_over_limit", Severity.ERROR, "R4", **params, limit=limit))
    prepared = sum(person.nominated_by is NominatedBy.COMMITTEE for person in people) - seats
    least, most = _prepared_range(seats, rules)
    if not least <= prepared <= most:
        found.append(
            finding(
                "surplus_outside_prepared_range",
                Severity.WARNING,
                "R4.rounding",
                prepared=prepared,
                least=least,
                most=most,
                seats=seats,
            )
        )
    return found


def _prepared_range(seats: int, rules: Regulation) -> tuple[int, int]:
    """What the convening committee prepares: 10-15 %, one for 3-5 seats; else the whole numbers next to it (R4)."""
    if seats in rules.prepared_surplus_small_body:
        return 1, 1
    low, high = rules.prepared_surplus_from_percent * seats, rules.prepared_surplus_to_percent * seats
    least, most = -(-low // 100), high // 100
    if least > most:
        least, most = most, least
    return max(1, least), max(1, most)


def _support(congress: Congress, contest: Contest) -> list[Finding]:
    """R3, Art. 11, 14: whoever is not on the convening committee's list needs more than 30 % of those attending."""
    attending = congress.meeting(contest.meeting).roll.attending
    found = []
    for person in contest.on_list:
        if person.nominated_by is NominatedBy.COMMITTEE:
            continue
        params: dict[str, str | int] = {"number": person.number, "name": person.name, "attending": attending}
        if person.agreed_by is None:
            found.append(finding("floor_support_not_recorded", Severity.WARNING, "R3", **params))
        elif not has_support(person.agreed_by, attending=attending, regulation=congress.regulation):
            params["agreed"] = person.agreed_by
            found.append(finding("floor_nominee_not_supported", Severity.ERROR, "R3", **params))
    return found


def _names(people: Sequence[Candidate]) -> list[Finding]:
    """The same person twice is an error; the same name twice must be told apart on the paper."""
    found = []
    by_name: dict[str, list[Candidate]] = {}
    for person in people:
        by_name.setdefault(person.known_as, []).append(person)
    for namesakes in by_name.values():
        by_birth: dict[Birth, list[Candidate]] = {}
        for person in namesakes:
            by_birth.setdefault(person.born, []).append(person)
        twice = [same for same in by_birth.values() if len(same) > 1]
        found += [_same("duplicate_candidate", Severity.ERROR, same) for same in twice]
        if len(by_birth) > 1:
            found.append(_same("same_name", Severity.WARNING, namesakes))
    return found


def _same(code: str, severity: Severity, people: Sequence[Candidate]) -> Finding:
    numbers = _listed(person.number for person in people)
    return finding(code, severity, "R6.names", name=people[0].name, numbers=numbers)


def _sizes(congress: Congress, contest: Contest) -> list[Finding]:
    """R13 and R16: sizes that guidance names for a level and kind, and the cell too small to elect a chi ủy."""
    rules, level = congress.regulation, congress.unit.level
    found = []
    limit = rules.guided_sizes.get((level, contest.kind))
    if limit is not None and contest.quota > limit:
        found.append(finding("over_guided_size", Severity.WARNING, "R16.sizes", quota=contest.quota, limit=limit))
    members = congress.meeting(contest.meeting).roll.summoned
    least = rules.cell_committee_from_members
    if level == "cell" and contest.kind is ContestKind.COMMITTEE and members < least:
        found.append(
            finding("cell_too_small_for_committee", Severity.WARNING, "R13.cell", members=members, least=least)
        )
    return found


@dataclass(frozen=True, kw_only=True, slots=True)
class Pool:
    """The contest that another draws on (R13), as far as that matters: its ``seats``, and those who ``may_stand``.

    They are whom it elected, or, where it has not ``voted`` yet, those on its list.
    """

    contest: str
    seats: int
    voted: bool
    may_stand: tuple[Candidate, ...]


def pool_findings(congress: Congress, contest: Contest, pool: Pool | None) -> tuple[Finding, ...]:
    """Say who stands without being in the pool, and whether a standing committee is over a third (R13, Art. 17).

    ``pool`` is that of the contest named in ``contest.pool``. Persons are the same if name and birth are.
    """
    rules = congress.regulation
    found = [
        finding("candidate_not_in_pool", Severity.ERROR, "R13", number=person.number, name=person.name)
        for person in contest.on_list
        if pool is not None and not any(person.is_same_person(other) for other in pool.may_stand)
    ]
    if pool is None and contest.kind in rules.pools_expected:
        found.append(finding("pool_not_named", Severity.WARNING, "R13"))
    if contest.kind is ContestKind.STANDING_COMMITTEE:
        meeting = congress.meeting(contest.meeting)
        incumbents = meeting.roll.summoned if meeting.kind is MeetingKind.COMMITTEE else None
        committee = pool.seats if pool else incumbents
        if committee is not None and rules.standing_committee_at_most_one_in * contest.seats > committee:
            found.append(
                finding(
                    "standing_committee_over_third",
                    Severity.WARNING,
                    "R13.third",
                    seats=contest.seats,
                    committee=committee,
                )
            )
    if pool is not None and not pool.voted:
        found.append(finding("pool_not_counted", Severity.WARNING, "R13", pool=pool.contest))
    return tuple(found)


def board_findings(board: Iterable[BoardMember], contest: Contest) -> tuple[Finding, ...]:
    """Name whoever is on the list and on the counting board: they must step out for this contest (R2, Art. 8)."""
    members: defaultdict[str, list[BoardMember]] = defaultdict(list)
    for member in board:
        members[known_as(member.name)].append(member)
    return tuple(
        finding("board_member_is_candidate", Severity.ERROR, "R2", number=person.number, name=person.name)
        for person in contest.on_list
        if any(_is_candidate(member, person) for member in members[person.known_as])
    )


def sitting(board: Iterable[BoardMember], contest: Contest) -> tuple[BoardMember, ...]:
    """Give the members of the counting board who are not on the list, and so do not step out (R2, Art. 8)."""
    people: defaultdict[str, list[Candidate]] = defaultdict(list)
    for person in contest.on_list:
        people[person.known_as].append(person)
    return tuple(
        member for member in board if not any(_is_candidate(member, person) for person in people[known_as(member.name)])
    )


def _is_candidate(member: BoardMember, namesake: Candidate) -> bool:
    return member.born is None or member.born.agrees_with(namesake.born)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionPoll:
    """What the opinion poll on the list comes to (R5): numbers of the nominees, by agreement from high to low.

    ``qualified`` have more than 30 % of those attending. If ``fits``, the whole list stays within the limit and the
    congress decides; else ``list_filled`` says who fills it, and who is level at its last place.
    """

    qualified: tuple[int, ...]
    fits: bool
    list_filled: Cut


def opinion_poll(
    agreed: Mapping[int, int], *, prepared: int, seats: int, attending: int, regulation: Regulation
) -> OpinionPoll:
    """Settle the poll on floor and self nominees, given as how many agreed by number (R5, Art. 14, 17; end recalled).

    ``prepared`` is how many the convening committee's list has. A tie at the last place is returned as a tie, for the
    congress to settle.
    """
    supported = {
        number: votes
        for number, votes in agreed.items()
        if has_support(votes, attending=attending, regulation=regulation)
    }
    room = max(0, seats + surplus_limit(seats, regulation) - prepared)
    everyone = cut(supported, len(supported)).taken
    return OpinionPoll(qualified=everyone, fits=len(supported) <= room, list_filled=cut(supported, room))
