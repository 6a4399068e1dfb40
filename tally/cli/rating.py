"""``tally rating``: the year-end rating, one level for each person, and the limit on "excellent" (R19)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.heading import begin_sitting, end_page, findings
from tally.cli.sentences import cite
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes
from tally.files.documents import written
from tally.files.vote_documents import rating_document
from tally.files.votes import RatingFile, read_rating
from tally.regulation import Regulation
from tally.votes import Cap, Level, PersonStatus, Rating, RatingResult, RatingStatus, count_rating
from tally.words import Words

if TYPE_CHECKING:
    from tally.cli.page import Cell, Page

__all__ = ["run"]

_STYLES = {
    PersonStatus.NO_MAJORITY: "bold yellow",
    PersonStatus.OVER_CAP: "bold yellow",
    PersonStatus.TIED: "bold yellow",
}


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Count a rating file. Returns 0 whatever came out; raises BadInput."""
    path = arguments.file()
    file = read_rating(path, load_bytes(path))
    result = count_rating(file.vote, meeting=file.sitting.meeting, regulation=file.sitting.regulation)
    if terminal.as_json:
        terminal.write_json(written(rating_document(file, result)))
    else:
        _show(terminal, file, result)
    return 0


def _show(terminal: Terminal, file: RatingFile, result: RatingResult) -> None:
    words, page, rules = terminal.words, terminal.page(), file.sitting.regulation
    begin_sitting(page, words("report.title.rating"), file.sitting)
    vote = result.vote
    ballots = words(
        "report.ballots",
        issued=vote.issued,
        collected=vote.collected,
        not_returned=max(0, vote.issued - vote.collected),
        valid=vote.valid,
        invalid=vote.invalid,
    )
    page.line(ballots)
    page.line(f"{words('report.rating_rule')} {cite(words, rules, 'R19.procedure')}")
    page.blank()
    _table(page, result.people)
    page.blank()
    if result.cap is not None:
        page.line(_cap_sentence(words, rules, file, result.cap))
    findings(page, rules, result.findings)
    page.blank()
    for line in _to_decide(words, rules, result):
        page.line(words("report.to_decide", what=line), style="bold yellow")
    end_page(page, mode=file.sitting.mode)
    terminal.show(page)


def _table(page: "Page", people: Sequence[Rating]) -> None:
    from tally.cli.page import Column

    words = page.words
    columns = [
        Column(heading=words("report.column.number"), is_figure=True),
        Column(heading=words("report.column.name")),
        *(Column(heading=words(f"report.column.{level}"), is_figure=True) for level in Level),
        Column(heading=words("report.column.result")),
    ]
    rows: list[list[Cell]] = []
    for rating in people:
        person = rating.person
        votes = [str(person.votes_for(level)) for level in Level]
        if rating.status is PersonStatus.NOT_RATED:
            votes = [""] * len(Level)
        rows.append([str(person.number), person.name, *votes, _said(words, rating)])
    page.table(columns, rows, styles=[_STYLES.get(rating.status, "") for rating in people])


def _said(words: Words, rating: Rating) -> str:
    """Say what came of a person's rating; a level beyond the limit, or tied at it, does not stand yet (R19)."""
    if rating.status is PersonStatus.NOT_RATED:
        return words("report.rated.not_rated", standing=words(f"report.standing.{rating.person.standing}"))
    if rating.status is PersonStatus.STOPPED:
        return ""
    level = words(f"report.level.{rating.level}") if rating.level else ""
    return words(f"report.rated.{rating.status}", level=level)


def _cap_sentence(words: Words, rules: Regulation, file: RatingFile, cap: Cap) -> str:
    sentence = words(
        "report.cap",
        excellent=len(cap.within) + len(cap.tied) + len(cap.over),
        limit=cap.limit,
        percent=rules.excellent_limit_percent,
        of=cap.reckoned_on,
        base=words(f"report.cap_base.{file.vote.cap_base}"),
    )
    return f"{sentence} {cite(words, rules, 'R19.cap')}"


def _to_decide(words: Words, rules: Regulation, result: RatingResult) -> list[str]:
    """Say what the body must decide; the code lowers nobody and breaks no tie (R19)."""
    if result.status is RatingStatus.STOPPED:
        return [words("report.decide.rating_stopped")]
    lines = []
    for status, clause in (
        (PersonStatus.NO_MAJORITY, "R19.procedure"),
        (PersonStatus.TIED, "R19.cap"),
        (PersonStatus.OVER_CAP, "R19.cap"),
    ):
        people = [rating.person for rating in result.people if rating.status is status]
        if people:
            names = words.join(words("report.person", name=one.name, number=str(one.number)) for one in people)
            left = result.cap.places_left if result.cap else 0
            lines.append(f"{words(f'report.decide.{status}', names=names, left=left)} {cite(words, rules, clause)}")
    return lines
