"""``tally papers`` makes the papers that a congress or a record gives, and proves that a PDF is one of them."""

import sys
from hashlib import sha256

import pytest

from tests.cli.made import person
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes
from tests.papers.made import reader
from tests.record.ceremony import board_names

FIRST, SECOND = "out/001-bch-1.record", "out/002-bch-2.record"
OF_RECORDS = {"signatures": "not_checked", "missing": [], "replaced": [], "errors": []}
NOT_CHECKED = "Chữ ký của bản ghi CHƯA được kiểm tra"
OF_CONGRESS = ["ballot-a4-bch-1.pdf", "ballot-a4-bch-2.pdf", "ballot-a5-bch-1.pdf", "ballot-a5-bch-2.pdf"]


def made(desk, folder="papers"):
    return sorted(path.name for path in (desk.folder / folder).glob("*"))


def test_a_congress_gives_the_ballots_of_its_rounds(sealed):
    answer = sealed.tally("papers", "congress.json", "-o", "papers")
    assert (answer.status, answer.err) == (0, "")
    assert set(OF_CONGRESS) <= set(made(sealed))
    assert f"Đã lập {len(made(sealed))} giấy tờ:" in answer.text
    assert "- papers/ballot-a4-bch-1.pdf" in answer.out
    assert "TẬP HUẤN" not in answer.text


@pytest.mark.unmeasured
def test_a_record_gives_the_minutes_of_its_last_round_and_the_ballots_of_what_must_follow(sealed):
    assert sealed.tally("papers", FIRST, "-o", "papers").status == 0
    assert {"ballot-a4-bch-2.pdf", "ballot-a5-bch-2.pdf", "minutes-bch-1.pdf"} <= set(made(sealed))
    assert "minutes-bch-2.pdf" not in made(sealed)
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
    assert document == {"schema": "papers/1", "papers": [paper], "no_room": []} | OF_RECORDS
    again = sealed.tally("papers", FIRST, "-o", "papers", "--kind", "minutes", "--json").document
    assert again["papers"] == [paper | {"new": False}]


@pytest.mark.unmeasured
def test_the_very_same_file_is_left_as_it_is(sealed):
    sealed.tally("papers", FIRST, "-o", "papers")
    before = sealed.files()
    answer = sealed.tally("papers", FIRST, "-o", "papers")
    assert answer.status == 0
    assert answer.text.count("(đã có sẵn, giống từng byte)") == len(made(sealed)) > 3
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
    assert "ballot-a4-bch-1.pdf" in made(desk)
    assert "ballot-a5-bch-1.pdf" not in made(desk)
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
    assert set(codes(answer)) == {("congress.json", "-", "no_letter")}
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


def test_all_the_records_of_a_congress_give_its_papers_together(sealed):
    assert sealed.tally("papers", SECOND, FIRST, "-o", "papers", "--kind", "checklist").status == 0
    assert made(sealed) == ["checklist-002.pdf"]


def test_a_record_of_another_congress_is_told_and_nothing_is_made(sealed):
    from tests.record.ceremony import record_file

    sealed.put("other.record", record_file())
    answer = sealed.tally("papers", FIRST, "other.record", "-o", "papers")
    assert (answer.status, codes(answer)) == (2, [("other.record", "-", "another_congress")])
    assert not (sealed.folder / "papers").exists()


# What the papers are made from.


def renamed(sealed):
    """Write another name into the first record, as an editor does: its signatures fit no longer."""
    data = (sealed.folder / FIRST).read_bytes()
    assert "Bình An".encode() in data
    return sealed.put(FIRST, data.replace("Bình An".encode(), "Bình Lực".encode()))


def test_after_every_paper_of_a_record_it_says_that_nobody_s_signature_was_checked(sealed):
    renamed(sealed)
    for more in ((), ("--round", "1"), ("--kind", "minutes")):
        answer = sealed.tally("papers", FIRST, "-o", "papers", *more)
        assert (answer.status, answer.text.count(NOT_CHECKED)) == (0, 1)
        assert "tally verify" in answer.text
    answer = sealed.tally("papers", "--check", "papers/minutes-bch-1.pdf", FIRST)
    assert (answer.status, answer.text.count(NOT_CHECKED)) == (0, 1)
    line = ("papers", "--json", FIRST)
    for document in (
        sealed.tally(*line, "-o", "papers").document,
        sealed.tally(*line, "--check", "papers/minutes-bch-1.pdf").document,
    ):
        assert document["signatures"] == "not_checked"


def test_a_congress_file_has_no_signatures_to_check(sealed):
    line = ("papers", "congress.json", "-o", "papers", "--kind", "ballot-a4")
    assert NOT_CHECKED not in sealed.tally(*line).text
    assert "signatures" not in sealed.tally(*line, "--json").document


