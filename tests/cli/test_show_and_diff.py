"""``tally show`` reads a record aloud or gives its document; ``tally diff`` says where two of them differ."""

import json
from hashlib import sha256

import pytest

from tally.record import canonical, note
from tally.record.note import Note, Signature
from tests.cli.made import contest, person
from tests.cli.opened import PEOPLE
from tests.cli.sealed import RUN_OFF, TIED, codes
from tests.record.ceremony import STATION, signed

FIRST, SECOND = "out/001-bch-1.record", "out/002-bch-2.record"


def changed(desk, name, **given):
    """The first record with other values, signed by the station again."""
    desk.put(name, signed(canonical.write(desk.read(FIRST).tree | given).decode(), [STATION]))
    return name


# show


def test_the_document_is_the_very_text_that_is_signed(sealed):
    answer = sealed.tally("show", SECOND, "--json")
    record = sealed.read(SECOND)
    assert (answer.status, answer.err) == (0, "")
    assert answer.out == record.note.text
    assert sha256(answer.out.encode()).digest() == record.hash


def test_what_the_body_voted_on_is_read_aloud_between_its_rounds(desk):
    """R18: a board that signs a record signs how the body voted, too."""
    cards = {"agree": 19, "against": 1, "abstain": 1, "not_voting": 0}
    rounds = desk.rounds("bch", [TIED, RUN_OFF])
    voted = [{"after_round": 1, "choice": "run_off"} | cards]
    people = [person(number, name) for number, name in enumerate(PEOPLE, 1)]
    desk.congress(("bch", contest(people, 2, rounds=rounds, decisions=voted)))
    assert desk.seal().status == 0
    text = desk.tally("show", SECOND).text
    said = (
        "Sau lần 1, đại hội biểu quyết bầu lại giữa những người bằng phiếu: đồng ý 19, không đồng ý 1, không có ý "
        "kiến 1, không giơ thẻ 0; tính trên 21: thông qua. (R18; Điều 30)"
    )
    assert text.index("Lần 1 – bầu lần đầu") < text.index(said) < text.index("Lần 2 – bầu lại")
    assert "biểu quyết" not in desk.tally("show", FIRST).text
    assert desk.read(SECOND).tree["contest"]["decisions"] == voted


def test_a_record_is_read_aloud_as_minutes(sealed):
    text = sealed.tally("show", SECOND).text
    for said in (
        "Bản ghi số 2 của đại hội này, ghi kết quả cuộc bầu đến hết lần bầu thứ 2.",
        f"Nối tiếp bản ghi có mã băm {sealed.read(FIRST).hash.hex()[:16]}…",
        f"Mã băm SHA-256: {sealed.read(SECOND).hash.hex()[:16]}…",
        "Lần 1 – bầu lần đầu: bầu 2 trong danh sách 3 người",
        "Lần 2 – bầu lại giữa những người bằng phiếu",
        "Trúng cử 2 người",
        "Lần bầu thứ 1: bản ghi cam kết 21 phiếu bằng mã gốc",
        f"Lập tại trạm kiểm phiếu {STATION}, phần mềm kiem-phieu",
        "Không kèm nhật ký nhập phiếu.",
        "Bản ghi không nêu máy có được ngắt mạng hay không.",
        "Tên ghi ở các dòng chữ ký, tại đây chưa được kiểm tra: VD.1/station-1",
    ):
        assert said in text, said
    assert "Đây là bản ghi đầu tiên của đại hội." in sealed.tally("show", FIRST).text


def test_the_journal_and_what_was_seen_of_networks_are_read_aloud(sealed):
    seen = [
        {"check": "interfaces", "clear": True, "seen": None},
        {"check": "routes", "clear": False, "seen": "eth0 up"},
    ]
    journal = {"head": "ab" * 32, "length": 12_345}
    text = sealed.tally("show", changed(sealed, "other", journal=journal, air_gap=seen)).text
    assert "Nhật ký nhập phiếu có 12.345 dòng, dòng cuối có mã băm abababababababab…" in text
    assert "Kiểm tra máy ngắt mạng, mục interfaces: không thấy gì." in text
    assert "Kiểm tra máy ngắt mạng, mục routes: thấy eth0 up." in text
    assert "Bản ghi không nêu máy có được ngắt mạng" not in text


