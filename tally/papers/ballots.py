"""Ballot papers (R6, Art. 15), and the papers of the opinion poll on the list (R5, forms 4A and 4B).

All papers of one ballot are alike: nothing on one tells it from another. Who stands on it, in which order and for how
many seats, is the round's own paper, as the count has it.
"""

from collections.abc import Iterable, Iterator, Sequence

from tally.ballot import BallotKind
from tally.contest import Contest, NominatedBy
from tally.course import BallotPaper, Course
from tally.papers.engine import Paper
from tally.papers.parts import Tree, file_name, frame, names_of, number_in_words, table, term_of
from tally.papers.printed_round import PrintedRound, board_head
from tally.words import Words

__all__ = ["PER_PAGE", "POLLS", "ballots", "polls"]

PER_PAGE = {"ballot-a4": 1, "ballot-a5": 2}
"""The ballot papers, and how many of them stand on a page of A4; two of A5 are cut apart."""
POLLS = {"poll-4a": NominatedBy.SELF, "poll-4b": NominatedBy.FLOOR}
"""The papers of the opinion poll, and whom each is about: form 4A who stand of themselves, 4B whom others named."""


NAMES = ("number", "name")
BOXES = (*NAMES, "agree", "disagree")


def ballots(words: Words, rounds: Iterable[PrintedRound], *, kind: str) -> Iterator[Paper]:
    """Give the ballot paper of each of these rounds."""
    for one in rounds:
        yield _ballot(words, kind, one)


def polls(words: Words, kind: str, courses: Iterable[Course]) -> Iterator[Paper]:
    """Give the papers that ask about the persons who came onto a list from the floor or of themselves (R5).

    Their own order begins at 1: who has which number on the ballot is not settled before the poll is.
    """
    for course in courses:
        contest = course.contest
        people = [person.number for person in contest.standing(1) if person.nominated_by is POLLS[kind]]
        if people:
            rules = [words("paper.poll.mark"), words("paper.poll.nothing_more")]
            tree = {
                **_common(words, course, name=words("paper.poll.name"), round_line=[words(f"paper.poll.about.{kind}")]),
                "seats": [],
                "rules": rules,
                "table": _names(words, contest, enumerate(people, 1), BOXES),
            }
            yield Paper(
                name=file_name(words, kind, contest, 1), template="ballot", tree=tree, made=course.congress.date
            )


def _ballot(words: Words, kind: str, one: PrintedRound) -> Paper:
    course, number, paper = one.course, one.number, one.paper
    contest, people = course.contest, paper.candidates
    strike = paper.kind is BallotKind.STRIKE
    columns = NAMES if strike else BOXES
    again = [words(f"paper.ballot.{paper.purpose}", round=str(number))] if number > 1 else []
    tree = {
        **_common(words, course, name=words("paper.ballot.name"), round_line=again),
        "per_page": PER_PAGE[kind],
        "seats": [
            words(
                "paper.ballot.seats",
                seats=number_in_words(words, paper.seats),
                people=number_in_words(words, len(people)),
            )
        ],
        "rules": [*_rules(words, paper)],
        "table": _names(words, contest, zip(people, people, strict=True), columns),
    }
    return Paper(name=file_name(words, kind, contest, number), template="ballot", tree=tree, made=course.congress.date)


def _rules(words: Words, paper: BallotPaper) -> Iterator[str]:
    """Say how to mark the ballot, and what makes it invalid (R6)."""
    names, seats = len(paper.candidates), paper.seats
    if paper.kind is BallotKind.STRIKE:
        yield words("paper.ballot.strike", least=number_in_words(words, names - seats))
        yield words("paper.ballot.strike_invalid", seats=number_in_words(words, seats))
    elif names == 1:
        yield words("paper.ballot.box")
        yield words("paper.ballot.box_invalid")
    else:
        yield words("paper.ballot.boxes")
        yield words("paper.ballot.boxes_no_vote")
    yield words("paper.ballot.nothing_more")


def _common(words: Words, course: Course, *, name: str, round_line: Sequence[str]) -> Tree:
    congress, contest = course.congress, course.contest
    subject = [contest.title, term_of(words, congress), *round_line]
    return {
        **frame(words, congress, name=name, subject=subject),
        "per_page": 1,
        "head": board_head(words, course),
        "stamp": words("paper.ballot.stamp.cell" if congress.unit.level == "cell" else "paper.ballot.stamp"),
    }


def _names(words: Words, contest: Contest, people: Iterable[tuple[int, int]], columns: Sequence[str]) -> Tree:
    """Give names, each by what stands before it and by its number on the list, and empty boxes beside them."""
    names, boxes = names_of(words, contest), [""] * (len(columns) - len(NAMES))
    rows = [[str(place), names[number], *boxes] for place, number in people]
    return table("names", (words(f"paper.ballot.column.{column}") for column in columns), rows)
