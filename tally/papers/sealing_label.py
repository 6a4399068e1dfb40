"""The label of the sealed parcel of ballots of a contest (nhãn niêm phong): what is in it, and until when it is kept.

R15: the ballots are sealed, kept for six months, and destroyed by decision of the committee if there is no complaint.
"""

from tally.course import Course
from tally.deadlines import MONTHS_KEPT, kept_until
from tally.nomination import sitting
from tally.papers.engine import Paper
from tally.papers.parts import CONGRESSES, Tree, cite, day_of, file_name, frame, proof, term_of
from tally.papers.signing import leader
from tally.papers.source import OfRecord
from tally.words import Words
from tally.words.dates import show_date

__all__ = ["sealing_label"]

FIGURES = ("issued", "collected", "not_returned", "valid", "invalid")


def sealing_label(words: Words, given: OfRecord) -> Paper:
    """Make the label for the ballots of all rounds of a record, or up to the one that it was asked for.

    No record has the day of sealing: the label takes the congress's, and has a place for another.
    """
    course = given.course
    congress, contest = course.congress, course.contest
    in_congress = course.meeting.kind in CONGRESSES
    until = show_date(kept_until(congress.date), words.lang)
    cited = cite(words, congress.regulation, "R15")
    tree: Tree = {
        **frame(
            words, congress, name=words("slips.label.name"), subject=[f"{contest.title}, {term_of(words, congress)}"]
        ),
        "party": words("paper.party"),
        "head": [
            congress.unit.name,
            congress.name if in_congress else words(f"term.meeting_kind.{course.meeting.kind}"),
        ],
        "table": _figures(words, course),
        "holds": words("slips.label.holds", n=sum(held.count.collected for held in course.held)),
        "sealed": words("slips.label.sealed", day=day_of(words, congress)),
        "until": words("slips.label.until", day=until.upper()),
        "kept": words("slips.label.kept", months=MONTHS_KEPT, cite=cited),
        "proof": {**proof(words, given.record), "lines": [words("slips.label.proof")]},
        "seals": [*_seals(words, course)],
    }
    name = file_name(words, "sealing-label", contest, len(course.held))
    return Paper(name=name, template="sealing-label", tree=tree, made=congress.date)


def _figures(words: Words, course: Course) -> Tree:
    """Give the ballots of each round (R7), and, of several rounds, what they come to together."""
    rows = [[getattr(held.count, figure) for figure in FIGURES] for held in course.held]
    named = [
        words("slips.label.round", round=str(held.number), purpose=words(f"term.purpose.{held.paper.purpose}"))
        for held in course.held
    ]
    if len(rows) > 1:
        rows.append([sum(column) for column in zip(*rows, strict=True)])
        named.append(words("slips.label.sum"))
    return {
        "headings": [words(f"slips.label.column.{column}") for column in ("round", *FIGURES)],
        "rows": [
            [name, *(words("paper.figure", n=figure) for figure in row)] for name, row in zip(named, rows, strict=True)
        ],
        "sums": int(len(course.held) > 1),
    }


def _seals(words: Words, course: Course) -> list[Tree]:
    """Give the two places for signatures across the seal: of the head of the board, and of another member."""
    head = leader(sitting(course.congress.board, course.contest))
    named = f": {head.name}" if head else ""
    return [
        {"title": words("slips.label.seal"), "who": words("paper.sign.board_head") + named},
        {"title": words("slips.label.seal"), "who": words("paper.sign.board_member")},
    ]
