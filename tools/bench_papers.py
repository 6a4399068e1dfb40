"""How long papers take: the minutes of 85 candidates, a ballot of as many, and the whole file of a commune's congress.

Medians of the runs, in one process; typst uses the cores there are. Each run draws from names that no run before had,
so that nothing is found ready; what is measured goes from the record as it was read to the bytes of the PDF.
"""

import platform
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from tally.course import Course
from tally.files.disk import load_bytes, load_congress, load_courses
from tally.files.holidays import VIETNAM, read_holidays
from tally.papers.engine import Paper, pdf
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record
from tally.papers.source import OfRecord, file_of
from tally.words import Lang, Words
from tests import making
from tests.papers.made import course_of, event, record_of, totals

COMMUNE = Path(__file__).parent.parent / "docs" / "examples" / "commune-cao-an" / "congress.json"
CANDIDATES, SEATS, ATTENDING = 85, 70, 550
RUNS = 15
VI = Words(Lang.VI)


def main() -> None:
    """Print the figures."""
    machine = platform.processor() or platform.machine()
    print(f"{machine}, Python {platform.python_version()}; medians of {RUNS} runs")
    courses = [_course(run) for run in range(RUNS + 1)]
    records = [record_of(course) for course in courses]
    minutes = _median([lambda one=one: papers_of_record(VI, one, ["minutes"]) for one in records])
    ballot = _median([lambda one=one: papers_of_congress(VI, [one], ["ballot-a4"]) for one in courses])
    print(f"  minutes of {CANDIDATES} candidates  {1000 * minutes:6.0f} ms")
    print(f"  ballot of {CANDIDATES} candidates   {1000 * ballot:6.0f} ms")
    commune, made = load_courses(load_congress(str(COMMUNE))), list[OfRecord]()
    for course in commune:  # whoever may stand is a matter of the record before; no paper shows it
        made.append(record_of(replace(course, contest=replace(course.contest, pool=None))))
    whole = _median([lambda: _file(commune, made)] * 4)
    print(f"  whole file of a commune    {whole:6.2f} s, {len(_file(commune, made))} papers")


def _course(run: int) -> Course:
    """A round of as many ballots as the largest congress has, with names of its own."""
    people = [making.candidate(number, f"Nguyễn Văn Thế {run} {number}") for number in range(1, CANDIDATES + 1)]
    votes = {number: ATTENDING - number for number in range(1, CANDIDATES + 1)}
    contest = making.contest(people, SEATS, id="bch")
    return course_of(event(making.meeting(present=ATTENDING)), contest, totals(votes, valid=ATTENDING))


def _file(courses: Sequence[Course], records: Sequence[OfRecord]) -> tuple[Paper, ...]:
    """Give every paper that the command gives for a congress and for its records."""
    holidays = read_holidays(VIETNAM, load_bytes(VIETNAM))
    of_records = [paper for one in records for paper in papers_of_record(VI, one, KINDS)]
    return (
        *papers_of_congress(VI, courses, KINDS),
        *of_records,
        *papers_of_file(VI, file_of(records, holidays), KINDS),
    )


def _median(makes: Sequence[Callable[[], Iterable[Paper]]]) -> float:
    """Give the median of the seconds from the view to the bytes; the first one loads the fonts and does not count."""
    runs = []
    for make in makes:
        start = time.perf_counter()
        for paper in make():
            pdf(paper)
        runs.append(time.perf_counter() - start)
    return statistics.median(runs[1:])


if __name__ == "__main__":
    main()
