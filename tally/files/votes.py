"""The files of the votes that elect nobody: ``card/1`` and ``rating/1`` (R18, R19).

Both name the meeting as the congress file does, so that the base is reckoned as for every other vote (R8).
"""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from tally.congress import Base, Meeting, Mode, Unit
from tally.faults import BadInput
from tally.files.congress_checks import Faults, check_meeting, check_regulation, repeated
from tally.files.congress_file import meeting_of
from tally.files.models import MOST_OBJECTS, SittingModel, UnitModel
from tally.files.strict import read_tree
from tally.files.values import Day, FileModel, Identifier, Number, Text, validated
from tally.regulation import REGULATIONS, Regulation
from tally.votes import CapBase, CardVote, Level, Rated, RatingVote, Standing

__all__ = [
    "CardFile",
    "CardFileModel",
    "RatingFile",
    "RatingFileModel",
    "Sitting",
    "read_cards",
    "read_rating",
]


class VoteFileModel(FileModel):
    """What both kinds of file begin with."""

    regulation: Text
    mode: Mode
    unit: UnitModel
    title: Text
    date: Day
    meeting: SittingModel


class CardVoteModel(FileModel):
    """One vote by cards, in persons."""

    id: Identifier
    title: Text
    agree: Number
    against: Number
    abstain: Number
    not_voting: Number


class CardFileModel(VoteFileModel):
    """A file of votes by cards at one meeting (R18)."""

    schema_: Annotated[Literal["card/1"], Field(alias="schema")]
    votes: Annotated[list[CardVoteModel], Field(min_length=1, max_length=MOST_OBJECTS)]


class LevelsModel(FileModel):
    """The votes of one person by level; a level left out has none."""

    excellent: Number = 0
    good: Number = 0
    completed: Number = 0
    not_completed: Number = 0


class RatedModel(FileModel):
    """One member, and the valid ballots that name each level."""

    number: Number
    name: Text
    standing: Standing = Standing.RATED
    votes: LevelsModel | None = None


class RatingFileModel(VoteFileModel):
    """A file of one year-end rating by secret ballot (R19)."""

    schema_: Annotated[Literal["rating/1"], Field(alias="schema")]
    cap_base: CapBase = CapBase.GOOD_OR_BETTER
    issued: Number
    collected: Number
    valid: Number
    invalid: Number
    people: Annotated[list[RatedModel], Field(min_length=1, max_length=MOST_OBJECTS)]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sitting:
    """The meeting that votes, and what its papers say of it."""

    regulation: Regulation
    mode: Mode
    unit: Unit
    title: str
    date: datetime.date
    meeting: Meeting

    @property
    def base(self) -> Base:
        """The base of "over half" (R8)."""
        return self.meeting.base(self.regulation)


@dataclass(frozen=True, kw_only=True, slots=True)
class CardFile:
    """A card file that was read."""

    sitting: Sitting
    votes: tuple[CardVote, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class RatingFile:
    """A rating file that was read."""

    sitting: Sitting
    vote: RatingVote


def read_cards(path: str, data: bytes) -> CardFile:
    """Read a card file from its bytes, JSON or TOML. Raises BadInput with all faults of its form, or of its content."""
    model = validated(CardFileModel, path, read_tree(path, data))
    faults = _shared_faults(path, model)
    for place, again in repeated(vote.id for vote in model.votes):
        faults.note(f"votes[{place}].id", "bad_value.repeated_id", id=again)
    if faults:
        raise BadInput(faults)
    return CardFile(sitting=_sitting(model), votes=tuple(CardVote(**dict(vote)) for vote in model.votes))


def read_rating(path: str, data: bytes) -> RatingFile:
    """Read a rating file from its bytes, JSON or TOML. Raises BadInput as ``read_cards`` does."""
    model = validated(RatingFileModel, path, read_tree(path, data))
    faults = _shared_faults(path, model)
    for place, again in repeated(person.number for person in model.people):
        faults.note(f"people[{place}].number", "repeated_candidate", number=again)
    for place, person in enumerate(model.people):
        rated = person.standing is Standing.RATED
        if rated and person.votes is None:
            faults.note(f"people[{place}].votes", "missing.key", missing="votes")
        if not rated and person.votes is not None:
            faults.note(f"people[{place}].votes", "unknown_key.not_rated", standing=person.standing.value)
    if faults:
        raise BadInput(faults)
    vote = RatingVote(
        issued=model.issued,
        collected=model.collected,
        valid=model.valid,
        invalid=model.invalid,
        cap_base=model.cap_base,
        people=tuple(_rated(person) for person in model.people),
    )
    return RatingFile(sitting=_sitting(model), vote=vote)


def _shared_faults(path: str, model: VoteFileModel) -> Faults:
    faults = Faults(path)
    check_regulation(model.regulation, faults)
    check_meeting("meeting", model.meeting, faults)
    return faults


def _sitting(model: VoteFileModel) -> Sitting:
    return Sitting(
        regulation=REGULATIONS[model.regulation],
        mode=model.mode,
        unit=Unit(**dict(model.unit)),
        title=model.title,
        date=model.date,
        meeting=meeting_of(model.meeting, "meeting"),
    )


def _rated(model: RatedModel) -> Rated:
    votes = {Level(level): figure for level, figure in model.votes or ()}
    return Rated(number=model.number, name=model.name, standing=model.standing, votes=votes)
