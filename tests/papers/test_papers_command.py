"""``tally papers`` makes the papers that a congress or a record gives, and proves that a PDF is one of them."""

import sys
from hashlib import sha256

import pytest

from tests.cli.made import person
from tests.cli.sealed import TIED, codes
from tests.papers.made import reader
from tests.record.ceremony import board_names

FIRST, SECOND = "out/001-bch-1.record", "out/002-bch-2.record"
OF_CONGRESS = ["ballot-a4-bch-1.pdf", "ballot-a4-bch-2.pdf", "ballot-a5-bch-1.pdf", "ballot-a5-bch-2.pdf"]


def made(desk, folder="papers"):
    return sorted(path.name for path in (desk.folder / folder).glob("*"))


def test_a_congress_gives_the_ballots_of_its_rounds(sealed):
    answer = sealed.tally("papers", "congress.json", "-o", "papers")
    assert (answer.status, answer.err) == (0, "")
    assert made(sealed) == OF_CONGRESS
    assert "Đã lập 4 giấy tờ:" in answer.text
    assert "- papers/ballot-a4-bch-1.pdf" in answer.out
    assert "TẬP HUẤN" not in answer.text


def test_a_record_gives_the_minutes_of_its_last_round_and_the_ballots_of_what_must_follow(sealed):
    assert sealed.tally("papers", FIRST, "-o", "papers").status == 0
    assert made(sealed) == ["ballot-a4-bch-2.pdf", "ballot-a5-bch-2.pdf", "minutes-bch-1.pdf"]
    assert sealed.tally("papers", SECOND, "-o", "papers").status == 0
    assert "minutes-bch-2.pdf" in made(sealed)


def test_the_minutes_hold_their_record_byte_by_byte(sealed):
    sealed.tally("papers", SECOND, "-o", "papers")
    data = (sealed.folder / "papers/minutes-bch-2.pdf").read_bytes()
    assert reader(data).attachments == {"002-bch-2.record": [(sealed.folder / SECOND).read_bytes()]}


def test_the_minutes_of_an_earlier_round_are_made_where_they_are_asked_for(sealed):
    assert sealed.tally("papers", SECOND, "--round", "1", "--kind", "minutes", "-o", "papers").status == 0
    assert made(sealed) == ["minutes-bch-1.pdf"]


def test_only_the_kinds_that_are_asked_for_are_made(sealed):
    line = ("papers", FIRST, "-o", "papers", "--kind", "minutes", "--kind=ballot-a4")
    assert sealed.tally(*line).status == 0
    assert made(sealed) == ["ballot-a4-bch-2.pdf", "minutes-bch-1.pdf"]


def test_a_copy_in_english_stands_beside_the_paper(sealed):
    for lang in ("vi", "en"):
        assert sealed.tally("papers", FIRST, "-o", "papers", "--kind", "minutes", "--lang", lang).status == 0
    assert made(sealed) == ["minutes-bch-1-en.pdf", "minutes-bch-1.pdf"]


def test_programs_are_told_what_was_made(sealed):
    document = sealed.tally("papers", FIRST, "-o", "papers", "--kind", "minutes", "--json").document
    data = (sealed.folder / "papers/minutes-bch-1.pdf").read_bytes()
    paper = {"path": "papers/minutes-bch-1.pdf", "sha256": sha256(data).hexdigest(), "new": True}
    assert document == {"schema": "papers/1", "papers": [paper], "no_room": []}
    again = sealed.tally("papers", FIRST, "-o", "papers", "--kind", "minutes", "--json").document
    assert again["papers"] == [paper | {"new": False}]


def test_the_very_same_file_is_left_as_it_is(sealed):
    sealed.tally("papers", FIRST, "-o", "papers")
    before = sealed.files()
    answer = sealed.tally("papers", FIRST, "-o", "papers")
    assert answer.status == 0
    assert answer.text.count("(đã có sẵn, giống từng byte)") == 3
    assert sealed.files() == before


def test_another_file_is_never_overwritten_and_nothing_is_written_then(sealed):
    (sealed.folder / "papers").mkdir()
    sealed.put("papers/minutes-bch-1.pdf", b"%PDF-1.7 mine")
    before = sealed.files()
    answer = sealed.tally("papers", FIRST, "-o", "papers")
    assert answer.status == 2
    assert codes(answer) == [("papers/minutes-bch-1.pdf", "-", "another_paper")]
    assert sealed.files() == before


def test_an_exercise_gives_papers_of_an_exercise(desk):
    desk.congress(("bch", [TIED]), mode="training")
    answer = desk.tally("papers", "congress.json", "-o", "papers", "--kind", "ballot-a4")
    assert "Đây là giấy TẬP HUẤN" in answer.text


def test_a_list_too_long_for_half_a_page_is_told_and_the_others_are_made(desk):
    people = [person(number) for number in range(1, 41)]
    desk.congress(("bch", contest_of(people, 35)))
    answer = desk.tally("papers", "congress.json", "-o", "papers")
    assert answer.status == 0
    assert "Không lập ballot-a5-bch-1: danh sách quá dài" in answer.text
    assert made(desk) == ["ballot-a4-bch-1.pdf"]
    document = desk.tally("papers", "congress.json", "-o", "papers", "--json").document
    assert document["no_room"] == ["ballot-a5-bch-1"]
    answer = desk.tally("papers", "congress.json", "-o", "other", "--kind", "ballot-a5")
    assert (answer.status, codes(answer)) == (2, [("congress.json", "-", "no_room")])
    assert "ballot-a5-bch-1" in answer.err


