"""Where the units of an archive stand, as it is read: the sums, then every matter that somebody must look at."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import islice

from tally.archive.facts import LACKS_TRUST
from tally.archive.report.words import left_out
from tally.archive.units.standing import Faulty, State, UnitStatus
from tally.archive.units.status import RUNNING_OUT, ArchiveStatus, Deadline, Sums
from tally.cli.page import Cell, Column, Page
from tally.cli.sentences import one_line
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
    if status.is_training:
        page.banner(words("report.training"), style="bold yellow")
    page.line(one_line(status.title) if status.title else words("archive.no_programme"), style="bold")
    if status.today:
        page.line(words("archive.status.today", day=show_date(status.today, words.lang)))
    if status.term is not None:
        page.line(one_line(words("archive.term", term=status.term)))
    if status.behind:
        page.line(words("archive.behind", n=status.behind), style="bold yellow")
    if status.on_faith:
        page.line(words("archive.on_faith", n=status.on_faith), style="bold yellow")
    page.blank()
    page.items(map(one_line, (*_totals(words, total, status.today), *left_out(words, status))))
    _groups(page, status)
    _matters(page, status)
    page.line(words("archive.paper"), style="bold")
    if status.is_training:
        page.blank()
        page.banner(words("report.training"), style="bold yellow")


def write_few(page: Page, lines: Iterable[str]) -> None:
    """Write lines of one matter as a list, no more than a page holds; the rest is counted."""
    every = iter(lines)
    page.items(islice(every, MOST_LINES))
    if rest := sum(1 for _ in every):
        page.line(page.words("archive.more", n=rest))


def _totals(words: Words, total: Sums, today: date | None) -> Iterable[str]:
    if total.programme_units is None:
        yield words("archive.status.units", n=total.units, held=total.held, rest=total.units - total.held)
    else:
        n, held = total.programme_units, total.programme_held or 0
        yield words("archive.status.in_programme", n=n, held=held, rest=n - held)
    if total.stopped:
        yield words("archive.status.stopped", n=total.stopped)
    if total.unproved:
        yield words("archive.status.unproved", n=total.unproved)
    yield from _lateness(words, total, today)
    yield words("archive.status.seats", seats=total.seats, elected=total.elected, n=total.contests - total.left_out)
    if total.open:
        yield words("archive.status.open", n=total.open, contests=total.contests_open)
    else:
        yield words("archive.status.none_open")
    yield words("archive.status.second_ballots", n=total.second_ballots)
    yield words(
        "archive.status.committees",
        n=total.committees,
        complete=total.committees_complete,
        first=total.committees_first,
    )
    yield words("archive.status.delegates", n=total.delegates)
    if total.allotted is not None:
        yield words("archive.status.allotted_in_all", n=total.allotted)
    if total.allotted_units:
        yield words(
            "archive.status.allotted",
            n=total.allotted_units,
            elected=total.delegates_compared,
            allotted=total.allotted_compared,
            differ=total.delegates_differ,
        )
    if total.not_allotted:
        yield words("archive.status.not_allotted", n=total.not_allotted)


def _lateness(words: Words, total: Sums, today: date | None) -> Iterable[str]:
    """Say how many units are late, or why that is not known."""
    if total.late is not None:
        yield words("archive.status.late", n=total.late)
        if total.without_due:
            yield words("archive.status.without_due", n=total.without_due)
    else:
        yield words("archive.status.no_due") if today else words("archive.status.no_today")


def _groups(page: Page, status: ArchiveStatus) -> None:
    """Write the sums by level, by cluster and by superior, where there is more than one row of them.

    Two levels may come to the same words; whoever has none of what others have is in the last row. So the rows always
    come to the total.
    """
    words = page.words
    parts = {
        "level": [(_level(words, level), sums) for level, sums in status.by_level.items()],
        "cluster": [*status.by_cluster.items()],
        "superior": [*status.by_superior.items()],
    }
    for part, groups in parts.items():
        if groups and part in status.without:
            groups.append((words(f"archive.report.word.no_{part}"), status.without[part]))
        if len(groups) > 1:
            page.blank()
            page.line(words(f"archive.by.{part}"), style="bold")
            _sums_table(page, groups)


def _sums_table(page: Page, groups: Sequence[tuple[str, Sums]]) -> None:
    words = page.words
    columns = [Column(heading=words("archive.column.name"))]
    columns += [Column(heading=words(f"archive.column.{name}"), is_figure=True) for name in _FIGURES]
    rows: list[list[Cell]] = [
        [one_line(name), *(_figure(words, getattr(sums, figure)) for figure in _FIGURES)]
        for name, sums in groups[:MOST_LINES]
    ]
    page.table(columns, rows)
    if len(groups) > MOST_LINES:
        page.line(words("archive.more", n=len(groups) - MOST_LINES))


def _figure(words: Words, figure: int | None) -> str:
    return "–" if figure is None else words("paper.figure", n=figure)


def _matters(page: Page, status: ArchiveStatus) -> None:
    """Write what somebody must look at, the gravest first; a matter of which there is nothing is not named."""
    from tally.cli.archive import lacking_lines, misfit_lines

    words = page.words
    checked = [one for one in status.faulty if not any(check.why in LACKS_TRUST for check in one.failed)]
    unsigned = [one for one in checked if one.lacks_signatures]
    others = [one for one in checked if not one.lacks_signatures]
    matters: tuple[tuple[str, list[str]], ...] = (
        ("conflicts", [_said(words, "conflict", one.unit, paths=words.join(one.paths)) for one in status.conflicts]),
        ("gaps", [_said(words, "gap", one.unit, sequence=str(one.sequence), path=one.path) for one in status.gaps]),
        ("no_trust", [*map(one_line, lacking_lines(words, status.faulty))]),
        ("unsigned", [_failed(words, one) for one in unsigned]),
        ("not_valid", [_failed(words, one) for one in others]),
        ("misfits", misfit_lines(words, status.misfits)),
        ("late", [_due(words, unit) for unit in status.units if unit.is_late]),
        ("open", [*_open(words, status.units)]),
        ("second", [*_second(words, status.units)]),
        ("delegates", [*_delegates(words, status.units)]),
        ("passed", [_deadline(words, one) for one in status.passed]),
        ("deadlines", [_deadline(words, one) for one in status.deadlines]),
    )
    for name, lines in matters:
        if lines:
            page.blank()
            page.line(words(f"archive.matter.{name}", n=len(lines), days=str(RUNNING_OUT)), style="bold")
            write_few(page, lines)


def _said(words: Words, key: str, unit: str, **params: str) -> str:
    return one_line(words(f"archive.{key}", unit=unit, **params))


def _failed(words: Words, one: Faulty) -> str:
    """Say in one line all that does not hold of a record, and that it takes nothing from the one it would replace."""
    from tally.cli.archive import failed_parts

    told = [part.message for part in failed_parts(words, (one,))]
    if one.replaces:
        told.append(words("archive.waits"))
    return one_line(words("archive.misfit", path=one.path, message=" ".join(told)))


def _deadline(words: Words, one: Deadline) -> str:
    day, years = show_date(one.last, words.lang), _years(words, one.years_not_known)
    return _said(words, f"deadline.{one.what}", one.unit, day=day, years=years)


def _due(words: Words, unit: UnitStatus) -> str:
    due = unit.planned.due if unit.planned else None
    told = _said(words, "due", unit.code, name=unit.name, day=_day(words, due))
    return " ".join((told, words("archive.due_unproved"))) if unit.state is State.UNPROVED else told


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
