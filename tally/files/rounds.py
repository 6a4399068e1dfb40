"""The rounds of a congress file -> the course of every contest, each ballots file read against the right paper."""

from collections.abc import Callable

from tally.ballot import Ballots
from tally.contest import Round, Totals
from tally.course import BallotPaper, Course, begin
from tally.faults import BadInput, Fault
from tally.files.congress_checks import Faults
from tally.files.congress_file import CongressFile
from tally.files.models import RoundModel, TotalsModel
from tally.outcome import Next
from tally.rounds import DoesNotAnswer, hold, paper_for

__all__ = ["ReadBallots", "read_courses"]

ReadBallots = Callable[[str, str, BallotPaper], Ballots]
"""Gives the ballots of the named file, read against a paper; told the place in the congress file that names it."""


def read_courses(file: CongressFile, read: ReadBallots) -> tuple[Course, ...]:
    """Hold every round of every contest of the file, reading each ballots file against the paper its round was held on.

    Raises BadInput with every fault of every ballots file. After a faulty round the later rounds of that contest are
    not read, for nobody knows on which list they were held; the other contests are.
    """
    faults: list[Fault] = []
    courses = []
    for index, contest in enumerate(file.contests):
        course = begin(file.congress, contest)
        for model in file.rounds[contest.id]:
            place = f"contests[{index}].rounds[{model.number - 1}]"
            try:
                course = hold(course, _round(course, model, file.path, place, read))
            except BadInput as error:
                faults += error.faults
                break
        courses.append(course)
    if faults:
        raise BadInput(faults)
    return tuple(courses)


def _round(course: Course, model: RoundModel, path: str, place: str, read: ReadBallots) -> Round:
    try:
        paper = paper_for(course, purpose=model.purpose, candidates=model.candidates, seats=model.seats)
    except DoesNotAnswer as error:
        raise BadInput([_not_an_answer(path, place, course, error)]) from None
    return Round(
        number=model.number,
        purpose=model.purpose,
        issued=model.issued,
        collected=model.collected,
        candidates=tuple(model.candidates) if model.candidates else None,
        seats=model.seats,
        ballots=_totals(model.totals, paper, path, place)
        if model.totals is not None
        else read(str(model.ballots), f"{place}.ballots", paper),
    )


def _not_an_answer(path: str, place: str, course: Course, error: DoesNotAnswer) -> Fault:
    if not error.may:
        appoints = Next.SUPERIOR_APPOINTS in course.held[-1].outcome.next
        key = "round_does_not_answer.superior_appoints" if appoints else "round_does_not_answer.nothing_left"
        return Fault(path=path, location=place, key=key, params={"round": error.number})
    papers = [f"{paper.purpose} ({', '.join(map(str, paper.candidates))}; {paper.seats})" for paper in error.may]
    params: dict[str, str | int] = {"round": error.number, "purpose": error.purpose.value, "may": " / ".join(papers)}
    return Fault(path=path, location=place, key="round_does_not_answer.but", params=params)


def _totals(totals: TotalsModel, paper: BallotPaper, path: str, place: str) -> Totals:
    """Take the totals of a round: a figure for everybody on its list and for nobody else."""
    votes = {int(number): figure for number, figure in totals.votes.items()}
    faults = Faults(path)
    for number in paper.candidates:
        if number not in votes:
            faults.note(f"{place}.totals.votes", "missing.votes", number=number)
    for number in votes:
        if number not in paper.candidates:
            faults.note(f"{place}.totals.votes.{number}", "unknown_candidate", number=number)
    if faults:
        raise BadInput(faults)
    reasons = {reason.value: figure for reason, figure in totals.reasons.items()}
    return Totals(valid=totals.valid, invalid=totals.invalid, votes=votes, reasons=reasons)