def test_what_check_calls_an_error_is_told_with_the_papers_of_the_file(desk):
    """One person twice on a list is an error (R6): the ballot would have that name twice."""
    same = {"born": "1970-02-03", "ethnicity": "Tày"}
    people = [person(1, "Lê Thị Đào", **same), person(2, "Lê Thị Đào", **same), person(3), person(4)]
    desk.congress(("bch", contest_of(people, 3) | {"title": "Bầu cấp ủy"}))
    line = ("papers", "congress.json", "-o", "papers", "--kind", "ballot-a4")
    answer = desk.tally(*line)
    assert answer.status == 0
    assert "Tệp đại hội có 1 LỖI" in answer.text
    assert "Trước khi in, hãy sửa tệp" in answer.text
    assert "- Bầu cấp ủy: " in answer.text
    [error] = desk.tally(*line, "--json").document["errors"]
    assert (error["contest"], error["finding"]["code"]) == ("bch", "duplicate_candidate")
    assert desk.tally("check", "congress.json").status == 4


def test_a_sound_congress_file_has_no_error_to_tell_and_a_warning_is_for_the_check(sealed):
    line = ("papers", "congress.json", "-o", "papers", "--kind", "ballot-a4")
    assert "LỖI" not in sealed.tally(*line).text
    assert sealed.tally(*line, "--json").document["errors"] == []


@pytest.mark.parametrize("more", [("-o", "papers", "--kind", "minutes"), ("-o", "papers"), ("--check", "trust")])
def test_records_that_do_not_fit_each_other_give_no_paper_and_prove_none(sealed, more):
    renamed(sealed)
    answer = sealed.tally("papers", FIRST, SECOND, *more)
    assert (answer.status, codes(answer)) == (2, [(SECOND, "chain", "record_not_sound")])
    assert "Bản ghi số 1 được nêu không phải là bản ghi mà bản ghi số 2 nối theo" in answer.err
    assert not (sealed.folder / "papers").exists()


def test_a_record_that_is_given_under_two_names_is_told(sealed):
    sealed.put("copy.record", (sealed.folder / FIRST).read_bytes())
    answer = sealed.tally("papers", FIRST, "copy.record", "-o", "papers")
    assert codes(answer) == [(path, "chain", "record_not_sound") for path in (FIRST, "copy.record")]
    assert "được nêu hai lần. Hãy chỉ nêu một lần. Chưa ghi tệp nào." in answer.err


def test_a_file_that_is_named_twice_is_read_once(sealed):
    document = sealed.tally("papers", FIRST, FIRST, "-o", "papers", "--kind", "minutes", "--json").document
    assert [paper["path"] for paper in document["papers"]] == ["papers/minutes-bch-1.pdf"]


@pytest.fixture
def three(desk):
    """Two rounds of one contest and one of another, a record of each."""
    desk.congress(("bch", [TIED, RUN_OFF]), ("ubkt", [WHOLE]))
    assert desk.seal().status == 0
    return desk, desk.records()


@pytest.mark.parametrize("kinds", [("request",), ("minutes", "checklist"), ()])
def test_papers_of_all_records_are_refused_where_one_is_missing_and_it_is_named(three, kinds):
    desk, (first, _, third) = three
    line = [part for kind in kinds for part in ("--kind", kind)]
    answer = desk.tally("papers", third, first, "-o", "papers", *line)
    assert (answer.status, codes(answer)) == (2, [(third, "-", "record_missing")])
    assert "Thiếu bản ghi số 2:" in answer.err
    assert "từ số 1 đến số 3" in answer.err
    assert not (desk.folder / "papers").exists()


def test_each_record_has_its_own_papers_though_others_are_missing(three):
    desk, (first, _, third) = three
    answer = desk.tally("papers", first, third, "-o", "papers", "--kind", "minutes")
    assert (answer.status, made(desk)) == (0, ["minutes-bch-1.pdf", "minutes-ubkt-1.pdf"])
    assert "còn thiếu" not in answer.text


def test_one_record_alone_has_its_own_papers_and_says_which_of_all_records_were_not_made(three):
    desk, (*_, third) = three
    answer = desk.tally("papers", third, "-o", "papers")
    assert answer.status == 0
    assert "minutes-ubkt-1.pdf" in made(desk)
    assert not [name for name in made(desk) if name.startswith(("request", "elected-list", "checklist", "structure"))]
    assert "Chưa lập structure-report, elected-list, request, checklist:" in answer.text
    assert "còn thiếu bản ghi số 1 và 2" in answer.text
    assert desk.tally("papers", third, "-o", "papers", "--json").document["missing"] == [1, 2]
    answer = desk.tally("papers", third, "-o", "papers", "--kind", "request")
    assert codes(answer) == [(third, "-", "record_missing")]


