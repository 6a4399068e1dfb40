"""Papers of every kind that is a head, sections and signatures: what the office programs take."""

from datetime import date
from functools import cache
from pathlib import Path

from tally.contest import Sex
from tally.files.disk import load_congress, load_courses
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record, papers_of_roll
from tally.papers.official import Official, official
from tally.papers.parts import head
from tally.papers.source import OfRoll, file_of
from tally.papers.tables import is_of_sections
from tally.person import Birth
from tally.summoned import Summoned
from tests import making
from tests.papers.made import VI, event, record_of

EXAMPLE = Path(__file__).parents[2] / "docs/examples/province-486/congress.json"
DAY = date(2025, 2, 14)


@cache
def every_paper(words=VI):
    """All that the largest example gives, and a roll of two."""
    courses = load_courses(load_congress(str(EXAMPLE)))
    records = [record_of(course) for course in courses]
    papers = [*papers_of_congress(words, courses, KINDS), *papers_of_file(words, file_of(records), KINDS)]
    papers += [paper for record in records for paper in papers_of_record(words, record, KINDS)]
    return (*papers, *papers_of_roll(words, roll(), KINDS))


def every_official_paper(words=VI):
    return [paper for paper in every_paper(words) if is_of_sections(paper)]


def roll():
    congress = event(making.meeting(present=1, absent=1))
    people = [
        Summoned(number=number, name=name, sex=Sex.FEMALE, born=Birth(year=1980), ethnicity="Tày", status=status)
        for number, (name, status) in enumerate((("Lò Thị An", "present"), ("Hà Thị Bình", "absent")), 1)
    ]
    return OfRoll(congress=congress, meeting=congress.meetings[0], people=tuple(people))


def paper_of(*sections, words=VI, name="BÁO CÁO", subject=("Về việc thử",), congress=None, **given):
    """A paper of these sections and nothing else."""
    congress = congress or event()
    its_head = head(words, congress, congress.meetings[0].kind, symbol="BC")
    stands = Official(name=name, subject=subject, head=its_head, sections=sections, **given)
    return official(words, congress, "report", stands)
