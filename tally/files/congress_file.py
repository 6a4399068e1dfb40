"""The congress file -> the congress and its contests, and its rounds as the file has them (docs/formats.md, 1).

Form is refused by the models; here stands what the parts of a file must be to each other. All faults of a file come
at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tally.congress import STATUSES, BoardMember, Bodies, Congress, Meeting, MeetingKind, Roll, Unit
from tally.contest import (
    Candidate,
    Category,
    Contest,
    ContestKind,
    NominatedBy,
    Plan,
    Purpose,
    Share,
    Target,
)
from tally.faults import BadInput, Fault
from tally.files.models import (
    CandidateModel,
    CongressFileModel,
    ContestModel,
    RoundModel,
    ShareModel,
    SittingModel,
    TargetModel,
)
from tally.files.strict import read_tree
from tally.files.values import validated
from tally.regulation import REGULATIONS

__all__ = ["CongressFile", "Faults", "check_meeting", "check_regulation", "meeting_of", "read_congress", "repeated"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CongressFile:
    """A congress file that was read: the congress, its contests in order, and the rounds as the file has them."""

    path: str
    congress: Congress
    contests: tuple[Contest, ...]
    rounds: Mapping[str, Sequence[RoundModel]]


class Faults(list[Fault]):
    """The faults of one file so far."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def note(self, place: str, key: str, /, **params: str | int) -> None:
        """Note a fault at a place of the file."""
        self.append(Fault(path=self.path, location=place, key=key, params=params))


def read_congress(path: str, data: bytes) -> CongressFile:
    """Read a congress file from its bytes. Raises BadInput with all faults of its form, or all of its content."""
    model = validated(CongressFileModel, path, read_tree(path, data))
    faults = Faults(path)
    _check_whole(model, faults)
    for place, meeting in enumerate(model.meetings):
        check_meeting(f"meetings[{place}]", meeting, faults)
    for place, contest in enumerate(model.contests):
        _check_contest(f"contests[{place}]", contest, model, faults)
    if faults:
        raise BadInput(faults)
    return CongressFile(
        path=path,
        congress=_congress(model),
        contests=tuple(_contest(contest) for contest in model.contests),
        rounds={contest.id: tuple(contest.rounds) for contest in model.contests},
    )


def check_regulation(regulation: str, faults: Faults) -> None:
    """Note a fault if the regulation named is none that ships."""
    if regulation not in REGULATIONS:
        faults.note("regulation", "bad_value.choice", expected=", ".join(REGULATIONS))


def _check_whole(model: CongressFileModel, faults: Faults) -> None:
    check_regulation(model.regulation, faults)
    for name, ids in (
        ("meetings", [meeting.id for meeting in model.meetings]),
        ("contests", [contest.id for contest in model.contests]),
    ):
        for place, again in repeated(ids):
            faults.note(f"{name}[{place}].id", "bad_value.repeated_id", id=again)
    meetings = {meeting.id for meeting in model.meetings}
    before: set[str] = set()
    for place, contest in enumerate(model.contests):
        if contest.meeting not in meetings:
            faults.note(f"contests[{place}].meeting", "bad_value.unknown_meeting", id=contest.meeting)
        if contest.pool is not None and contest.pool not in before:
            faults.note(f"contests[{place}].pool", "bad_value.unknown_pool", id=contest.pool)
        before.add(contest.id)


def repeated(items: Iterable[str | int]) -> Iterator[tuple[int, str | int]]:
    """Give each item that stood before, with its place."""
    seen: set[str | int] = set()
    for place, item in enumerate(items):
        if item in seen:
            yield place, item
        seen.add(item)


def check_meeting(place: str, meeting: SittingModel, faults: Faults) -> None:
    """Note what the roll and the bodies of a meeting of this kind cannot be (R8, R14)."""
    statuses = STATUSES[meeting.kind]
    for status in type(meeting.roll).model_fields:
        if status in meeting.roll.model_fields_set and status not in statuses:
            faults.note(f"{place}.roll.{status}", "unknown_key.status", status=status, expected=", ".join(statuses))
    if sum(meeting.roll.model_dump().values()) == 0:
        faults.note(f"{place}.roll", "bad_value.nobody_summoned")
    if meeting.bodies is None:
        return
    if meeting.kind is not MeetingKind.DELEGATES:
        faults.note(f"{place}.bodies", "unknown_key.bodies")
    elif meeting.bodies.present > meeting.bodies.summoned:
        faults.note(f"{place}.bodies.present", "bad_value.more_than_summoned", summoned=meeting.bodies.summoned)


def _check_contest(place: str, contest: ContestModel, model: CongressFileModel, faults: Faults) -> None:
    if contest.seats > contest.quota:
        faults.note(f"{place}.seats", "bad_value.more_than_quota", quota=contest.quota)
    if contest.alternates and contest.kind is not ContestKind.DELEGATES:
        faults.note(f"{place}.alternates", "bad_value.alternates_of_delegates")
    numbers = [candidate.number for candidate in contest.candidates]
    for repeated_at, number in repeated(numbers):
        faults.note(f"{place}.candidates[{repeated_at}].number", "repeated_candidate", number=number)
    attending = {meeting.id: meeting.roll.present + meeting.roll.replaced for meeting in model.meetings}
    for index, candidate in enumerate(contest.candidates):
        _check_candidate(
            f"{place}.candidates[{index}]",
            candidate,
            contest,
            congress_on=model.congress.date,
            attending=attending.get(contest.meeting),
            faults=faults,
        )
    for index, target in enumerate(contest.plan.targets if contest.plan else ()):
        _check_target(f"{place}.plan.targets[{index}]", target, faults)
    for index, held in enumerate(contest.rounds):
        _check_round(f"{place}.rounds[{index}]", index + 1, held, set(numbers), faults)


