"""Where the units of an archive stand, as it is read: the sums, then every matter that somebody must look at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import islice

from tally.archive.standing import UnitStatus
from tally.archive.status import RUNNING_OUT, ArchiveStatus, Sums
from tally.cli.page import Cell, Column, Page
from tally.cli.sentences import one_line
from tally.congress import Mode
from tally.words import Words
from tally.words.dates import show_date
from tally.words.phrases import capital

__all__ = ["MOST_LINES", "write_few", "write_status"]

MOST_LINES = 40
"""Lines of one matter on a page; ``--json`` has them all."""
_FIGURES = ("units", "held", "late", "seats", "elected", "open", "second_ballots")


def write_status(page: Page, status: ArchiveStatus) -> None:
    """Write where the units stand."""
    words, total = page.words, status.total
    is_training = any(unit.mode is Mode.TRAINING for unit in status.units)
    if is_training:
        page.banner(words("report.training"), style="bold yellow")
    page.line(one_line(status.title) if status.title else words("archive.no_programme"), style="bold")
    if status.today:
        page.line(words("archive.status.today", day=show_date(status.today, words.lang)))
    if status.behind:
        page.line(words("archive.behind", n=status.behind), style="bold yellow")
    page.blank()
    page.items(_totals(words, total))
    _groups(page, status)
    _matters(page, status)
    if is_training:
        page.blank()
        page.banner(words("report.training"), style="bold yellow")


def write_few(page: Page, lines: Iterable[str]) -> None:
    """Write lines of one matter as a list, no more than a page holds; the rest is counted."""
    every = iter(lines)
    page.items(islice(every, MOST_LINES))
    if rest := sum(1 for _ in every):
        page.line(page.words("archive.more", n=rest))


def _totals(words: Words, total: Sums) -> Iterable[str]:
    yield words("archive.status.units", n=total.units, held=total.held, not_held=total.not_held)
    if total.unproved:
        yield words("archive.status.unproved", n=total.unproved)
    yield words("archive.status.late", n=total.late) if total.late is not None else words("archive.status.no_today")
    yield words("archive.status.seats", seats=total.seats, elected=total.elected, n=total.contests)
    yield words("archive.status.open", open=total.open, n=total.contests_open)
    yield words("archive.status.second_ballots", n=total.second_ballots)
    yield words(
        "archive.status.committees",
        n=total.committees,
        complete=total.committees_complete,
        first=total.committees_first,
    )
    yield words("archive.status.delegates", n=total.delegates, allotted=total.allotted, differ=total.delegates_differ)
    if total.left_out:
        yield words("archive.status.left_out", n=total.left_out)


def _groups(page: Page, status: ArchiveStatus) -> None:
    """Write the sums by level, by cluster and by superior, where there is more than one of them."""
    words = page.words
    for part, groups in (
        ("level", {_level(words, level): sums for level, sums in status.by_level.items()}),
        ("cluster", status.by_cluster),
        ("superior", status.by_superior),
    ):
        if len(groups) > 1:
            page.blank()
            page.line(words(f"archive.by.{part}"), style="bold")
            _sums_table(page, groups)


def _sums_table(page: Page, groups: Mapping[str, Sums]) -> None:
    words = page.words
    columns = [Column(heading=words("archive.column.name"))]
    columns += [Column(heading=words(f"archive.column.{name}"), is_figure=True) for name in _FIGURES]
    rows: list[list[Cell]] = [
        [one_line(name), *(_figure(words, getattr(sums, figure)) for figure in _FIGURES)]
        for name, sums in [*groups.items()][:MOST_LINES]
    ]
    page.table(columns, rows)
    if len(groups) > MOST_LINES:
        page.line(words("archive.more", n=len(groups) - MOST_LINES))


def _figure(words: Words, figure: int | None) -> str:
    return "–" if figure is None else words("paper.figure", n=figure)


def _matters(page: Page, status: ArchiveStatus) -> None:
    """Write what somebody must look at, the gravest first; a matter of which there is nothing is not named."""
    from tally.cli.archive import failed_parts, misfit_lines

    words = page.words
    unsigned = [one for one in status.faulty if one.lacks_signatures]
    others = [one for one in status.faulty if not one.lacks_signatures]
    matters: tuple[tuple[str, list[str]], ...] = (
        ("conflicts", [_said(words, "conflict", one.unit, paths=words.join(one.paths)) for one in status.conflicts]),
        ("gaps", [_said(words, "gap", one.unit, sequence=str(one.sequence), path=one.path) for one in status.gaps]),
        ("unsigned", [_failed(words, one.path, one.message) for one in failed_parts(words, unsigned)]),
        ("not_valid", [_failed(words, one.path, one.message) for one in failed_parts(words, others)]),
        ("misfits", misfit_lines(words, status.misfits)),
        ("late", [_due(words, unit) for unit in status.units if unit.is_late]),
        ("open", [*_open(words, status.units)]),
        ("second", [*_second(words, status.units)]),
        ("delegates", [*_delegates(words, status.units)]),
        (
            "deadlines",
            [
                _said(
                    words,
                    f"deadline.{one.what}",
                    one.unit,
                    day=show_date(one.last, words.lang),
                    years=_years(words, one.years_not_known),
                )
                for one in status.deadlines
            ],
        ),
        ("unplanned", [*map(one_line, status.unplanned)]),
    )
    for name, lines in matters:
        if lines:
            page.blank()
            page.line(words(f"archive.matter.{name}", n=len(lines), days=str(RUNNING_OUT)), style="bold")
            write_few(page, lines)


def _said(words: Words, key: str, unit: str, **params: str) -> str:
    return one_line(words(f"archive.{key}", unit=unit, **params))


def _failed(words: Words, path: str, message: str) -> str:
    return one_line(words("archive.misfit", path=path, message=message))


def _due(words: Words, unit: UnitStatus) -> str:
    due = unit.planned.due if unit.planned else None
    return _said(words, "due", unit.code, name=unit.name, day=_day(words, due))


def _open(words: Words, units: Iterable[UnitStatus]) -> Iterable[str]:
    for unit in units:
        for one in unit.contests:
            if one.counts and one.seats and one.seats.open:
                seats = one.seats
                told = words(
                    "archive.open",
                    unit=unit.code,
                    title=one.title,
                    open=seats.open,
                    seats=seats.seats,
                    outcome=words(f"term.outcome.{seats.status}"),
                )
                yield one_line(told)


def _second(words: Words, units: Iterable[UnitStatus]) -> Iterable[str]:
    for unit in units:
        for one in unit.contests:
            if one.counts and one.seats and one.seats.ballots > 1:
                yield one_line(words("archive.second", unit=unit.code, title=one.title, n=one.seats.ballots))


def _delegates(words: Words, units: Iterable[UnitStatus]) -> Iterable[str]:
    for unit in units:
        allotted = unit.planned.allotted if unit.planned else None
        if allotted is not None and unit.delegates is not None and unit.delegates != allotted:
            yield one_line(words("archive.delegates", unit=unit.code, n=unit.delegates, allotted=allotted))


def _level(words: Words, level: str) -> str:
    key = f"term.level.{level}"
    return capital(words(key)) if words.has(key) else level


def _day(words: Words, day: date | None) -> str:
    return show_date(day, words.lang) if day else ""


def _years(words: Words, years: Sequence[int]) -> str:
    return " " + words("archive.years_not_known", years=words.join(map(str, years))) if years else ""
