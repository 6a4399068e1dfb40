"""The kinds of paper: what each is made from, and that no two papers have one name."""

import re
from itertools import permutations

from tally.papers.engine import TEMPLATES
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_record
from tests import making
from tests.papers.made import EN, VI, course_of, event, record_of, totals

TIE = course_of(event(), making.contest(3, 2, id="bch"), totals({1: 18, 2: 11, 3: 11}, valid=20))


def test_a_kind_is_made_from_a_congress_or_its_records():
    assert all(kind.from_record or kind.from_congress or kind.from_file or kind.from_roll for kind in KINDS.values())


def test_no_kind_begins_another_so_that_no_two_papers_have_one_name():
    """The name is kind, contest and round: a contest called ``a5-bch`` must not take the name of another paper."""
    assert not [pair for pair in permutations(KINDS, 2) if pair[1].startswith(f"{pair[0]}-")]


def test_a_paper_is_named_by_its_kind_its_contest_and_its_round():
    for words, end in ((VI, ""), (EN, "-en")):
        for name, kind in KINDS.items():
            papers = [*(kind.from_record(words, record_of(TIE)) if kind.from_record else ())]
            papers += kind.from_congress(words, [TIE]) if kind.from_congress else ()
            assert all(re.fullmatch(rf"{name}-bch-[12]{end}", paper.name) for paper in papers)


def test_papers_come_in_the_order_of_the_kinds_however_they_are_asked_for():
    asked = ["minutes", "ballot-a5", "ballot-a4"]
    names = [paper.name for paper in papers_of_record(VI, record_of(TIE), asked)]
    assert names == ["ballot-a4-bch-2", "ballot-a5-bch-2", "minutes-bch-1"]
    assert papers_of_congress(VI, [TIE], ["minutes"]) == ()


def test_every_template_is_somebodys():
    of_record, of_congress = papers_of_record(VI, record_of(TIE), KINDS), papers_of_congress(VI, [TIE], KINDS)
    used = {paper.template for paper in (*of_record, *of_congress)}
    assert used == {file.stem for file in TEMPLATES.glob("*.typ")} - {"layout", "chart", "flow"}
