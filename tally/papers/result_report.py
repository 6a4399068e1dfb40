"""The report on the count (báo cáo kết quả kiểm phiếu): a whole contest, for the body to hear and the superior to read.

Every round in its order with its ballots, a chart of its votes against the threshold, and whom it elected; the five
numbers of seats stand apart (R9).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tally.contest import ContestKind
from tally.course import Course, Held
from tally.nomination import sitting
from tally.outcome import Status
from tally.papers.engine import Paper
from tally.papers.held_ballot import HeldBallot
from tally.papers.minutes_basis import base
from tally.papers.minutes_outcome import decided, elected
from tally.papers.official import Official, official
from tally.papers.parts import (
    Tree,
    based_on,
    day_of,
    file_name,
    head,
    number_in_words,
    proofs,
    section,
    signature,
    table,
    term_of,
)
from tally.papers.remarks import is_of_plan, remarks
from tally.papers.report_parts import numbered, recipients
from tally.papers.signing import leader
from tally.papers.source import OfRecord
from tally.papers.votes_chart import votes_chart
from tally.result import result_of
from tally.words import Words
from tally.words.phrases import capital, share

__all__ = ["result_report"]


def result_report(words: Words, given: OfRecord) -> Paper:
    """Report on the rounds up to which a record is given."""
    course = given.course
    rules, kind = course.congress.regulation, course.meeting.kind
    ballots = [_ballot(words, replace(given, number=held.number)) for held in course.held]
    found = [one for one in result_of(course, given.content.pool).findings if not is_of_plan(one)]
    parts = [
        _seats(ballots[-1]),
        base(ballots[0], words("reports.base")),
        *(part for ballot in ballots for part in _round(ballot, course)),
        _all_elected(ballots[-1]),
        _alternates(ballots[-1]),
    ]
    stands = Official(
        name=words("reports.result.name"),
        subject=[course.contest.title, term_of(words, course.congress)],
        head=head(words, course.congress, kind, symbol=words("reports.symbol")),
        opening=[_opening(ballots[-1], given.record.model.sequence)],
        sections=[*numbered(parts), remarks(words, rules, found)],
        recipients=recipients(words, kind),
        signatures=[[_signature(words, course)]],
        proofs=proofs(words, [given.record]),
    )
    return official(words, course.congress, file_name(words, "result-report", course.contest, given.number), stands)


def _ballot(words: Words, given: OfRecord) -> HeldBallot:
    course = given.course
    return HeldBallot(words=words, course=course, held=course.held[-1])


def _opening(ballot: HeldBallot, sequence: int) -> str:
    words, congress = ballot.words, ballot.course.congress
    return words(
        "reports.result.opening",
        day=capital(day_of(words, congress)),
        place=congress.place,
        body=ballot.body,
        unit=congress.unit.name,
        title=ballot.course.contest.title,
        document=congress.regulation.documents[0],
        sequence=str(sequence),
    )


def _seats(ballot: HeldBallot) -> Tree:
    """Give the five numbers, kept apart (R9), and where the contest stands."""
    words, course, contest = ballot.words, ballot.course, ballot.course.contest
    who = "delegates" if contest.kind is ContestKind.DELEGATES else "voted_on"
    rows = [
        (words(f"reports.seats.quota.{who}"), contest.quota),
        (words(f"reports.seats.voted.{who}"), contest.seats),
        (words("reports.seats.kept_vacant"), contest.kept_vacant),
        (words("reports.seats.elected"), len(course.elected)),
        (words("reports.seats.open"), course.open_seats),
    ]
    return section(
        words("reports.seats"),
        [words("report.status", outcome=words(f"term.outcome.{course.status}"))],
        table=table(
            "ballots",
            (words("reports.column.seats"), words("reports.column.persons")),
            ([what, words("paper.figure", n=figure)] for what, figure in rows),
        ),
    )


def _round(ballot: HeldBallot, course: Course) -> Iterator[Tree]:
    """Tell a round: its list and ballots, its votes as a chart, then whom it elected and what was decided on it."""
    words, held = ballot.words, ballot.held
    title = words("reports.round", round=str(held.number), purpose=words(f"term.purpose.{held.paper.purpose}"))
    yield section(title, _ballots(ballot)) | {"chart": votes_chart(ballot, course)}
    came_to = elected(ballot, None)
    yield came_to
    if said := [*decided(ballot)]:
        yield section(None, said)


def _ballots(ballot: HeldBallot) -> Iterator[str]:
    words, held, count = ballot.words, ballot.held, ballot.held.count
    yield words(
        "reports.list",
        n=len(count.candidates),
        seats=number_in_words(words, count.seats),
        kind=words(f"term.ballot.{count.kind}"),
    )
    yield words(
        "reports.ballots",
        issued=count.issued,
        collected=count.collected,
        not_returned=count.not_returned,
        valid=count.valid,
        invalid=count.invalid,
    )
    why = [(words(f"term.reason.{reason}"), ballots) for reason, ballots in count.reasons.items()]
    unknown = count.invalid - sum(count.reasons.values())
    if unknown > 0:
        why.append((words("report.reasons_not_known"), unknown))
    if why:
        told = (words("reports.reason", reason=reason, n=ballots) for reason, ballots in why)
        yield words("reports.reasons", reasons="; ".join(told))
    of = based_on(words, ballot.course.meeting.kind, held.base, in_run_off=held.is_run_off)
    yield words("reports.percent_of", of=of)


def _all_elected(ballot: HeldBallot) -> Tree | None:
    """Name the elected of all rounds together; votes of two rounds cannot be set side by side, so each has its own."""
    words, course = ballot.words, ballot.course
    if len(course.officials) < 2 or not course.elected:
        return None
    people = [(person.number, course.held[person.round - 1]) for person in course.elected]
    return section(
        words("reports.all_elected"),
        [words("reports.all_elected.said", n=len(people))],
        table=_people(ballot, people),
    )


def _alternates(ballot: HeldBallot) -> Tree | None:
    """Name the alternates in their order, each with the votes of the ballot that took them (R12, Art. 18)."""
    words, course, places = ballot.words, ballot.course, ballot.course.contest.alternates
    if not places or course.status is not Status.COMPLETE:
        return None
    state = course.alternates
    source = ballot.alternates_from
    own = {number: held for held in course.held if held.for_alternates for number in held.outcome.elected}
    people = [(number, own.get(number, source)) for number in state.taken]
    return section(
        words("reports.alternates"),
        [words("reports.alternates.said", n=len(people), places=places, cite=ballot.cite("R12.alternates"))],
        table=_people(ballot, people) if people else None,
        rest=ballot.alternates_tied(),
    )


def _people(ballot: HeldBallot, people: Iterable[tuple[int, Held]]) -> Tree:
    """Give persons with the round that each owes it to, its votes and why they were enough."""
    words, names = ballot.words, ballot.names
    rows = [
        [
            str(place),
            names[number],
            str(number),
            words("reports.in_run_off" if held.is_run_off else "reports.in_round", round=str(held.number)),
            *share(words, held.count.votes[number], held.base.value),
        ]
        for place, (number, held) in enumerate(people, 1)
    ]
    columns = ("order", "name", "number", "round", "votes", "percent")
    return table("rounds", (words(f"reports.column.{column}") for column in columns), rows)


def _signature(words: Words, course: Course) -> Tree:
    """The counting board reports through its head, where the head did not step out of it (R2)."""
    first = leader(sitting(course.congress.board, course.contest))
    return signature(
        behalf=words("reports.sign.board"), position=words("reports.sign.head"), name=first.name if first else ""
    )