def test_a_correction_gives_the_papers_in_place_of_the_records_before_it(desk):
    desk.congress(("bch", [TIED, RUN_OFF]))
    assert desk.seal().status == 0
    desk.congress(("bch", [TIED, [{3}] * 11 + [{2}] * 10]))
    assert desk.seal("--correct", "bch").status == 0
    records = desk.records()
    document = desk.tally("papers", *records, "-o", "papers", "--json").document
    assert document["replaced"] == [1, 2]
    assert len(document["papers"]) == len(made(desk))
    for number in (1, 2):
        held = reader((desk.folder / f"papers/minutes-bch-{number}.pdf").read_bytes()).attachments
        assert [*held] == ["003-bch-2.record"]
    answer = desk.tally("papers", *records, "-o", "papers")
    assert "Bản ghi số 1 và 2 đã được bản ghi sau thay thế" in answer.text
    assert desk.tally("papers", *records[:2], "-o", "old", "--json").document["replaced"] == []


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ((FIRST,), ("tally", "--output", "usage")),
        (("congress.json", "--check", "x.pdf"), ("congress.json", "--check", "usage")),
        ((FIRST, "-o", "p", "--kind", "thư"), ("tally", "--kind", "usage")),
        (("congress.json", "-o", "p", "--round", "1"), ("tally", "--round", "usage")),
        ((FIRST, "-o", "p", "--round", "2"), ("tally", "--round", "usage")),
        ((FIRST, SECOND, "-o", "p", "--round", "1"), ("tally", "--round", "usage")),
        (("congress.json", FIRST, "-o", "p"), ("tally", FIRST, "usage")),
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


@pytest.mark.unmeasured
def test_only_the_record_that_a_paper_is_made_from_is_named(sealed):
    sealed.tally("papers", FIRST, SECOND, "-o", "papers")
    answer = sealed.tally("papers", "--check", "papers/minutes-bch-2.pdf", FIRST, SECOND)
    assert f"là minutes-bch-2 mà bản ghi {SECOND} lập ra" in answer.text
    answer = sealed.tally("papers", "--check", "papers/request-002.pdf", FIRST, SECOND)
    assert f"là request-002 mà bản ghi {FIRST} và {SECOND} lập ra" in answer.text


def test_a_paper_of_all_records_is_not_held_against_some_of_them(sealed):
    sealed.tally("papers", FIRST, SECOND, "-o", "papers")
    answer = sealed.tally("papers", "--check", "papers/request-002.pdf", SECOND)
    assert answer.status == 3
    assert "Chưa so với structure-report, elected-list, request, checklist:" in answer.text
    assert "còn thiếu bản ghi số 1." in answer.text


def test_signatures_that_differ_from_those_in_the_paper_are_named(sealed):
    signer, other = board_names(2)
    bare = (sealed.folder / FIRST).read_bytes()
    sealed.sign(FIRST, signer)
    sealed.tally("papers", FIRST, "-o", "papers")
    sealed.put(FIRST, bare)
    sealed.sign(FIRST, other)
    line = ("papers", "--check", "papers/minutes-bch-1.pdf", FIRST)
    answer = sealed.tally(*line)
    assert answer.status == 0
    assert f"có thêm chữ ký mà bản ghi đang có không có: {signer}." in answer.text
    assert f"chưa có các chữ ký này của bản ghi đang có: {other}." in answer.text
    document = sealed.tally(*line, "--json").document
    assert (document["only_in_paper"], document["only_in_record"]) == ([signer], [other])


def test_a_paper_of_a_congress_file_cannot_be_proved_and_it_says_why(sealed):
    sealed.tally("papers", "congress.json", "-o", "papers")
    answer = sealed.tally("papers", "--check", "papers/ballot-a4-bch-1.pdf", "congress.json")
    assert answer.status == 2
    assert "Giấy tờ lập từ tệp đại hội không chứng minh được" in answer.err


@pytest.mark.unmeasured
def test_programs_are_told_whether_it_is_proved(sealed):
    sealed.tally("papers", SECOND, "-o", "papers")
    line = ("papers", "--json", "--check", "papers/minutes-bch-2.pdf")
    document = sealed.tally(*line, SECOND).document
    assert document == {
        "schema": "paper-check/1",
        "proved": True,
        "paper": "minutes-bch-2",
        "gives": ["minutes-bch-2"],
        "records": [SECOND],
        "signatures": "not_checked",
        "only_in_paper": [],
        "only_in_record": [],
        "missing": [1],
    }
    answer = sealed.tally(*line, FIRST)
    assert answer.status == 3
    assert answer.document["proved"] is False
    assert "paper" not in answer.document
    assert answer.document["records"] == []
    assert "minutes-bch-1" in answer.document["gives"]


@pytest.mark.unmeasured
def test_it_asks_for_no_secret_and_changes_no_record(sealed):
    before = sealed.files()
    assert sealed.tally("papers", FIRST, "-o", "papers", typed=()).err == ""
    after = sealed.files()
    assert {name: after[name] for name in before} == before


