"""What a paper says can be read on a screen before it is printed: every word of it, and no drawing."""

import pytest

from tally.papers.kinds import papers_of_record
from tally.papers.preview import preview
from tests.papers.made import VI, ballots_of, course_of, minutes_of, record_of, text
from tests.papers.meetings import WHOLE, cell, committee

COURSE = course_of(cell(), committee(), WHOLE)


@pytest.mark.parametrize("paper", [minutes_of(COURSE), *ballots_of(COURSE)], ids=lambda paper: paper.name)
def test_every_word_of_the_paper_is_there(paper):
    drawn = {*text(paper).split()}
    assert drawn - {*" ".join(preview(paper)).split()} <= {"-----"}


def test_a_row_of_a_table_stands_on_one_line_and_parts_stand_apart():
    lines = preview(minutes_of(COURSE))
    assert "2  |  Đoàn Xuân Dũng  |  20/23  |  86,96 %" in lines
    assert "" in lines
    assert lines[-1].startswith("Chữ ký chứng minh ai đã ký")


def test_neither_the_code_nor_what_only_programs_read_is_there():
    lines = preview(minutes_of(COURSE))
    assert not [line for line in lines if {*line} <= {"0", "1"} and len(line) > 9]
    assert "vi" not in lines


def test_a_chart_is_told_by_what_stands_for_it():
    [paper] = papers_of_record(VI, record_of(COURSE), ["result-report"])
    [chart] = [part["chart"] for part in paper.tree["sections"] if "chart" in part]
    assert chart["alt"] in preview(paper) or " ".join(chart["alt"].split()) in preview(paper)
