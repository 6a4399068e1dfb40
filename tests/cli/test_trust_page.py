"""A trust file is read aloud whole: who may sign, how many must, who has, and what is lacking."""

from dataclasses import replace
from itertools import pairwise

import pytest

from tally.record.trust import Revocation, read, text_of
from tally.record.trust_model import TrustModel
from tally.words import Lang, Words
from tests.cli.made import run
from tests.cli.source import entries
from tests.cli.trust_files import aloud, digits_of, got, put
from tests.record.trusts import BOARD, LEAVES, ROOTS, after, key, revocation, signed, trust

FULL = trust(
    *ROOTS[:4],
    *BOARD,
    "VD.1/station-1",
    "VD.2/board-1",
    "VD.2/board-2",
    "VD.3/station-1",
    "VD/auditor-1",
    revoked=(revocation("VD.2/board-2", reason="Mất thẻ"), revocation(ROOTS[3])),
)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")


def shown(capsys, made, *names, lang="vi", command="show", more=()):
    put("t", signed(made, *names))
    answer = run(capsys, "trust", command, "t", *more, "--lang", lang)
    assert answer.err == ""
    return answer


def row(name, role):
    return [f"{name}, {role}, người giữ Người giữ {name}. Dãy số đối chiếu của khóa:", *aloud(digits_of(name))]


def test_a_key_that_was_exchanged_under_its_name_is_another_on_the_page(capsys):
    """Roots sign keys, not names: the same name, the same holder, and other digits under them."""
    good = trust(*ROOTS[:3], *BOARD)
    other = key(BOARD[2], seed_of="VD.1/board-3#2")
    keys = tuple(each if str(each.name) != BOARD[2] else other for each in good.keys)
    one, two = (shown(capsys, made).out.splitlines() for made in (good, replace(good, keys=keys)))
    [place] = [at for at, line in enumerate(one) if line.startswith(f"{BOARD[2]}, ")]
    assert one[place : place + 3] == row(BOARD[2], "ban kiểm phiếu")
    assert one[place] == two[place]
    assert one[place + 1 : place + 3] != two[place + 1 : place + 3]


def test_a_signed_file_is_shown_whole(capsys):
    lines = shown(capsys, FULL, *ROOTS[:2]).out.splitlines()
    end = lines.index("Khóa đã thu hồi") + 1
    rest = lines[end:]
    assert lines[:end] == [
        "DANH SÁCH KHÓA, PHIÊN BẢN 1",
        "Đảng bộ ví dụ (VD)",
        "Dùng cho đại hội họp từ ngày 01 tháng 01 năm 2025 đến hết ngày 31 tháng 12 năm 2029.",
        "Dãy số đối chiếu, đọc từng nhóm năm số:",
        *aloud(read(got("t")).fingerprint),
        "",
        "Số chữ ký phải có",
        "- Danh sách khóa: 2 trong 3 khóa gốc phải ký.",
        "- Bản ghi kết quả: 2 khóa ban kiểm phiếu của đơn vị phải ký.",
        "",
        "Đơn vị VD",
        *row("VD/root-1", "khóa gốc"),
        *row("VD/root-2", "khóa gốc"),
        *row("VD/root-3", "khóa gốc"),
        *row("VD/root-4", "khóa gốc (đã thu hồi)"),
        *row("VD/auditor-1", "hậu kiểm"),
        "",
        "Đơn vị VD.1",
        *row("VD.1/board-1", "ban kiểm phiếu"),
        *row("VD.1/board-2", "ban kiểm phiếu"),
        *row("VD.1/board-3", "ban kiểm phiếu"),
        *row("VD.1/station-1", "trạm kiểm phiếu"),
        "",
        "Đơn vị VD.2",
        *row("VD.2/board-1", "ban kiểm phiếu"),
        *row("VD.2/board-2", "ban kiểm phiếu (đã thu hồi)"),
        "",
        "Đơn vị VD.3",
        *row("VD.3/station-1", "trạm kiểm phiếu"),
        "",
        "Khóa đã thu hồi",
    ]
    assert " ".join(" ".join(rest).split()) == (
        "- VD.2/board-2, người giữ Người giữ VD.2/board-2: không còn giá trị với đại hội họp từ ngày 01 tháng 02 "
        "năm 2026 về sau. Lý do: Mất thẻ "
        "- VD/root-4, người giữ Người giữ VD/root-4: không còn giá trị với đại hội họp từ ngày 01 tháng 02 năm 2026 "
        "về sau. Lý do: Chuyển công tác "
        "Chữ ký - VD/root-1, người giữ Người giữ VD/root-1 - VD/root-2, người giữ Người giữ VD/root-2 "
        "Đã đủ chữ ký của khóa gốc: có 2, phải có 2. "
        "Đơn vị VD.2: ban kiểm phiếu có 1 người giữ khóa còn dùng, phải có ít nhất 3: 2 người để ký, và còn "
        "người khác nếu một khóa bị mất. Hãy ghi thêm khóa của người khác bằng tally trust add. "
        "Đơn vị VD.3: ban kiểm phiếu có 0 người giữ khóa còn dùng, phải có ít nhất 3: 2 người để ký, và còn "
        "người khác nếu một khóa bị mất. Hãy ghi thêm khóa của người khác bằng tally trust add."
    )


def test_of_each_threshold_it_is_said_of_how_many_it_is(capsys):
    text = shown(capsys, FULL, ROOTS[0], lang="en").text
    assert "- The trust file: 2 of 3 root keys must sign." in text
    assert "- A record: 2 keys of the unit’s counting board must sign." in text
    assert "1 of 2 signatures by root keys: 1 more must sign." in text


