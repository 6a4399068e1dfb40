"""What every paper names: what its per cents are reckoned on, the regulation before its articles, who gets a copy."""

import re
from functools import cache

import pytest

from tally.congress import Mode
from tally.papers.kinds import KINDS, papers_of_file, papers_of_record
from tests import making
from tests.papers.dossiers import file, of, of_cell
from tests.papers.every import every_paper
from tests.papers.made import EN, VI, ballots_of, course_of, event, minutes_of, record_of, totals
from tests.papers.meetings import HALL, cell, committee, delegates

BASE = (
    r"tính trên (?P<base>\d+) [\w ]+? "
    r"\((?P<summoned>\d+) được triệu tập, (?:trừ (?P<out>[1-9]\d*)|không trừ ai)\)"
)
"""The base, all who were summoned, and how many of them were taken out (R8)."""
OF = {
    **dict.fromkeys(("minutes", "result-report", "request", "elected-list"), BASE),
    "poll-minutes": r"được triệu tập: \d+ đồng chí\..*Tỷ lệ % dưới đây tính trên số người dự này",
    "credentials": r"Tỷ lệ % trong báo cáo này tính trên (\d+) [\w ]+ được triệu tập; .* được triệu tập: \1 đồng chí",
    "structure-report": r"tính trên số người trong danh sách hoặc số người trúng cử, không tính trên số người được",
}
"""What the per cents of each kind of paper are reckoned on; a kind that is not here prints none."""
SHARE = r"(\d+)/(\d+)(?: đồng chí)? \(?\d+,\d\d\N{NO-BREAK SPACE}%"


@cache
def papers():
    """All that the largest example gives, a run-off, a vote by card, a poll, and a committee's meeting."""
    tie, off = totals({1: 12, 2: 20, 3: 12}, valid=22), totals({1: 9, 3: 11}, valid=20, number=2, purpose="run_off")
    run_off = course_of(cell(), committee(), tie, off)
    sent = course_of(event(HALL), delegates(), totals({1: 60, 2: 50, 3: 48, 4: 46, 5: 20}, valid=85))
    met = making.meeting("committee", present=18, absent=1, barred=1)
    bureau = of({1: 15, 2: 12, 3: 3}, 2, kind="standing_committee", meeting=met, valid=18)
    own = [paper for one in (run_off, sent, bureau) for paper in papers_of_record(VI, record_of(one), KINDS)]
    own += [paper for one in (of_cell(), (run_off,), (sent, bureau)) for paper in papers_of_file(VI, file(*one), KINDS)]
    return (*every_paper(), *own)


def texts(part):
    """Every text of a tree in its order; the cells of a row, and the lines of a section, one after the other."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for one in part.values():
            yield from texts(one)
    elif isinstance(part, list | tuple):
        for one in part:
            yield from texts(one)


def said(paper):
    return " ".join(texts(paper.tree))


def kind_of(paper):
    return next(kind for kind in sorted(KINDS, key=len, reverse=True) if paper.name.startswith(f"{kind}-"))


def test_every_kind_of_paper_with_a_per_cent_is_looked_at():
    printed = {kind_of(paper) for paper in papers() if re.search(SHARE, said(paper))}
    assert printed | {"poll-minutes"} == set(OF)


def test_r8_every_paper_that_prints_a_per_cent_names_the_base_and_the_summoned():
    for paper in papers():
        if re.search(SHARE, said(paper)):
            assert re.search(OF[kind_of(paper)], said(paper)), paper.name


def test_r17_every_per_cent_is_of_a_base_that_its_paper_names_and_the_sums_are_right():
    seen = set()
    for paper in papers():
        if OF.get(kind_of(paper)) == BASE and re.search(SHARE, said(paper)):
            named = [
                {name: int(n or 0) for name, n in one.groupdict().items()} for one in re.finditer(BASE, said(paper))
            ]
            assert all(one["base"] == one["summoned"] - one["out"] for one in named), paper.name
            bases = {one["base"] for one in named}
            assert bases == {int(of) for _, of in re.findall(SHARE, said(paper))}, paper.name
            seen |= bases
    assert seen >= {19, 23, 87}


def test_r10_in_a_run_off_the_base_is_for_the_per_cent_alone():
    tie, off = totals({1: 12, 2: 20, 3: 12}, valid=22), totals({1: 9, 3: 11}, valid=20, number=2, purpose="run_off")
    told = said(minutes_of(course_of(cell(), committee(), tie, off)))
    assert "căn cứ tính quá nửa" not in told.lower()
    assert re.search(BASE, told)["base"] == "23"


def test_the_regulation_is_named_before_any_of_its_articles_is_cited():
    cited = 0
    for paper in papers():
        before, found, _ = re.split(r"((?<!Điều lệ Đảng, )Điều \d|$)", said(paper), maxsplit=1)
        cited += bool(found)
        assert not found or "Quy chế bầu cử" in before, paper.name
    assert cited > 10


def test_a_year_alone_is_no_citation():
    whole = " ".join(said(paper) for paper in papers())
    assert "(văn bản năm 2019, chưa rõ số hiệu, cần đối chiếu nguyên văn)" in whole
    assert not re.search(r"văn bản năm \d{4}(?!, chưa rõ số hiệu)", whole)


def test_all_papers_say_in_one_way_who_gets_a_copy():
    given = [paper.tree["recipients"]["lines"] for paper in papers() if paper.tree.get("recipients")]
    assert len(given) > 5
    for *others, last in given:
        assert all(re.fullmatch(r"- .+,", line) for line in others)
        assert re.fullmatch(r"- .+\.", last)


@pytest.mark.parametrize(
    ("words", "mode", "mark"),
    [
        (VI, Mode.REAL, None),
        (VI, Mode.TRAINING, "TẬP HUẤN"),
        (EN, Mode.REAL, "READING COPY"),
        (EN, Mode.TRAINING, "TRAINING, READING COPY"),
    ],
)
def test_a_copy_of_an_exercise_is_marked_as_both(words, mode, mark):
    course = course_of(cell(mode=mode), committee(), totals({1: 15, 2: 20, 3: 5}, valid=20))
    made = [minutes_of(course, words), *ballots_of(course, words=words)]
    assert [paper.tree["mark"] for paper in made] == [mark] * 2
