"""A vote by cards on a resolution: passed only by over half of the base (R18, Art. 30; R8).

The base is the one of every other vote, reckoned from those summoned; the cards seen only check the count.
"""

from dataclasses import dataclass
from enum import StrEnum

from tally.congress import Base, Meeting
from tally.finding import Finding, Severity
from tally.regulation import Regulation

__all__ = ["CardResult", "CardStatus", "CardVote", "count_card"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CardVote:
    """What the tellers counted, in persons. ``not_voting`` are those who attend and raised no card at all.

    Raises ValueError for a negative count.
    """

    id: str
    title: str
    agree: int
    against: int
    abstain: int
    not_voting: int

    def __post_init__(self) -> None:
        for name in ("agree", "against", "abstain", "not_voting"):
            if getattr(self, name) < 0:
                msg = f"{name} of the card vote {self.id} is negative: {getattr(self, name)}"
                raise ValueError(msg)

    @property
    def persons(self) -> int:
        """Everybody the tellers accounted for; it must be those who attend (R18)."""
        return self.agree + self.against + self.abstain + self.not_voting


class CardStatus(StrEnum):
    """What came of a card vote."""

    PASSED = "passed"
    NOT_PASSED = "not_passed"
    STOPPED = "stopped"
    """Nothing is decided; the body counts the cards again, or meets again when it is quorate."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CardResult:
    """The vote, what it was measured on, and what came of it. ``passed`` is None where the vote is stopped.

    ``why`` holds the codes that stopped it, each with its finding: ``not_quorate`` (R14),
    ``card_sum_mismatch`` (R18).
    """

    vote: CardVote
    base: Base
    attending: int
    passed: bool | None
    why: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def status(self) -> CardStatus:
        """The result in one word."""
        if self.passed is None:
            return CardStatus.STOPPED
        return CardStatus.PASSED if self.passed else CardStatus.NOT_PASSED


def count_card(vote: CardVote, *, meeting: Meeting, regulation: Regulation) -> CardResult:
    """Decide a card vote: passed only if ``2 * agree > base`` (R18, Art. 30; the base is R8's).

    Abstaining and not voting weigh like voting against, since both stay in the base. A meeting that is not
    quorate (R14), or cards that do not add up to those attending, stop the vote and decide nothing.
    """
    base, attending = meeting.base(regulation), meeting.roll.attending
    why: tuple[str, ...] = ()
    findings = meeting.findings(regulation)
    if not meeting.is_quorate(regulation):
        why += ("not_quorate",)
    if vote.persons != attending:
        why += ("card_sum_mismatch",)
        params = {"persons": vote.persons, "attending": attending}
        findings += (Finding(code=why[-1], severity=Severity.ERROR, rule="R18", params=params),)
    return CardResult(
        vote=vote,
        base=base,
        attending=attending,
        passed=None if why else base.over_half(vote.agree),
        why=why,
        findings=findings,
    )
