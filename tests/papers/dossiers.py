"""All the records of a congress together, to make the papers that go up to the superior committee of."""

from dataclasses import replace

from tally.contest import Biography
from tally.papers.source import OfRecord, file_of
from tally.person import Birth
from tally.record import reading
from tally.record.document import text_of
from tests import making
from tests.papers.made import VI, course_of, event, totals
from tests.papers.meetings import WHOLE, cell, committee
from tests.record.ceremony import STATION, content_of, signed

BIOGRAPHY = Biography(
    home="Cao An, Hải Dương",
    position="Trưởng thôn",
    education="Đại học Luật",
    theory="Trung cấp",
    admitted=Birth(year=1998, month=5, day=19),
    official=Birth(year=1999),
)


def record(course, sequence=1):
    """A record of a course at its place in the chain."""
    content = content_of(course, sequence=sequence, previous=bytes(32) if sequence > 1 else None)
    return OfRecord(record=reading.read(signed(text_of(content), (STATION,))), content=content, number=len(course.held))


def file(*courses, days_off=None):
    """The records of courses, in this order."""
    return file_of([record(course, number) for number, course in enumerate(courses, 1)], days_off)


def paper(make, given, words=VI):
    """The one paper of a kind that a file gives."""
    [made] = make(words, given)
    return made


def known(contest, *numbers):
    """A contest in which the list says of these persons what a short-biography list can."""
    people = (replace(one, biography=BIOGRAPHY) if one.number in numbers else one for one in contest.candidates)
    return replace(contest, candidates=tuple(people))


def of_cell():
    """A cell that elected a committee of two (Dũng, Khoa) and, of them, its secretary (Dũng)."""
    people = [making.candidate(1, "Đoàn Xuân Dũng"), making.candidate(2, "Vũ Minh Khoa")]
    secretary = making.contest(people, 1, kind="secretary", id="bi-thu", title="Bầu Bí thư chi bộ")
    return (
        course_of(cell(), known(committee(), 1), WHOLE),
        course_of(cell(), secretary, totals({1: 16, 2: 6}, valid=22)),
    )


def of(votes, seats, *, kind="committee", meeting=None, valid=20, unit=None, **given):
    """A contest of one round, by the votes of its candidates."""
    congress = event(meeting or making.meeting(present=20))
    congress = replace(congress, unit=unit) if unit else congress
    people = given.pop("people", len(votes))
    contest = making.contest(people, seats, kind=kind, **{"id": "bch", "title": "Bầu Ban Chấp hành"} | given)
    return course_of(congress, contest, totals(votes, valid=valid))
