"""The rounds that papers are printed for before they are counted: every one that was held, and the next one if certain.

They are the rounds that the ballot papers are printed for, and no other.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tally.contest import Purpose
from tally.course import BallotPaper, Course
from tally.papers.parts import Tree, meeting_named, place_date, term_of
from tally.rounds import answers
from tally.words import Words

__all__ = ["BATCH", "PrintedRound", "round_to_come", "rounds_of"]

BATCH = 25
"""Ballots that lie together in a batch, unless the board wants another number."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PrintedRound:
    """A round of a contest, by its number, and the paper that it is held on."""

    course: Course
    number: int
    paper: BallotPaper

    def subject(self, words: Words) -> list[str]:
        """Say what is elected, and from the second round on in which of them."""
        again = [words(f"paper.ballot.{self.paper.purpose}", round=str(self.number))] if self.number > 1 else []
        return [f"{self.course.contest.title}, {term_of(words, self.course.congress)}", *again]

    def body(self, words: Words) -> str:
        """Name the body that votes."""
        return meeting_named(words, self.course.congress, self.course.meeting.kind)

    def head(self, words: Words) -> Tree:
        """Give the head of a paper that the counting board hands out or works with."""
        return board_head(words, self.course)


def board_head(words: Words, course: Course) -> Tree:
    """Give the head of a paper that the counting board hands out or works with: unit, body, Party, place and day."""
    congress = course.congress
    return {
        "superior": [congress.unit.name.upper()],
        "body": [meeting_named(words, congress, course.meeting.kind).upper()],
        "party": words("paper.party"),
        "place_date": place_date(words, congress),
    }


def rounds_of(course: Course) -> Iterator[PrintedRound]:
    """Give every round that was held, and the one to come."""
    for number, held in enumerate(course.held, 1):
        if held.paper.candidates:
            yield PrintedRound(course=course, number=number, paper=held.paper)
    yield from round_to_come(course)


def round_to_come(course: Course) -> Iterator[PrintedRound]:
    """Give the next round, if nothing about it is left to decide and somebody stands in it.

    That is the first one, a run-off among the tied (R10), and the same again after a stop (R7). Where the body may
    choose between two, as after a run-off that is tied again, or decides who stands (R11), there is none before it has.
    """
    papers = answers(course)
    for paper in papers:
        if len(papers) == 1 and paper.candidates and (paper.exactly or paper.purpose is Purpose.FIRST):
            yield PrintedRound(course=course, number=len(course.held) + 1, paper=paper)