# --as


def test_a_draft_and_tables_are_made_where_they_are_asked_for(sealed):
    line = ("papers", FIRST, "-o", "papers", "--kind", "minutes", "--as", "docx", "--as=xlsx")
    assert sealed.tally(*line).status == 0
    assert made(sealed) == ["minutes-bch-1.docx", "minutes-bch-1.xlsx"]
    assert sealed.tally(*line, "--as", "pdf").status == 0
    assert made(sealed) == ["minutes-bch-1.docx", "minutes-bch-1.pdf", "minutes-bch-1.xlsx"]


def test_what_is_asked_for_twice_is_made_once(sealed):
    line = ("papers", FIRST, "-o", "papers", "--kind", "minutes", "--as", "docx", "--as", "docx")
    assert sealed.tally(*line, "--json").document["papers"][0]["new"]
    assert made(sealed) == ["minutes-bch-1.docx"]


def test_a_paper_is_passed_over_in_a_form_that_it_does_not_come_in(sealed):
    answer = sealed.tally("papers", FIRST, "-o", "papers", "--as", "docx")
    assert (answer.status, answer.err) == (0, "")
    assert "minutes-bch-1.docx" in made(sealed)
    assert not [name for name in made(sealed) if not name.endswith(".docx") or name.startswith("ballot")]


def test_where_no_paper_comes_in_a_form_it_says_which_do(sealed):
    line = ("papers", "congress.json", "-o", "papers", "--as", "docx", "--as", "xlsx")
    answer = sealed.tally(*line, "--kind", "ballot-a4")
    assert (answer.status, codes(answer)) == (2, [("congress.json", "-", "no_form")])
    assert "Không giấy nào trong số này lập được dạng docx, xlsx." in answer.err
    assert not (sealed.folder / "papers").exists()
    assert codes(sealed.tally(*line, "--kind", "minutes")) == [("congress.json", "-", "no_papers")]


def test_programs_are_told_of_a_draft_as_of_any_paper(sealed):
    line = ("papers", FIRST, "-o", "papers", "--kind", "minutes", "--as", "xlsx", "--as", "docx", "--json")
    document = sealed.tally(*line).document
    files = [sealed.folder / "papers" / f"minutes-bch-1.{ending}" for ending in ("docx", "xlsx")]
    assert (
        document
        == {
            "schema": "papers/1",
            "papers": [
                {"path": f"papers/{file.name}", "sha256": sha256(file.read_bytes()).hexdigest(), "new": True}
                for file in files
            ],
            "no_room": [],
        }
        | OF_RECORDS
    )
    assert [paper["new"] for paper in sealed.tally(*line).document["papers"]] == [False, False]


def test_a_letter_that_no_file_can_hold_is_told_in_every_form(desk):
    votes = {"valid": 21, "invalid": 0, "votes": {"1": 20, "2": 20, "3": 20, "4": 3}}
    round_ = {"number": 1, "purpose": "first", "issued": 21, "collected": 21, "totals": votes}
    people = [person(1, "Nguyễn \ufffe"), person(2), person(3), person(4)]
    desk.congress(("bch", contest_of(people, 3) | {"rounds": [round_]}))
    assert desk.seal().status == 0
    for form in ("pdf", "docx", "xlsx"):
        answer = desk.tally("papers", FIRST, "-o", "papers", "--as", form, "--kind", "minutes")
        assert (answer.status, codes(answer)) == (2, [(FIRST, "-", "no_letter")])
        assert not (desk.folder / "papers").exists()


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        (("-o", "p", "--as", "odt"), "--as", "Không có dạng tệp “odt”. Các dạng: pdf, docx, xlsx."),
        (("--check", "x.pdf", "--as", "docx"), "--as", "Không dùng tùy chọn này cùng --check."),
        (("--check", "x.docx"), "--check", "Chỉ chứng minh được tệp PDF; bản nháp và bảng .docx để sửa tiếp"),
        (("--check", "X.XLSX"), "--check", "Chỉ chứng minh được tệp PDF; bản nháp và bảng .xlsx để sửa tiếp"),
    ],
)
def test_misuse_of_the_forms_is_told(sealed, line, place, said):
    answer = sealed.tally("papers", FIRST, *line)
    assert (answer.status, codes(answer)) == (2, [("tally", place, "usage")])
    assert said in answer.err


@pytest.mark.parametrize("library", ["typst", "qrcode", "docxtpl"])
def test_it_names_what_is_missing(sealed, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    answer = sealed.tally("papers", FIRST, "-o", "papers")
    assert (answer.status, codes(answer)) == (2, [("tally", "-", "papers_not_installed")])
    assert f"thiếu {library}" in answer.err
