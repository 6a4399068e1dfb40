"""The counting minutes of one ballot (biên bản kiểm phiếu): a round of a record as the Party's form has it.

The fields and their order are the form's: seats, list, board, roll, ballots, result in the order of the ballot, elected
from the most votes down. Everything is taken from the record, reckoned again; nothing is decided here.
"""

from collections.abc import Iterator

from tally.contest import Candidate, ContestKind, NominatedBy
from tally.nomination import sitting
from tally.papers.engine import Paper
from tally.papers.held_ballot import HeldBallot
from tally.papers.minutes_basis import ballots, base
from tally.papers.minutes_outcome import alternates, decided, elected
from tally.papers.official import Official, official
from tally.papers.parts import (
    Tree,
    based_on,
    day_of,
    file_name,
    head,
    meeting_named,
    number_in_words,
    proof,
    section,
    table,
    term_of,
)
from tally.papers.remarks import is_of_ballot, remarks
from tally.papers.signing import board_and_chair
from tally.papers.source import OfRecord
from tally.record.note import write
from tally.result import result_of
from tally.words import Words
from tally.words.names import name_key
from tally.words.phrases import capital, share

__all__ = ["minutes"]


def minutes(words: Words, given: OfRecord) -> Paper:
    """Write the minutes of the round up to which a record is given."""
    record, course = given.record, given.course
    congress, contest, held = course.congress, course.contest, course.held[-1]
    ballot = HeldBallot(words=words, course=course, held=held)
    found = result_of(course, given.content.pool).findings
    stands = Official(
        name=words("paper.minutes.name"),
        subject=[*_subject(ballot)],
        head=head(words, congress, course.meeting.kind, symbol=words("paper.symbol.minutes")),
        opening=[_opening(ballot)],
        sections=[
            section(words("paper.minutes.seats"), _seats(ballot)),
            _list(ballot),
            section(words("paper.minutes.board"), _board(ballot)),
            base(ballot, words(f"paper.minutes.base.{'run_off' if held.is_run_off else 'over_half'}")),
            ballots(ballot, words("paper.minutes.ballots")),
            _result(ballot),
            elected(ballot, words(f"paper.minutes.{'alternates' if held.for_alternates else 'elected'}.title")),
            alternates(ballot),
            _decided(ballot),
            remarks(words, congress.regulation, [one for one in found if is_of_ballot(ballot, one)]),
        ],
        signatures=board_and_chair(words, course),
        proofs=[proof(words, record)],
    )
    attached = f"{record.model.sequence:03}-{contest.id}-{len(record.model.rounds)}.record"
    return official(
        words,
        congress,
        file_name(words, "minutes", contest, held.number),
        stands,
        record=(attached, write(record.note)),
    )


def _subject(ballot: HeldBallot) -> Iterator[str]:
    words, congress, held = ballot.words, ballot.course.congress, ballot.held
    yield ballot.course.contest.title
    yield term_of(words, congress)
    if held.number > 1:
        yield words("paper.minutes.round", round=str(held.number), purpose=words(f"term.purpose.{held.paper.purpose}"))


def _opening(ballot: HeldBallot) -> str:
    words, congress = ballot.words, ballot.course.congress
    return words(
        "paper.minutes.opening",
        day=capital(day_of(words, congress)),
        place=congress.place,
        body=meeting_named(words, congress, ballot.course.meeting.kind),
        unit=congress.unit.name,
        term=congress.term,
        document=congress.regulation.documents[0],
        secret=ballot.cite("R1"),
    )


def _seats(ballot: HeldBallot) -> Iterator[str]:
    """Say how many were to be elected, and who laid that down: for delegates, the superior committee (R9, R12)."""
    words, contest, held = ballot.words, ballot.course.contest, ballot.held
    seats = number_in_words(words, contest.seats)
    if contest.kind is ContestKind.DELEGATES:
        yield words("paper.minutes.allotted", seats=seats, cite=ballot.cite("R12"))
    else:
        yield words("paper.minutes.voted", body=capital(ballot.body), seats=seats)
    if contest.kept_vacant > 0:
        yield words("paper.minutes.kept_vacant", quota=contest.quota, vacant=contest.kept_vacant)
    if held.number > 1:
        yield words("paper.minutes.this_round", seats=number_in_words(words, held.count.seats))


def _list(ballot: HeldBallot) -> Tree:
    """Give the list in the order of the given names; who stands elsewhere on the ballot has the number of it."""
    words, names = ballot.words, ballot.names
    people = sorted(ballot.people, key=lambda person: (name_key(person.name), person.number))
    rows = [
        [str(place), names[person.number], str(person.number), "; ".join(_notes(ballot, person))]
        for place, person in enumerate(people, 1)
    ]
    columns = ("order", "name", "number", "notes")
    return section(
        words("paper.minutes.list"),
        [words("paper.minutes.on_list", n=len(people), cite=ballot.cite("R6.order"))],
        table=table("list", (words(f"paper.column.{column}") for column in columns), rows),
    )


def _notes(ballot: HeldBallot, person: Candidate) -> Iterator[str]:
    words = ballot.words
    if person.nominated_by is not NominatedBy.COMMITTEE:
        yield words(f"term.nominated_by.{person.nominated_by}")
        if person.agreed_by is not None:
            yield words("paper.minutes.agreed_by", n=person.agreed_by, of=ballot.course.meeting.roll.attending)
    if person.from_round is not None:
        yield words("record.from_round", round=str(person.from_round))


def _board(ballot: HeldBallot) -> Iterator[str]:
    """Name the board, and who of it stepped out for being on the list (R2)."""
    words, congress = ballot.words, ballot.course.congress
    seated = sitting(congress.board, ballot.course.contest)
    if not congress.board:
        yield words("record.no_board")
        return
    yield words("paper.minutes.board_of", n=len(seated), body=ballot.body, cite=ballot.cite("R2"))
    for member in congress.board:
        key = "paper.minutes.member" if member in seated else "paper.minutes.member_on_list"
        yield words(key, role=capital(words(f"term.board_role.{member.role}")), name=member.name)


def _result(ballot: HeldBallot) -> Tree:
    """Give the votes of everybody in the order of the ballot, in per cent of the base, which is named (R8, R17)."""
    words, held, names = ballot.words, ballot.held, ballot.names
    rows = [
        [str(number), names[number], *share(words, votes, held.base.value)]
        for number, votes in held.count.votes.items()
    ]
    of = based_on(words, ballot.course.meeting.kind, held.base, in_run_off=held.is_run_off)
    columns = ("number", "name", "votes", "percent")
    return section(
        words("paper.minutes.result"),
        [words("paper.minutes.percent_of", of=of)],
        table=table("votes", (words(f"paper.column.{column}") for column in columns), rows),
    )


def _decided(ballot: HeldBallot) -> Tree | None:
    said = [*decided(ballot)]
    return section(ballot.words("paper.minutes.decision", body=ballot.body), said) if said else None
