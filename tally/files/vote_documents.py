"""Results of card votes and ratings as documents: ``card-count/1`` and ``rating-count/1`` (R18, R19)."""

import datetime
from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field

from tally.congress import Mode
from tally.files.document_parts import BallotsPart, BasePart, Document, FindingPart
from tally.files.documents import base_part, finding_part
from tally.files.votes import CardFile, RatingFile, Sitting
from tally.percent import percent
from tally.votes import (
    CapBase,
    CardResult,
    CardStatus,
    Level,
    PersonStatus,
    RatingResult,
    RatingStatus,
    Standing,
)

__all__ = ["CardCountDocument", "RatingCountDocument", "card_document", "rating_document"]


class SittingPart(Document):
    """What both documents begin with."""

    schema_: Annotated[str, Field(serialization_alias="schema")]
    regulation: str
    mode: Mode
    unit: str
    title: str
    date: datetime.date
    base: BasePart
    attending: int


class CardPart(Document):
    """One vote by cards and what came of it; ``why`` holds the codes that stopped it."""

    id: str
    title: str
    agree: int
    against: int
    abstain: int
    not_voting: int
    percent: str
    status: CardStatus
    why: list[str]
    findings: list[FindingPart]


class CardCountDocument(SittingPart):
    """The results of votes by cards: what ``tally card --json`` writes."""

    schema_: Annotated[Literal["card-count/1"], Field(serialization_alias="schema")]
    votes: list[CardPart]


class RatingPart(Document):
    """One person's rating: ``level`` is the level voted, final only where ``status`` is ``settled``."""

    number: int
    name: str
    standing: Standing
    votes: dict[Level, int]
    level: Level | None
    status: PersonStatus


class CapPart(Document):
    """The limit on "excellent", and those voted excellent by where they stand to it."""

    base: CapBase
    reckoned_on: int
    limit: int
    within: list[int]
    tied: list[int]
    places_left: int
    over: list[int]


class RatingCountDocument(SittingPart):
    """The result of a year-end rating: what ``tally rating --json`` writes."""

    schema_: Annotated[Literal["rating-count/1"], Field(serialization_alias="schema")]
    status: RatingStatus
    why: list[str]
    ballots: BallotsPart
    people: list[RatingPart]
    cap: CapPart | None
    findings: list[FindingPart]


def card_document(file: CardFile, results: Sequence[CardResult]) -> CardCountDocument:
    """Write the results of a card file as ``card-count/1``."""
    return CardCountDocument(
        schema_="card-count/1", **_sitting_part(file.sitting), votes=[_card(result) for result in results]
    )


def rating_document(file: RatingFile, result: RatingResult) -> RatingCountDocument:
    """Write the result of a rating file as ``rating-count/1``."""
    vote, cap = result.vote, result.cap
    return RatingCountDocument(
        schema_="rating-count/1",
        **_sitting_part(file.sitting),
        status=result.status,
        why=list(result.why),
        ballots=BallotsPart(
            issued=vote.issued,
            collected=vote.collected,
            valid=vote.valid,
            invalid=vote.invalid,
            not_returned=max(0, vote.issued - vote.collected),
        ),
        people=[
            RatingPart(
                number=rating.person.number,
                name=rating.person.name,
                standing=rating.person.standing,
                votes={level: rating.person.votes_for(level) for level in Level},
                level=rating.level,
                status=rating.status,
            )
            for rating in result.people
        ],
        cap=cap
        and CapPart(
            base=vote.cap_base,
            reckoned_on=cap.reckoned_on,
            limit=cap.limit,
            within=list(cap.within),
            tied=list(cap.tied),
            places_left=cap.places_left,
            over=list(cap.over),
        ),
        findings=[finding_part(finding) for finding in result.findings],
    )


def _sitting_part(sitting: Sitting) -> dict[str, Any]:
    return {
        "regulation": sitting.regulation.id,
        "mode": sitting.mode,
        "unit": sitting.unit.code,
        "title": sitting.title,
        "date": sitting.date,
        "base": base_part(sitting.base),
        "attending": sitting.meeting.roll.attending,
    }


def _card(result: CardResult) -> CardPart:
    vote = result.vote
    return CardPart(
        id=vote.id,
        title=vote.title,
        agree=vote.agree,
        against=vote.against,
        abstain=vote.abstain,
        not_voting=vote.not_voting,
        percent=percent(vote.agree, result.base.value),
        status=result.status,
        why=list(result.why),
        findings=[finding_part(finding) for finding in result.findings],
    )
