"""The congress file as docs/formats.md lays it down: one pydantic model an object, key for key (``congress/1``)."""

from typing import Annotated, Literal

from pydantic import Field

from tally.ballot import Reason
from tally.congress import BlankBoxes, MeetingKind, Mode
from tally.contest import Category, Choice, ContestKind, MeasuredOn, NominatedBy, Purpose, Sex, Withdrawal
from tally.files.values import Born, Day, FileModel, Flag, Identifier, Number, NumberKey, Several, Text, UnitCode

__all__ = [
    "BiographyModel",
    "BoardMemberModel",
    "CandidateModel",
    "CongressFileModel",
    "ContestModel",
    "DecisionModel",
    "DefinitionModel",
    "EventModel",
    "MeetingModel",
    "OptionsModel",
    "PlanModel",
    "RoundModel",
    "SittingModel",
    "TargetModel",
    "UnitModel",
]

MOST_CANDIDATES = 1000
MOST_OBJECTS = 1000
Percent = Annotated[int, Field(strict=True, ge=0, le=100)]
LaterRound = Annotated[int, Field(strict=True, ge=2, le=MOST_OBJECTS)]


class UnitModel(FileModel):
    """The unit that holds the congress."""

    code: UnitCode
    name: Text
    level: Text
    superior: UnitCode | None = None


class EventModel(FileModel):
    """The congress as an event."""

    name: Text
    term: Text
    place: Text
    date: Day


class OptionsModel(FileModel):
    """Settings where no rule was found."""

    all_blank_boxes: BlankBoxes = BlankBoxes.INVALID


class BoardMemberModel(FileModel):
    """A member of the counting board."""

    name: Text
    role: Literal["head", "member"]
    born: Born | None = None


class RollModel(FileModel):
    """Each person summoned once, by status; which statuses there are depends on the kind of meeting."""

    present: Number
    replaced: Number = 0
    absent: Number = 0
    temporary_elsewhere_absent: Number = 0
    exempt_absent: Number = 0
    barred: Number = 0
    excused_whole: Number = 0
    convening_absent: Number = 0
    unreplaced: Number = 0


class BodiesModel(FileModel):
    """The lower bodies of a delegates' congress."""

    summoned: Several
    present: Number


class SittingModel(FileModel):
    """Who votes: the kind of meeting and its roll; at a delegates' congress also its lower bodies."""

    kind: MeetingKind
    roll: RollModel
    bodies: BodiesModel | None = None


class MeetingModel(SittingModel):
    """A meeting that votes, as contests name it."""

    id: Identifier


class BiographyModel(FileModel):
    """What a short-biography list says of a person besides, in the office's own words."""

    home: Text | None = None
    position: Text | None = None
    education: Text | None = None
    theory: Text | None = None
    admitted: Born | None = None
    official: Born | None = None


class CandidateModel(FileModel):
    """A person on the list."""

    number: Number
    name: Text
    sex: Sex
    born: Born
    ethnicity: Text
    incumbent: Flag
    nominated_by: NominatedBy
    agreed_by: Number | None = None
    attributes: list[Text] = Field(default=[], max_length=MOST_OBJECTS)
    from_round: LaterRound | None = None
    withdrawal: Withdrawal | None = None
    withdrawn_before_round: LaterRound | None = None
    biography: BiographyModel | None = None


class ShareModel(FileModel):
    """A bound of a target: a percentage or a number of persons, one of the two."""

    percent: Percent | None = None
    count: Number | None = None


class TargetModel(FileModel):
    """A target of the structure plan."""

    category: Category
    measured_on: MeasuredOn
    at_least: ShareModel | None = None
    at_most: ShareModel | None = None
    below: Number | None = None
    first: Annotated[Number | None, Field(alias="from")] = None
    last: Annotated[Number | None, Field(alias="to")] = None
    name: Text | None = None


class PlanModel(FileModel):
    """The structure plan of a contest."""

    age_on: Day
    targets: Annotated[list[TargetModel], Field(max_length=MOST_OBJECTS)]


class TotalsModel(FileModel):
    """The sums of a board that counted on tally sheets."""

    valid: Number
    invalid: Number
    votes: dict[NumberKey, Number]
    reasons: dict[Reason, Number] = Field(default={})


class RoundModel(FileModel):
    """A round: its ballots in a file of their own, or its totals."""

    number: Several
    purpose: Purpose
    issued: Number
    collected: Number
    candidates: Annotated[list[Number], Field(min_length=1, max_length=MOST_CANDIDATES)] | None = None
    seats: Several | None = None
    ballots: Text | None = None
    totals: TotalsModel | None = None


class DecisionModel(FileModel):
    """A vote of the body by cards on what to do after a round (R18)."""

    after_round: Number
    choice: Choice
    agree: Number
    against: Number
    abstain: Number
    not_voting: Number


class DefinitionModel(FileModel):
    """One election, without its rounds."""

    id: Identifier
    meeting: Identifier
    kind: ContestKind
    title: Text
    quota: Several
    seats: Several
    alternates: Number = 0
    pool: Identifier | None = None
    candidates: Annotated[list[CandidateModel], Field(min_length=1, max_length=MOST_CANDIDATES)]
    plan: PlanModel | None = None
    leave_open: Flag = False
    decisions: list[DecisionModel] = Field(default=[], max_length=MOST_OBJECTS)


class ContestModel(DefinitionModel):
    """One election and its rounds."""

    rounds: list[RoundModel] = Field(default=[], max_length=MOST_OBJECTS)


class CongressFileModel(FileModel):
    """The whole congress file."""

    schema_: Annotated[Literal["congress/1"], Field(alias="schema")]
    regulation: Text
    mode: Mode
    unit: UnitModel
    congress: EventModel
    options: OptionsModel = OptionsModel()
    board: list[BoardMemberModel] = Field(default=[], max_length=MOST_OBJECTS)
    meetings: Annotated[list[MeetingModel], Field(min_length=1, max_length=MOST_OBJECTS)]
    contests: Annotated[list[ContestModel], Field(max_length=MOST_OBJECTS)]