def _check_candidate(
    place: str,
    candidate: CandidateModel,
    contest: ContestModel,
    *,
    congress_on: date,
    attending: int | None,
    faults: Faults,
) -> None:
    born = candidate.born
    if date(born.year, born.month or 1, born.day or 1) >= congress_on:
        faults.note(f"{place}.born", "bad_value.born_after_congress", date=congress_on.isoformat())
    if candidate.agreed_by is not None:
        if candidate.nominated_by is NominatedBy.COMMITTEE:
            faults.note(f"{place}.agreed_by", "bad_value.agreed_by_of_floor")
        elif attending is not None and candidate.agreed_by > attending:
            faults.note(f"{place}.agreed_by", "bad_value.more_than_attending", attending=attending)
    if candidate.from_round is not None and candidate.from_round <= len(contest.rounds):
        purpose = contest.rounds[candidate.from_round - 1].purpose
        if purpose not in (Purpose.FURTHER, Purpose.ALTERNATES):
            faults.note(f"{place}.from_round", "bad_value.from_round", round=candidate.from_round)


_BELONGS_TO = {
    Category.YOUNG: {"below"},
    Category.AGE: {"first", "last"},
    Category.ATTRIBUTE: {"name"},
}
_WRITTEN = {"first": "from", "last": "to"}


def _check_target(place: str, target: TargetModel, faults: Faults) -> None:
    wanted = _BELONGS_TO.get(target.category, set())
    for name in ("below", "first", "last", "name"):
        written = _WRITTEN.get(name, name)
        given = getattr(target, name) is not None
        if given and name not in wanted:
            faults.note(f"{place}.{written}", "unknown_key", unknown=written)
        elif not given and name in wanted:
            faults.note(f"{place}.{written}", "missing.key", missing=written)
    if target.first is not None and target.last is not None and target.first > target.last:
        faults.note(f"{place}.to", "bad_value.ages_reversed")
    if target.at_least is None and target.at_most is None:
        faults.note(place, "missing.bound")
    for name, share in (("at_least", target.at_least), ("at_most", target.at_most)):
        if share is not None and (share.percent is None) == (share.count is None):
            faults.note(f"{place}.{name}", "bad_value.share")


def _check_round(place: str, number: int, held: RoundModel, known: set[int], faults: Faults) -> None:
    if held.number != number:
        faults.note(f"{place}.number", "bad_value.round_number", expected=number)
    for index, candidate in enumerate(held.candidates or ()):
        if candidate not in known:
            faults.note(f"{place}.candidates[{index}]", "unknown_candidate", number=candidate)
    for index, again in repeated(held.candidates or ()):
        faults.note(f"{place}.candidates[{index}]", "repeated_candidate", number=again)
    if held.ballots is None and held.totals is None:
        faults.note(f"{place}.ballots", "missing.ballots")
    if held.totals is None:
        return
    if held.ballots is not None:
        faults.note(f"{place}.totals", "bad_value.ballots_and_totals")
    for written in held.totals.votes:
        if int(written) not in known:
            faults.note(f"{place}.totals.votes.{written}", "unknown_candidate", number=written)


def _congress(model: CongressFileModel) -> Congress:
    unit, event = model.unit, model.congress
    return Congress(
        regulation=REGULATIONS[model.regulation],
        mode=model.mode,
        unit=Unit(code=unit.code, name=unit.name, level=unit.level, superior=unit.superior),
        name=event.name,
        term=event.term,
        place=event.place,
        date=event.date,
        board=tuple(
            BoardMember(name=member.name, role=member.role, born=str(member.born) if member.born else None)
            for member in model.board
        ),
        meetings=tuple(meeting_of(meeting, meeting.id) for meeting in model.meetings),
        blank_boxes=model.options.all_blank_boxes,
    )


def meeting_of(model: SittingModel, meeting_id: str) -> Meeting:
    """Give the meeting that was checked."""
    return Meeting(
        id=meeting_id,
        kind=model.kind,
        roll=Roll(**model.roll.model_dump()),
        bodies=Bodies(**model.bodies.model_dump()) if model.bodies else None,
    )


def _contest(model: ContestModel) -> Contest:
    plan = model.plan
    return Contest(
        id=model.id,
        meeting=model.meeting,
        kind=model.kind,
        title=model.title,
        quota=model.quota,
        seats=model.seats,
        alternates=model.alternates,
        pool=model.pool,
        candidates=tuple(_candidate(candidate) for candidate in model.candidates),
        plan=Plan(age_on=plan.age_on, targets=tuple(map(_target, plan.targets))) if plan else None,
        leave_open=model.leave_open,
    )


def _candidate(model: CandidateModel) -> Candidate:
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return Candidate(**values | {"attributes": frozenset(model.attributes)})


def _target(model: TargetModel) -> Target:
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return Target(**values | {"at_least": _share(model.at_least), "at_most": _share(model.at_most)})


def _share(model: ShareModel | None) -> Share | None:
    return Share(percent=model.percent, count=model.count) if model else None
