"""The papers that ``tally papers`` is asked for, from what it is given: a congress and its roll, or records."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from tally.cli.arguments import Arguments
from tally.cli.numbers import number
from tally.cli.paper_records import load_records
from tally.cli.progress import showing_progress
from tally.cli.terminal import Terminal
from tally.congress import Congress
from tally.contest import Contest
from tally.course import Course
from tally.deadlines import DaysOff
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, load_congress, load_courses
from tally.files.holidays import VIETNAM, read_holidays
from tally.finding import Finding, Severity
from tally.papers.credentials import RollDiffers
from tally.papers.engine import Paper
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record, papers_of_roll
from tally.papers.parts import CONGRESSES
from tally.papers.source import OfRecord, OfRoll, file_of, missing
from tally.result import before_counting
from tally.words import Words

__all__ = ["CONGRESS_FILES", "OF_ALL", "Asked", "asked_papers", "named_days_off"]

CONGRESS_FILES = (".json", ".toml")
OF_ALL = tuple(name for name, kind in KINDS.items() if kind.from_file)
"""The kinds that are made from all records together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """The papers that were asked for, and of which congress.

    Those of records have signatures that nobody checked here; ``missing`` and ``replaced`` are numbers of records.
    ``errors`` are what ``tally check`` calls one in a congress file, each with its contest.
    """

    papers: tuple[Paper, ...]
    congress: Congress
    of_records: bool = True
    errors: tuple[tuple[Contest, Finding], ...] = ()
    missing: tuple[int, ...] = ()
    replaced: tuple[int, ...] = ()


def asked_papers(arguments: Arguments, terminal: Terminal) -> Asked:
    """Make the papers of what was given, a congress by the ending of its file. Raises BadInput."""
    kinds, words = arguments.values("--kind") or tuple(KINDS), terminal.words
    if arguments.file().lower().endswith(CONGRESS_FILES):
        return _papers_of_congress(arguments, words, kinds)
    if "--roll" in arguments.options:
        raise BadInput([Fault(path="tally", location="--roll", key="usage.roll_of_congress")])
    records = [*load_records(terminal, arguments.operands).values()]
    congress = records[0].course.congress
    if "--round" in arguments.options:
        [given] = records if len(records) == 1 else [None]
        if given is None:
            raise BadInput([Fault(path="tally", location="--round", key="usage.round_of_one_record")])
        asked = number(arguments, "--round", least=1, most=given.number) or given.number
        return Asked(papers=papers_of_record(words, replace(given, number=asked), kinds), congress=congress)
    lacking = _lacking(arguments, records, kinds)
    file = file_of(records, named_days_off(arguments))
    ballots = [one for one in file.ballots if not lacking or one.number == len(one.record.model.rounds)]
    papers = [paper for ballot in ballots for paper in papers_of_record(words, ballot, kinds)]
    if not lacking:
        papers += papers_of_file(words, file, kinds)
    used = {ballot.record.model.sequence for ballot in ballots}
    return Asked(
        papers=tuple(papers),
        congress=congress,
        missing=lacking if any(kind in OF_ALL for kind in kinds) else (),
        replaced=tuple(sequence for one in file.chain if (sequence := one.record.model.sequence) not in used),
    )


def _lacking(arguments: Arguments, records: Sequence[OfRecord], kinds: Collection[str]) -> tuple[int, ...]:
    """Give the numbers of the records that are missing before the last of these.

    Raises BadInput where papers of all records are wanted: they were asked for by name, or several records were given.
    One record alone has its own papers.
    """
    lacking, of_all = missing(records), [kind for kind in OF_ALL if kind in kinds]
    if lacking and of_all and ("--kind" in arguments.options or len(records) > 1):
        last = str(max(one.record.model.sequence for one in records))
        told = {"kinds": ", ".join(of_all), "missing": ", ".join(map(str, lacking)), "last": last}
        raise BadInput([Fault(path=arguments.file(), location="-", key="record_missing.papers", params=told)])
    return lacking


def _papers_of_congress(arguments: Arguments, words: Words, kinds: Collection[str]) -> Asked:
    """Give the papers of a congress file, and of a list of everybody summoned beside it. Raises BadInput."""
    path, roll = arguments.file(), arguments.value("--roll")
    misused = [option for option in ("--round", "--holidays") if option in arguments.options]
    if misused:
        raise BadInput([Fault(path="tally", location=option, key="usage.round_of_record") for option in misused])
    if len(arguments.operands) > 1:
        raise BadInput([Fault(path="tally", location=arguments.operands[1], key="usage.congress_alone")])
    file = load_congress(path)
    with showing_progress(words) as progress:
        courses = load_courses(file, progress=progress)
    papers = papers_of_congress(words, courses, kinds)
    if roll:
        papers += _papers_of_roll(roll, words, file.congress, kinds)
    return Asked(papers=papers, congress=file.congress, of_records=False, errors=_errors(courses))


def _errors(courses: Iterable[Course]) -> tuple[tuple[Contest, Finding], ...]:
    """Give what ``tally check`` calls an error, contest by contest."""
    found = ((result.contest, one) for result in before_counting(courses) for one in result.findings)
    return tuple((contest, one) for contest, one in found if one.severity is Severity.ERROR)


def _papers_of_roll(path: str, words: Words, congress: Congress, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of a list of everybody summoned to the congress, or to its first meeting where it is none.

    Raises BadInput with each figure of the list that is not the congress file's.
    """
    from tally.files.spreadsheet_roll import read_roll

    meeting = next((one for one in congress.meetings if one.kind in CONGRESSES), congress.meetings[0])
    people = read_roll(path, load_bytes(path), meeting.kind).people
    try:
        return papers_of_roll(words, OfRoll(congress=congress, meeting=meeting, people=people), kinds)
    except RollDiffers as differs:
        faults = [
            Fault(
                path=path,
                location=f"roll.{status}",
                key="roll_differs",
                params={"roll_status": status, "list": of_list, "congress": of_congress},
            )
            for status, of_list, of_congress in differs.statuses
        ]
        for name, of_list, of_congress in differs.bodies:
            told = {"list": of_list, "congress": of_congress}
            faults.append(Fault(path=path, location=f"bodies.{name}", key="roll_differs.bodies", params=told))
        raise BadInput(faults) from None


def named_days_off(arguments: Arguments) -> DaysOff:
    """Read the table of holidays by which deadlines are reckoned: the one named, or the one that ships."""
    path = arguments.value("--holidays") or VIETNAM
    return read_holidays(path, load_bytes(path))
