"""The counting minutes of one ballot (biên bản kiểm phiếu): a round of a record as the Party's form has it.

The fields and their order are the form's: seats, list, board, roll, ballots, result in the order of the ballot, elected
from the most votes down. Everything is taken from the record, reckoned again; nothing is decided here.
"""

from collections.abc import Iterator

from tally.ballot import Reason
from tally.contest import Candidate, ContestKind, NominatedBy
from tally.course import Course
from tally.nomination import sitting
from tally.papers.engine import Paper
from tally.papers.held_ballot import HeldBallot
from tally.papers.minutes_outcome import alternates, decision, elected
from tally.papers.official import Official, official
from tally.papers.parts import (
    CONGRESSES,
    Tree,
    base_table,
    day_of,
    file_name,
    head,
    number_in_words,
    proof,
    section,
    signature,
    table,
    term_of,
)
from tally.record.note import write
from tally.record.reading import Record
from tally.words import Words
from tally.words.names import name_key
from tally.words.phrases import capital, share

__all__ = ["minutes"]

IN_A_ROW = 3
"""Members of the board who sign beside one another."""
BASE_CLAUSES = {"members": "R8", "delegates": "R8", "committee": "R8.committee", "cell_conference": "R8.conference"}


def minutes(words: Words, record: Record, course: Course) -> Paper:
    """Write the minutes of the last round of a course, which is that of the record up to this round."""
    congress, contest, held = course.congress, course.contest, course.held[-1]
    ballot = HeldBallot(words=words, course=course, held=held)
    stands = Official(
        name=words("paper.minutes.name"),
        subject=[*_subject(ballot)],
        head=head(words, congress, course.meeting.kind, symbol=words("paper.symbol.minutes")),
        opening=[_opening(ballot)],
        sections=[
            section(words("paper.minutes.seats"), _seats(ballot)),
            _list(ballot),
            section(words("paper.minutes.board"), _board(ballot)),
            _base(ballot),
            _ballots(ballot),
            _result(ballot),
            elected(ballot),
            alternates(ballot),
            decision(ballot),
        ],
        signatures=_signatures(ballot),
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
    in_congress = ballot.course.meeting.kind in CONGRESSES
    return words(
        "paper.minutes.opening",
        day=capital(day_of(words, congress)),
        place=congress.place,
        body=congress.name if in_congress else capital(words(f"term.meeting_kind.{ballot.course.meeting.kind}")),
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


def _base(ballot: HeldBallot) -> Tree:
    words, meeting = ballot.words, ballot.course.meeting
    rules, roll = ballot.course.congress.regulation, meeting.roll
    lines = [
        words(f"paper.minutes.summoned.{meeting.kind}", n=roll.summoned),
        words("paper.minutes.attending", present=roll.attending, absent=roll.summoned - roll.attending),
    ]
    if roll.replaced:
        lines.append(words("paper.minutes.replaced", n=roll.replaced))
    if meeting.bodies:
        lines.append(words("report.bodies", present=meeting.bodies.present, summoned=meeting.bodies.summoned))
    quorate = "quorate" if meeting.is_quorate(rules) else "not_quorate"
    base, run_off = ballot.held.base, ballot.held.is_run_off
    rule, clause = ("run_off_base", "R10") if run_off else ("base_rule", BASE_CLAUSES[meeting.kind])
    needed = "" if run_off else words("paper.base.needed", n=base.needed)
    return section(
        words("paper.minutes.base"),
        [*lines, words(f"paper.minutes.{quorate}", cite=ballot.cite("R14"))],
        table=base_table(words, meeting, base, rules, needed=needed),
        rest=[words(f"paper.minutes.{rule}", cite=ballot.cite(clause))],
    )


def _ballots(ballot: HeldBallot) -> Tree:
    """Give the ballots issued and collected, the valid, and the invalid by reason (R6, R7)."""
    words, count = ballot.words, ballot.held.count
    rows = [("issued", count.issued), ("collected", count.collected)]
    if count.not_returned:
        rows.append(("not_returned", count.not_returned))
    rows += [("valid", count.valid), ("invalid", count.invalid)]
    told = [(words(f"paper.ballots.{key}"), ballots) for key, ballots in rows]
    told += [
        (words("paper.ballots.reason", reason=words(f"term.reason.{reason}")), count.reasons[reason])
        for reason in Reason
        if count.reasons.get(reason)
    ]
    unknown = count.invalid - sum(count.reasons.values())
    if unknown > 0:
        told.append((words("paper.ballots.reason", reason=words("report.reasons_not_known")), unknown))
    rest = [] if count.invalid else [words("paper.ballots.none_invalid")]
    return section(
        words("paper.minutes.ballots"),
        [capital(words(f"term.ballot.{count.kind}")) + "."],
        table=table(
            "ballots",
            (words("paper.column.ballots"), words("paper.column.figure")),
            ([what, words("paper.figure", n=ballots)] for what, ballots in told),
        ),
        rest=rest,
    )


def _result(ballot: HeldBallot) -> Tree:
    """Give the votes of everybody in the order of the ballot, in per cent of the base, which is named (R8, R17)."""
    words, held, names = ballot.words, ballot.held, ballot.names
    rows = [
        [str(number), names[number], *share(words, votes, held.base.value)]
        for number, votes in held.count.votes.items()
    ]
    who = words(f"paper.base_name.{ballot.course.meeting.kind}")
    columns = ("number", "name", "votes", "percent")
    return section(
        words("paper.minutes.result"),
        [words("paper.minutes.percent_of", base=held.base.value, who=who)],
        table=table("votes", (words(f"paper.column.{column}") for column in columns), rows),
    )


def _signatures(ballot: HeldBallot) -> list[list[Tree]]:
    """Give the blocks to sign: the head of the board and the chair of the body, then the other members."""
    words, meeting = ballot.words, ballot.course.meeting
    seated = sitting(ballot.course.congress.board, ballot.course.contest)
    leader = next((member for member in seated if member.role == "head"), None)
    rows = [
        [
            signature(behalf=words("paper.sign.board_head"), name=leader.name if leader else ""),
            signature(behalf=words(f"paper.sign.chair.{meeting.kind}")),
        ]
    ]
    members = [
        signature(position=words("paper.sign.board_member"), name=member.name)
        for member in seated
        if member is not leader
    ]
    return rows + [members[start : start + IN_A_ROW] for start in range(0, len(members), IN_A_ROW)]