def test_a_record_that_replaces_another_says_which(sealed):
    sealed.congress(("bch", [TIED, [{3}] * 11 + [{2}] * 10]))
    sealed.seal("--correct", "bch")
    told = sealed.tally("show", "out/003-bch-2.record").text
    assert f"Thay cho bản ghi có mã băm {sealed.read(SECOND).hash.hex()[:16]}… (đính chính hoặc kiểm lại)." in told


def test_an_exercise_says_so_at_its_beginning_and_its_end(desk):
    desk.congress(("bch", [TIED]), mode="training")
    desk.seal()
    banner = "TẬP HUẤN – KHÔNG PHẢI KẾT QUẢ CHÍNH THỨC"
    assert [line for line in desk.tally("show", FIRST).out.splitlines() if line == banner] == [banner] * 2
    assert desk.tally("show", FIRST).out.splitlines()[1] == banner


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_what_is_no_record_is_refused(sealed, more):
    sealed.put("other", b"{}\n")
    answer = sealed.tally("show", "other", *more)
    assert answer.status == 2
    assert (codes(answer) == [("other", "-", "not_a_note")]) or answer.document["errors"][0]["code"] == "not_a_note"


def test_the_document_of_a_record_that_contradicts_itself_can_still_be_looked_at(sealed):
    path = changed(sealed, "other", result=sealed.read(FIRST).tree["result"] | {"open": 2})
    assert sealed.tally("show", path).status == 2
    assert sealed.tally("show", path, "--json").document["result"]["open"] == 2


# diff


def test_a_record_and_its_copy_with_another_signature_say_the_same(sealed):
    record = sealed.read(FIRST).note
    more = Signature(name="x", key_hash=bytes(4), signature=bytes(64))
    sealed.put("other", note.write(Note(text=record.text, signatures=(*record.signatures, more))))
    answer = sealed.tally("diff", FIRST, "other")
    assert (answer.status, answer.err) == (0, "")
    assert "Hai bản ghi có nội dung giống hệt nhau." in answer.text
    answer = sealed.tally("diff", FIRST, "other", "--json")
    assert (answer.status, answer.document) == (0, {"schema": "diff/1", "differences": []})


def test_every_place_where_two_records_differ_is_told(sealed):
    congress = sealed.read(FIRST).tree["congress"] | {"place": "Nơi khác"}
    path = changed(sealed, "other", congress=congress, replaces="ab" * 32, software="another 1")
    answer = sealed.tally("diff", FIRST, path)
    assert answer.status == 1
    assert "Có 3 chỗ khác nhau:" in answer.text
    assert '- congress.place: "Ví Dụ" → "Nơi khác"' in answer.out
    assert f'- replaces: – → "{"ab" * 32}"' in answer.text
    document = sealed.tally("diff", FIRST, path, "--json").document
    assert document["differences"] == [
        {"place": "congress.place", "was": "Ví Dụ", "now": "Nơi khác"},
        {"place": "replaces", "now": "ab" * 32},
        {"place": "software", "was": sealed.read(FIRST).model.software, "now": "another 1"},
    ]


def test_a_list_is_compared_by_what_names_its_parts(sealed):
    answer = sealed.tally("diff", FIRST, SECOND, "--json")
    assert answer.status == 1
    places = [one["place"] for one in answer.document["differences"]]
    assert "rounds.2" in places
    assert not [place for place in places if place.startswith("rounds.1")]


@pytest.mark.parametrize("order", [(FIRST, "other"), ("other", FIRST)])
def test_two_records_are_needed_to_compare(sealed, order):
    sealed.put("other", b"")
    assert codes(sealed.tally("diff", *order)) == [("other", "-", "not_a_note")]


def test_nothing_of_this_asks_for_a_secret(sealed):
    for line in (["show", FIRST], ["diff", FIRST, SECOND]):
        assert sealed.tally(*line, typed=()).err == ""
    assert json.loads(sealed.tally("show", FIRST, "--json", typed=()).out)