@pytest.mark.parametrize(("board", "record", "lacks"), [(2, 2, True), (3, 2, False), (3, 3, True), (0, 2, True)])
def test_a_unit_whose_board_is_too_small_for_its_records_is_named(capsys, board, record, lacks):
    made = trust(*ROOTS[:3], *BOARD[:board], "VD.1/station-1", record=record)
    assert ("Đơn vị VD.1: ban kiểm phiếu có" in shown(capsys, made).text) is lacks


def test_whether_a_board_is_large_enough_is_told_by_persons_not_by_keys(capsys):
    """Nobody signs twice: two keys of one holder are one person, of whom a trust file knows no namesake."""
    made = trust(*ROOTS[:3], BOARD[0])
    for holders, lacks in ((("Lê An", "lê an"), True), (("Lê An", "Lê Anh"), False)):
        more = [key(name, holder=holder) for name, holder in zip(BOARD[1:], holders, strict=True)]
        text = shown(capsys, replace(made, keys=tuple(sorted([*made.keys, *more], key=lambda one: str(one.name))))).text
        assert ("Đơn vị VD.1: ban kiểm phiếu có 2 " in text) is lacks


def test_several_keys_of_one_board_in_one_name_are_told_but_revoked_ones_are_not(capsys):
    """Keys are counted, not names: whether it is one person or two of one name, the committee must know."""
    twice = [key("VD.1/board-2", holder="Lê An"), key("VD.1/board-3", holder="lê an")]
    made = trust(*ROOTS[:3])
    keys = tuple(sorted([*made.keys, key(BOARD[0]), *twice], key=lambda one: str(one.name)))
    said = "lê an đứng tên nhiều khóa của một ban: VD.1/board-2 và VD.1/board-3."
    assert said in shown(capsys, replace(made, keys=keys)).text
    gone = Revocation(name=twice[0].name, vkey=twice[0].vkey, since=LEAVES, reason="Trùng")
    assert "đứng tên nhiều khóa" not in shown(capsys, replace(made, keys=keys, revoked=(gone,))).text


def test_keys_stand_by_role_and_by_number_not_by_letter(capsys):
    made = trust(*ROOTS[:3], *(f"VD/board-{number}" for number in (1, 2, 10)), "VD/auditor-2")
    out = shown(capsys, made).out
    places = [out.index(name + ",") for name in (*ROOTS[:3], "VD/board-2", "VD/board-10", "VD/auditor-2")]
    assert all(one < other for one, other in pairwise(places))


def test_signatures_that_are_not_counted_are_told_apart(capsys):
    text = shown(capsys, FULL, ROOTS[0], ROOTS[3], "VD/root-9", BOARD[0]).text
    assert "- VD/root-1, người giữ" in text
    assert "- Có chữ ký không được tính ở phiên bản này: VD/root-4, VD/root-9 và VD.1/board-1" in text
    assert "Mới có 1 chữ ký của khóa gốc, phải có 2; còn thiếu 1." in text


def test_a_later_version_is_told_to_need_the_one_before_too(capsys):
    text = shown(capsys, after(trust(), ROOTS[3]), *ROOTS[:2]).text
    assert "Đã đủ chữ ký của khóa gốc: có 2, phải có 2. Phiên bản 2 còn phải đủ chữ ký theo phiên bản 1." in text


def test_a_revoked_key_that_was_left_out_is_shown_without_its_holder(capsys):
    made = trust(*ROOTS[1:4], revoked=(revocation(ROOTS[0]),))
    assert "- VD/root-1, người giữ –: không còn giá trị" in shown(capsys, made).text


def test_a_bad_signature_is_refused_and_nothing_is_shown(capsys):
    one, other = signed(trust(), ROOTS[0]), signed(trust(*ROOTS[:4]), ROOTS[0])
    put("t", text_of(trust()).encode() + other[other.index(b"\n\n") + 1 :])
    assert one != got("t")
    answer = run(capsys, "trust", "show", "t")
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("t: -: bad_signature: ")


def test_with_json_the_text_is_the_answer(capsys):
    answer = shown(capsys, FULL, ROOTS[0], more=("--json",))
    assert answer.out == text_of(FULL)
    assert set(answer.document) == {field.alias or name for name, field in TrustModel.model_fields.items()}


# Words


GROUPS = {
    "role": {"root", "board", "auditor", "station"},
    "change": {
        *("organisation", "version", "previous", "valid_from", "valid_to", "threshold_trust", "threshold_record"),
        *("key_added", "key_removed", "key_changed", "key_revoked", "revocation_changed", "revocation_removed"),
    },
    "approved": {"enough", "lacking"},
    "approved_old": {"enough", "lacking"},
}
"""The groups of words that are asked for by a code."""


def test_every_word_is_asked_for_and_every_word_asked_for_is_there():
    import tally.cli.trust_page as page

    with open(page.__file__, encoding="utf-8") as file:
        source = file.read()
    plain = {key for key in entries("trust") if key.partition(".")[0] not in GROUPS}
    assert {key for key in plain if f'"trust.{key}"' not in source} == set()
    for group, codes in GROUPS.items():
        assert {key.partition(".")[2] for key in entries("trust") if key.startswith(f"{group}.")} == codes
    assert entries("trust").keys() == entries("trust", Lang.EN).keys()


@pytest.mark.parametrize("lang", Lang)
def test_roles_are_told_apart(lang):
    words = Words(lang)
    assert len({words(f"trust.role.{role}") for role in GROUPS["role"]}) == 4
