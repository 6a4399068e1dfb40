"""The label of the sealed parcel of ballots of a contest (nhãn niêm phong): what is in it, and until when it is kept.

R15: the ballots are sealed, kept for six months, and destroyed by decision of the committee if there is no complaint.
"""

from collections.abc import Iterator

from tally.course import Course
from tally.deadlines import MONTHS_KEPT, kept_until
from tally.nomination import sitting
from tally.papers.engine import Paper
from tally.papers.parts import Tree, cite, day_of, file_name, frame, meeting_named, proof, term_of
from tally.papers.signing import leader
from tally.papers.source import OfRecord
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital

__all__ = ["sealing_label"]

FIGURES = ("issued", "collected", "not_returned", "valid", "invalid")


def sealing_label(words: Words, given: OfRecord) -> Paper:
    """Make the label for the ballots of all rounds of a record, or up to the one that it was asked for.

    No record has the day of sealing: the label takes the congress's, and has a place for another.
    """
    course = given.course
    congress, contest = course.congress, course.contest
    until = show_date(kept_until(congress.date), words.lang)
    cited = cite(words, congress.regulation, "R15")
    tree: Tree = {
        **frame(words, congress, name=words("slips.label.name"), subject=[*_subject(words, course)]),
        "party": words("paper.party"),
        "head": [congress.unit.name, capital(meeting_named(words, congress, course.meeting.kind))],
        "table": _figures(words, course),
        "holds": words("slips.label.holds", n=sum(held.count.collected for held in course.held)),
        "sealed": words("slips.label.sealed", day=day_of(words, congress)),
        "until": words("slips.label.until", day=until.upper()),
        "kept": words("slips.label.kept", regulation=congress.regulation.id, months=MONTHS_KEPT, cite=cited),
        "proof": {**proof(words, given.record), "lines": [words("slips.label.proof")]},
        "seals": [*_seals(words, course)],
    }
    name = file_name(words, "sealing-label", contest, len(course.held))
    return Paper(name=name, template="sealing-label", tree=tree, made=congress.date)


def _subject(words: Words, course: Course) -> Iterator[str]:
    """Say what was elected; and, where a label was made after an earlier round, that this one takes its place.

    All ballots of a contest lie in one parcel, and a parcel has one label.
    """
    yield f"{course.contest.title}, {term_of(words, course.congress)}"
    rounds = len(course.held)
    if rounds == 2:
        yield words("slips.label.replaces.one")
    elif rounds > 2:
        yield words("slips.label.replaces.several", rounds=str(rounds), before=str(rounds - 1))


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
