"""What the rules have to remark, as a paper says it: each remark with the article that it rests on."""

from collections.abc import Iterable

from tally.contest import Choice
from tally.finding import Finding
from tally.papers.held_ballot import HeldBallot
from tally.papers.parts import Tree, cite, section
from tally.regulation import Regulation
from tally.words import Words
from tally.words.phrases import capital
from tally.words.sentences import finding_sentence

__all__ = ["is_of_ballot", "is_of_plan", "remark_lines", "remarks"]

OF_PLAN = "birth_year_only"
"""The one code of what the structure plan cannot know; nothing of a ballot hangs on it (R16)."""


def remarks(words: Words, regulation: Regulation, found: Iterable[Finding]) -> Tree | None:
    """Give a section of what there is to remark; None where there is nothing."""
    said = remark_lines(words, regulation, found)
    return section(words("paper.remarks"), said) if said else None


def remark_lines(words: Words, regulation: Regulation, found: Iterable[Finding]) -> list[str]:
    """Say what there is to remark, each with its weight in a word and the article that it rests on."""
    return [
        words(
            "paper.remark",
            severity=capital(words(f"term.severity.{one.severity}")),
            sentence=finding_sentence(words, one),
            cite=cite(words, regulation, one.rule),
        )
        for one in found
    ]


def is_of_plan(finding: Finding) -> bool:
    """Whether it is the structure plan that a remark is on."""
    return finding.code == OF_PLAN


def is_of_ballot(ballot: HeldBallot, finding: Finding) -> bool:
    """Whether a remark is on this ballot, its list or its meeting, and not on another round or on the plan."""
    params = finding.params
    if "round" in params:
        return params["round"] == ballot.held.number
    if "after_round" in params:
        return ballot.is_about(int(params["after_round"]), Choice(str(params["choice"])))
    return not is_of_plan(finding)
