"""The credentials report of a congress (báo cáo thẩm tra tư cách đại biểu): who was summoned, who came, who they are.

It is made from the congress file and a list of everybody summoned, whose sums must be those of the roll. Figures are of
all who were summoned, beside them those present; an alternate who sits for a delegate is not on the list.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from tally.congress import STATUSES, Congress, Meeting, MeetingKind
from tally.contest import Sex
from tally.papers.dossier import LINE_TO_FILL
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import Tree, attendance, born, cite, head, meeting_named, section, signature, table, term_of
from tally.structure import MAJORITY_ETHNICITY
from tally.summoned import CameAs, Summoned, bodies_of, roll_of
from tally.words import Lang, Words
from tally.words.phrases import capital, share

__all__ = ["AGES", "RollDiffers", "credentials"]

AGES = {"under_40": range(40), "40_to_50": range(40, 51), "over_50": range(51, 200)}
"""The age bands of a structure plan, in completed years (R16)."""


class RollDiffers(Exception):
    """The list and the congress file do not have the same roll.

    ``statuses`` has each status that differs, with the persons by the list and by the congress file; ``bodies`` each
    number of lower bodies that differs, ``summoned`` or ``present``, likewise (R14).
    """

    def __init__(self, statuses: Iterable[tuple[str, int, int]], bodies: Iterable[tuple[str, int, int]]) -> None:
        self.statuses = tuple(statuses)
        self.bodies = tuple(bodies)
        super().__init__(self.statuses, self.bodies)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Report:
    """A report that is written: the words, the congress, its meeting, and everybody summoned to it."""

    words: Words
    congress: Congress
    meeting: Meeting
    people: Sequence[Summoned]

    def row(self, what: str, of_them: Collection[Summoned]) -> list[str]:
        """Give a row on some of them: how many are summoned, in figures and in per cent, and how many are present."""
        present = sum(person.status == "present" for person in of_them)
        return [what, *share(self.words, len(of_them), len(self.people)), self.words("paper.figure", n=present)]

    def table(self, rows: Iterable[list[str]]) -> Tree:
        """Give a table of such rows."""
        columns = ("content", "summoned", "percent", "present")
        return table("credentials", (self.words(f"dossier.column.{column}") for column in columns), rows)


def credentials(words: Words, congress: Congress, meeting: Meeting, people: Sequence[Summoned]) -> Paper:
    """Give the report. Raises RollDiffers where the list does not add up to the roll of the meeting (R8)."""
    _check(meeting, people)
    report = _Report(words=words, congress=congress, meeting=meeting, people=people)
    board = words(f"dossier.credentials.board.{meeting.kind}")
    stands = Official(
        name=words("dossier.credentials.name"),
        subject=[
            words(f"dossier.credentials.subject.{meeting.kind}", meeting=meeting_named(words, congress, meeting.kind)),
            term_of(words, congress),
        ],
        head=head(words, congress, meeting.kind, symbol=words("dossier.symbol.report")),
        opening=[
            words("dossier.credentials.opening", board=board),
            words("dossier.credentials.percent_of", base=len(people), who=words(f"paper.base_name.{meeting.kind}")),
        ],
        sections=[
            _roll(report),
            _came_as(report),
            _persons(report),
            _by(report, "body", lambda person: person.body),
            _by(report, "education", lambda person: person.biography.education if person.biography else ""),
            _by(report, "theory", lambda person: person.biography.theory if person.biography else ""),
            _ages(report),
        ],
        signatures=[[signature(behalf=words("dossier.on_behalf", body=board))]],
    )
    copy = "" if words.lang is Lang.VI else f"-{words.lang}"
    return official(words, congress, f"credentials-{meeting.id}{copy}", stands)


def _check(meeting: Meeting, people: Sequence[Summoned]) -> None:
    """Check that the list is that of the roll, and of its lower bodies where both name them. Raises RollDiffers."""
    statuses = _differing(roll_of(people).by_status(), meeting.roll.by_status())
    of_list, of_file = bodies_of(people), meeting.bodies
    bodies = _differing(asdict(of_list), asdict(of_file)) if of_list and of_file else []
    if statuses or bodies:
        raise RollDiffers(statuses, bodies)


def _differing(of_list: Mapping[str, int], of_file: Mapping[str, int]) -> list[tuple[str, int, int]]:
    return [(name, of_list[name], of_file[name]) for name in of_list if of_list[name] != of_file[name]]


def _roll(report: _Report) -> Tree:
    """Say how many were summoned and came, who is absent and how, and whether it is enough (R8, R14)."""
    words, meeting, roll = report.words, report.meeting, report.meeting.roll
    persons = roll.by_status()
    rows = [
        [capital(words(f"term.status.{status}")), *share(words, persons[status], roll.summoned)]
        for status in STATUSES[meeting.kind]
        if persons[status]
    ]
    columns = ("status", "summoned", "percent")
    return section(
        words("dossier.credentials.roll"),
        attendance(words, meeting, report.congress.regulation, came="dossier.credentials.attending"),
        table=table("roll", (words(f"dossier.column.{column}") for column in columns), rows),
    )


def _came_as(report: _Report) -> Tree | None:
    """Keep those apart who are delegates by office, elected, and appointed (R12); nobody is elected to other bodies."""
    words = report.words
    if all(person.came_as is None for person in report.people):
        return _not_said(report, "came_as")
    people = report.people
    rows = [
        report.row(words(f"dossier.came_as.{right}"), [one for one in people if one.came_as is right])
        for right in CameAs
    ]
    if not_said := [one for one in people if one.came_as is None]:
        rows.append(report.row(words("dossier.not_said"), not_said))
    rules = report.congress.regulation
    said = [
        words("dossier.credentials.came_as.kept_apart", document=rules.documents[0], cite=cite(words, rules, "R12"))
    ]
    return section(words("dossier.credentials.came_as"), said, table=report.table(rows))


def _not_said(report: _Report, what: str) -> Tree | None:
    """Leave what the list does not have to be filled in by hand; only delegates are sent and have a right to come."""
    if what in ("came_as", "body") and report.meeting.kind is not MeetingKind.DELEGATES:
        return None
    title = report.words(f"dossier.credentials.{what}")
    return section(title, [report.words("dossier.credentials.not_in_list", dots=LINE_TO_FILL)])


def _persons(report: _Report) -> Tree:
    """Count men, women, and ethnic minorities."""
    words, people = report.words, report.people
    rows = [
        report.row(words("dossier.men"), [one for one in people if one.sex is Sex.MALE]),
        report.row(words("dossier.women"), [one for one in people if one.sex is Sex.FEMALE]),
        report.row(
            words("dossier.minority"), [one for one in people if one.ethnicity.casefold() != MAJORITY_ETHNICITY]
        ),
    ]
    return section(words("dossier.credentials.persons"), table=report.table(rows))


def _by(report: _Report, what: str, said: Callable[[Summoned], str]) -> Tree | None:
    """Count by what the list says in its own words; capitals and spaces make no difference.

    Bodies stand as on the list, all else from the most persons down; those of whom it says nothing come last.
    """
    words = report.words
    groups: dict[str, list[Summoned]] = {}
    for person in report.people:
        groups.setdefault(" ".join(said(person).casefold().split()), []).append(person)
    if groups.keys() == {""}:
        return _not_said(report, what)
    order = sorted(groups, key=lambda key: (not key, 0 if what == "body" else -len(groups[key])))
    rows = [report.row(capital(said(groups[key][0])) or words("dossier.not_said"), groups[key]) for key in order]
    return section(words(f"dossier.credentials.{what}"), table=report.table(rows))


def _ages(report: _Report) -> Tree:
    """Give the average age, the youngest and the oldest, and the age bands, on the day of the congress (R16)."""
    words, day = report.words, report.congress.date
    ages = [person.born.age_on(day) for person in report.people]
    lines = [words("dossier.age.average", average=_average(words, ages))]
    for which, best in (("youngest", max), ("oldest", min)):
        birth = best(_birth(person) for person in report.people)
        alike = [person for person in report.people if _birth(person) == birth]
        names = words.join(words("record.born", name=one.name, born=born(one.born)) for one in alike)
        lines.append(words(f"dossier.age.{which}", age=str(alike[0].born.age_on(day)), names=names))
    if any(person.born.is_year_only for person in report.people):
        lines.append(words("dossier.age.year_only"))
    rows = [
        report.row(words(f"dossier.age.{band}"), [one for one in report.people if one.born.age_on(day) in among])
        for band, among in AGES.items()
    ]
    return section(words("dossier.credentials.ages"), lines, table=report.table(rows))


def _average(words: Words, ages: Sequence[int]) -> str:
    """Give the average age with one decimal, half up, reckoned in whole numbers."""
    tenths = (20 * sum(ages) + len(ages)) // (2 * len(ages))
    return words("dossier.age.tenths", whole=str(tenths // 10), tenth=str(tenths % 10))


def _birth(person: Summoned) -> tuple[int, int, int]:
    """Give a birth to compare; one of which the year alone is known is taken as on 1 January (R16)."""
    return person.born.year, person.born.month or 1, person.born.day or 1
