"""The congress file -> the congress and its contests, and its rounds as the file has them (docs/formats.md, 1).

Form is refused by the models; what the parts of a file must be to each other, ``congress_checks`` says. All faults of a
file come at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tally.congress import BoardMember, Bodies, Congress, Meeting, Roll, Unit
from tally.contest import Biography, Candidate, Contest, Decision, Plan, Share, Target
from tally.faults import BadInput
from tally.files.congress_checks import Faults, check_congress
from tally.files.models import (
    BiographyModel,
    BoardMemberModel,
    CandidateModel,
    CongressFileModel,
    DefinitionModel,
    RoundModel,
    ShareModel,
    SittingModel,
    TargetModel,
)
from tally.files.salvage import judgeable
from tally.files.strict import read_tree
from tally.regulation import REGULATIONS

__all__ = ["CongressFile", "board_of", "candidate_of", "congress_of", "contest_of", "meeting_of", "read_congress"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CongressFile:
    """A congress file that was read: the congress, its contests in order, and the rounds as the file has them."""

    path: str
    congress: Congress
    contests: tuple[Contest, ...]
    rounds: Mapping[str, Sequence[RoundModel]]


def read_congress(path: str, data: bytes) -> CongressFile:
    """Read a congress file from its bytes. Raises BadInput with all its faults: of its keys, its form, its content."""
    faults = Faults(path)
    model, faults[:] = judgeable(CongressFileModel, path, read_tree(path, data))
    check_congress(model, faults)
    if faults:
        raise BadInput(faults)
    return CongressFile(
        path=path,
        congress=congress_of(model),
        contests=tuple(contest_of(contest) for contest in model.contests),
        rounds={contest.id: tuple(contest.rounds) for contest in model.contests},
    )


def congress_of(model: CongressFileModel) -> Congress:
    """Give the congress that was checked."""
    unit, event = model.unit, model.congress
    return Congress(
        regulation=REGULATIONS[model.regulation],
        mode=model.mode,
        unit=Unit(code=unit.code, name=unit.name, level=unit.level, superior=unit.superior),
        name=event.name,
        term=event.term,
        place=event.place,
        date=event.date,
        board=board_of(model.board),
        meetings=tuple(meeting_of(meeting, meeting.id) for meeting in model.meetings),
        blank_boxes=model.options.all_blank_boxes,
    )


def board_of(members: Iterable[BoardMemberModel]) -> tuple[BoardMember, ...]:
    """Give the members of a counting board."""
    return tuple(BoardMember(name=member.name, role=member.role, born=member.born) for member in members)


def meeting_of(model: SittingModel, meeting_id: str) -> Meeting:
    """Give the meeting that was checked."""
    return Meeting(
        id=meeting_id,
        kind=model.kind,
        roll=Roll(**model.roll.model_dump()),
        bodies=Bodies(**model.bodies.model_dump()) if model.bodies else None,
    )


def contest_of(model: DefinitionModel) -> Contest:
    """Give a contest that was checked, without its rounds."""
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
        candidates=tuple(candidate_of(candidate) for candidate in model.candidates),
        plan=Plan(age_on=plan.age_on, targets=tuple(map(_target, plan.targets))) if plan else None,
        leave_open=model.leave_open,
        decisions=tuple(Decision(**dict(decision)) for decision in model.decisions),
    )


def candidate_of(model: CandidateModel) -> Candidate:
    """Give a person on a list that was checked."""
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return Candidate(**values | {"attributes": frozenset(model.attributes), "biography": _biography(model.biography)})


def _biography(model: BiographyModel | None) -> Biography | None:
    """Give what is said of a person besides; one that says nothing is none."""
    said = {name: value for name, value in model or () if value is not None}
    return Biography(**said) if said else None


def _target(model: TargetModel) -> Target:
    values = {name: getattr(model, name) for name in type(model).model_fields}
    return Target(**values | {"at_least": _share(model.at_least), "at_most": _share(model.at_most)})


def _share(model: ShareModel | None) -> Share | None:
    return Share(percent=model.percent, count=model.count) if model else None
