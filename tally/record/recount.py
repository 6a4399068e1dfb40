"""The ballots of a round, counted from scratch beside what the record says of them.

Opened ballots (``ballots/1``) are proved by the root in the record: no other ballots have it. A ballots file as it was
entered is not; that its sums are those of the record is all that it shows.
"""

from dataclasses import replace

from tally.ballot import Ballots
from tally.contest import Round
from tally.count import Count, count_round
from tally.course import Held
from tally.files.ballots import read_ballots
from tally.record import commitment
from tally.record.audited import round_of
from tally.record.check import Check, failed, held, refused
from tally.record.commitment import ballots_of, read_ballot
from tally.record.document import Content
from tally.record.refusal import Refused

__all__ = ["recount"]

CODE = "ballots"


def recount(content: Content, path: str, data: bytes) -> Check:
    """Count the ballots of a file anew, and compare every sum with the record's.

    Opened ballots are those of the round whose root they have; a ballots file (CSV) is that of the last round. Raises
    BadInput with the faults of a ballots file.
    """
    if not data.startswith(b"ballots/1\n"):
        last = content.result.course.held[-1]
        return _compared(content, last, read_ballots(path, data, last.paper), "sums_agree")
    try:
        opened = commitment.read(data)
        of = round_of(content, opened)
        if of is None:
            return failed(CODE, "another_tree")
        papers = {ballot: read_ballot(ballot) for ballot in dict.fromkeys(opened.ballots)}
        papers_read = (papers[ballot] for ballot in opened.ballots)
        ballots = ballots_of(papers_read, kind=of.paper.kind, candidates=of.paper.candidates)
    except Refused as why:
        return refused(CODE, why)
    return _compared(content, of, ballots, "recounted")


def _compared(content: Content, of: Held, ballots: Ballots, agrees: str) -> Check:
    count = _count(content, of, ballots)
    if (count if of.count.reasons else replace(count, reasons={})) == of.count:  # of tally sheets they may be unknown
        return held(CODE, agrees, round=of.number, n=len(ballots))
    for number, votes in count.votes.items():
        if votes != of.count.votes[number]:
            name = content.result.contest.candidate(number).name
            return failed(
                CODE,
                "votes_differ",
                round=of.number,
                number=number,
                name=name,
                record=of.count.votes[number],
                votes=votes,
            )
    sums = {"valid": count.valid, "invalid": count.invalid}
    return failed(CODE, "sums_differ", round=of.number, **sums, record=of.count.valid, refused=of.count.invalid)


def _count(content: Content, of: Held, ballots: Ballots) -> Count:
    again = Round(
        number=of.number,
        purpose=of.paper.purpose,
        issued=of.count.issued,
        collected=of.count.collected,
        ballots=ballots,
    )
    blank_boxes = content.result.course.congress.blank_boxes
    return count_round(again, candidates=of.paper.candidates, seats=of.paper.seats, blank_boxes=blank_boxes)
