"""The batch slip (phiếu kèm tập phiếu): what lies on a batch of ballots, and says how many it has and who typed it.

It has no place for anything about a voter, and none for the order in which ballots came: a batch is what the board
took together. Every number is left for the pen, for a slip is filled in when its batch has been counted.
"""

from collections.abc import Iterable, Iterator

from tally.papers.engine import Paper
from tally.papers.parts import file_name, frame
from tally.papers.printed_round import BATCH, PrintedRound
from tally.words import Words

__all__ = ["batch_slips"]

A_PAGE = 4
FIELDS = ("entry_1", "entry_2", "entry_3", "compared", "code", "notes")
"""What is written on a slip, besides its number and that of its ballots."""
MOST_PAGES = 16
"""Slips for 1,600 ballots, more than the largest congress has delegates; whoever needs more copies a page."""


def batch_slips(words: Words, rounds: Iterable[PrintedRound]) -> Iterator[Paper]:
    """Give the slips of each round: as many as there are batches if everybody who attends votes, on whole pages.

    So nobody has to reckon how often a page is to be copied while the box is being opened, and what is left of the last
    page is spare. All slips are alike.
    """
    for one in rounds:
        congress, contest = one.course.congress, one.course.contest
        batches = -(-one.course.meeting.roll.attending // BATCH)
        tree = {
            **frame(words, congress, name=words("slips.batch.name"), subject=one.subject(words)[:1]),
            "head": [congress.unit.name, one.body(words)],
            "round": words(f"paper.ballot.{one.paper.purpose}", round=str(one.number)),
            "large": [words("slips.batch.number"), words("slips.batch.ballots")],
            "fields": [words(f"slips.batch.{field}") for field in FIELDS],
            "note": words("slips.batch.note", usual=BATCH),
            "pages": max(1, min(MOST_PAGES, -(-batches // A_PAGE))),
        }
        name = file_name(words, "batch-slip", contest, one.number)
        yield Paper(name=name, template="batch-slip", tree=tree, made=congress.date)
