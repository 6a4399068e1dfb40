"""What stands on every page of the minutes, and what a scanner reads off them."""

import re

import pytest

from tally.congress import Mode
from tests import making
from tests.papers.made import EN, VI, codes, course_of, event, minutes_of, pages, pdf, record_of, text, totals
from tests.papers.meetings import WHOLE, cell, committee


def test_every_page_says_what_a_signature_proves_and_all_but_the_first_have_a_number():
    foot = "Chữ ký chứng minh ai đã ký, không chứng minh số liệu đúng; tờ phiếu giấy là căn cứ cuối cùng."
    seen = pages(minutes_of(course_of(cell(), committee(), WHOLE)))
    assert len(seen) == 3
    assert all(foot in page for page in seen)
    assert [bool(re.search(rf"(^| ){number}( |$)", page[:6])) for number, page in enumerate(seen, 1)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("words", "mark"), [(VI, "TẬP HUẤN"), (EN, "TRAINING")])
def test_no_page_of_an_exercise_passes_for_a_real_one(words, mark):
    exercise = minutes_of(course_of(cell(mode=Mode.TRAINING), committee(), WHOLE), words)
    assert all(mark in page for page in pages(exercise))
    assert not any(mark in page for page in pages(minutes_of(course_of(cell(), committee(), WHOLE), words)))


def test_the_copy_in_english_is_marked_as_one_to_read():
    paper = minutes_of(course_of(cell(), committee(), WHOLE), EN)
    assert paper.name == "minutes-chi-uy-1-en"
    assert all("READING COPY" in page for page in pages(paper))
    said = text(paper)
    assert "The congress resolved that the number to be elected is 2 (two)." in said
    assert "Elected are 2 persons, with over half (Art. 30), from the most votes down:" in said
    assert "15/23 65.22 %" in said
    assert "(Party Charter, Art. 11; to be checked against the full text)" in said
    assert "the the" not in said


def test_the_motto_of_the_state_never_stands_on_a_paper_of_the_party():
    said = text(minutes_of(course_of(cell(), committee(), WHOLE))).casefold()
    assert "cộng hòa" not in said
    assert "độc lập" not in said


@pytest.mark.unmeasured
@pytest.mark.parametrize("mode", Mode)
def test_a_scanner_reads_the_hash_of_the_record_off_the_page(mode):
    course = course_of(cell(mode=mode), committee(), WHOLE)
    assert codes(pdf(minutes_of(course))) == [record_of(course).record.hash.hex()]


def test_a_title_of_five_lines_and_a_name_of_two_hundred_letters_stand_whole():
    title = " ".join(["Bầu Ban Chấp hành Đảng bộ xã hợp nhất từ ba xã cũ, khóa thứ nhất"] * 5)
    name = ("Nguyễn Phúc " + "Hoàng Bảo Ngọc Quỳnh " * 9).strip()
    people = [making.candidate(1, name), making.candidate(2, "An"), making.candidate(3, "Bình")]
    contest = making.contest(people, 2, id="bch", title=title)
    said = text(minutes_of(course_of(event(), contest, totals({1: 18, 2: 17, 3: 1}, valid=20))))
    assert said.count(title) == 1
    assert said.count("Quỳnh") == 3 * 9, "in the list, the result and among the elected"
    assert name in said


def test_a_hundred_and_twenty_candidates_all_stand_in_the_minutes():
    people = [making.candidate(number, f"Người {number:03}") for number in range(1, 121)]
    contest = making.contest(people, 100, id="bch")
    votes = {number: 200 - number for number in range(1, 121)}
    said = text(minutes_of(course_of(event(making.meeting(present=200)), contest, totals(votes, valid=199))))
    for number in range(1, 121):
        assert said.count(f"Người {number:03} ") == (3 if number < 100 else 2), number
    assert "Trúng cử 99 đồng chí" in said
    assert "CHƯA ĐỦ SỐ LƯỢNG: còn thiếu 1 (một)" in said
