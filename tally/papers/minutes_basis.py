"""What the minutes say a ballot rests on: who was summoned and came, the base of "over half", and the ballots."""

from tally.ballot import Reason
from tally.papers.held_ballot import HeldBallot
from tally.papers.parts import Tree, attendance, base_table, section, table
from tally.words.phrases import capital

__all__ = ["ballots", "base"]

BASE_CLAUSES = {"members": "R8", "delegates": "R8", "committee": "R8.committee", "cell_conference": "R8.conference"}


def base(ballot: HeldBallot, title: str) -> Tree:
    """Say who was summoned, who came, whether they are a quorum, and what "over half" is reckoned on (R8, R14)."""
    words, meeting = ballot.words, ballot.course.meeting
    rules = ballot.course.congress.regulation
    of, run_off = ballot.held.base, ballot.held.is_run_off
    rule, clause = ("run_off_base", "R10") if run_off else ("base_rule", BASE_CLAUSES[meeting.kind])
    return section(
        title,
        attendance(words, meeting, rules, came="paper.minutes.attending"),
        table=base_table(words, meeting, of, rules, in_run_off=run_off),
        rest=[words(f"paper.minutes.{rule}", cite=ballot.cite(clause))],
    )


def ballots(ballot: HeldBallot, title: str) -> Tree:
    """Give the ballots issued and collected, the valid, and the invalid by reason (R6, R7)."""
    words, count = ballot.words, ballot.held.count
    rows = [("issued", count.issued), ("collected", count.collected)]
    if count.not_returned:
        rows.append(("not_returned", count.not_returned))
    rows += [("valid", count.valid), ("invalid", count.invalid)]
    told = [(words(f"paper.ballots.{key}"), figure) for key, figure in rows]
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
        title,
        [capital(words(f"term.ballot.{count.kind}")) + "."],
        table=table(
            "ballots",
            (words("paper.column.ballots"), words("paper.column.figure")),
            ([what, words("paper.figure", n=figure)] for what, figure in told),
        ),
        rest=rest,
    )