def contest_of(people, seats):
    from tests.cli.made import contest

    return contest(people, seats)


def test_a_name_that_the_font_has_no_letters_for_is_told_and_nothing_is_written(desk):
    desk.congress(("bch", contest_of([person(1, "Nguyễn 日"), person(2), person(3), person(4)], 3)))
    answer = desk.tally("papers", "congress.json", "-o", "papers")
    assert answer.status == 2
    assert codes(answer) == [("congress.json", "-", "no_letter")] * 2
    assert "“日”" in answer.err
    assert not (desk.folder / "papers").exists()


def test_where_there_is_nothing_to_make_it_says_what_could_be(sealed):
    answer = sealed.tally("papers", "congress.json", "-o", "papers", "--kind", "minutes")
    assert (answer.status, codes(answer)) == (2, [("congress.json", "-", "no_papers")])
    assert not (sealed.folder / "papers").exists()


def test_a_record_that_contradicts_itself_gives_no_paper(sealed):
    from tally.record import canonical
    from tests.record.ceremony import STATION, signed

    tree = sealed.read(FIRST).tree
    wrong = canonical.write(tree | {"result": tree["result"] | {"open": 2}}).decode()
    sealed.put("wrong.record", signed(wrong, [STATION]))
    answer = sealed.tally("papers", "wrong.record", "-o", "papers")
    assert answer.status == 2
    assert codes(answer)[0][2] == "record_contradicts_itself"
    assert not (sealed.folder / "papers").exists()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ((FIRST,), ("tally", "--output", "usage")),
        ((FIRST, "-o", "p", "--kind", "thư"), ("tally", "--kind", "usage")),
        (("congress.json", "-o", "p", "--round", "1"), ("tally", "--round", "usage")),
        ((FIRST, "-o", "p", "--round", "2"), ("tally", "--round", "usage")),
        ((FIRST, "--check", "x", "-o", "p"), ("tally", "--output", "usage")),
        ((FIRST, "--check", "x", "--round", "1"), ("tally", "--round", "usage")),
        (("nothing.record", "-o", "p"), ("nothing.record", "-", "file_missing")),
        (("trust", "-o", "p"), ("trust", "schema", "bad_record")),
        ((FIRST, "--check", "nothing.pdf"), ("nothing.pdf", "-", "file_missing")),
    ],
)
def test_misuse_is_told(sealed, line, fault):
    answer = sealed.tally("papers", *line)
    assert answer.status == 2
    assert [place[:3] for place in codes(answer)] == [fault]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_where_papers_cannot_be_made_it_says_what_to_install(sealed, monkeypatch, more):
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = sealed.tally("papers", FIRST, "-o", "papers", *more)
    assert answer.status == 2
    assert "kiem-phieu[papers]" in answer.err + answer.out


# --check


def test_a_paper_is_proved_by_its_record(sealed):
    sealed.tally("papers", FIRST, "-o", "papers")
    sealed.sign(FIRST, *board_names(2))
    for name in made(sealed):
        answer = sealed.tally("papers", "--check", f"papers/{name}", FIRST)
        assert answer.status == 0
        assert f"ĐÚNG: papers/{name} là {name.removesuffix('.pdf')} mà bản ghi {FIRST} lập ra" in answer.text
        assert "tờ phiếu giấy là căn cứ cuối cùng" in answer.text


def test_a_paper_of_another_record_is_not_proved(sealed):
    sealed.tally("papers", SECOND, "-o", "papers")
    answer = sealed.tally("papers", "--check", "papers/minutes-bch-2.pdf", FIRST)
    assert answer.status == 3
    assert f"KHÔNG ĐÚNG: papers/minutes-bch-2.pdf không phải là giấy nào mà bản ghi {FIRST} lập ra:" in answer.text
    assert "- minutes-bch-1 " in answer.text
    assert "đừng dùng tờ chưa được chứng minh" in answer.text


def test_programs_are_told_whether_it_is_proved(sealed):
    sealed.tally("papers", SECOND, "-o", "papers")
    line = ("papers", "--json", "--check", "papers/minutes-bch-2.pdf")
    document = sealed.tally(*line, SECOND).document
    assert document == {
        "schema": "paper-check/1",
        "proved": True,
        "paper": "minutes-bch-2",
        "gives": ["minutes-bch-2"],
    }
    answer = sealed.tally(*line, FIRST)
    assert answer.status == 3
    assert answer.document["proved"] is False
    assert "paper" not in answer.document
    assert "minutes-bch-1" in answer.document["gives"]


def test_it_asks_for_no_secret_and_changes_no_record(sealed):
    before = sealed.files()
    assert sealed.tally("papers", FIRST, "-o", "papers", typed=()).err == ""
    after = sealed.files()
    assert {name: after[name] for name in before} == before
