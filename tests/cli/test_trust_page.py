"""A trust file is read aloud whole: who may sign, how many must, who has, and what is lacking."""

from itertools import pairwise

import pytest

from tally.record.trust import Thresholds, TrustModel, read, text_of
from tally.words import Lang, Words
from tests.cli.made import run
from tests.cli.source import entries
from tests.cli.trust_files import got, put
from tests.record.trusts import BOARD, ROOTS, after, key, revocation, signed, trust

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


def test_a_signed_file_is_shown_whole(capsys):
    lines = shown(capsys, FULL, *ROOTS[:2]).out.splitlines()
    fingerprint = read(got("t")).fingerprint
    end = lines.index("Khóa đã thu hồi") + 1
    rest = lines[end:]
    assert lines[:end] == [
        "DANH SÁCH KHÓA, PHIÊN BẢN 1",
        "Đảng bộ ví dụ (VD)",
        "Dùng cho đại hội họp từ ngày 01 tháng 01 năm 2025 đến hết ngày 31 tháng 12 năm 2029.",
        "Dãy số đối chiếu, đọc từng nhóm năm số:",
        f"  {fingerprint}",
        "",
        "Số chữ ký phải có",
        "- Danh sách khóa: 2 trong 3 khóa gốc phải ký.",
        "- Bản ghi kết quả: 2 khóa ban kiểm phiếu của đơn vị phải ký.",
        "",
        "Đơn vị VD",
        "Khóa          Vai trò                Người giữ",
        "VD/root-1     khóa gốc               Người giữ VD/root-1",
        "VD/root-2     khóa gốc               Người giữ VD/root-2",
        "VD/root-3     khóa gốc               Người giữ VD/root-3",
        "VD/root-4     khóa gốc (đã thu hồi)  Người giữ VD/root-4",
        "VD/auditor-1  hậu kiểm               Người giữ VD/auditor-1",
        "",
        "Đơn vị VD.1",
        "Khóa            Vai trò          Người giữ",
        "VD.1/board-1    ban kiểm phiếu   Người giữ VD.1/board-1",
        "VD.1/board-2    ban kiểm phiếu   Người giữ VD.1/board-2",
        "VD.1/board-3    ban kiểm phiếu   Người giữ VD.1/board-3",
        "VD.1/station-1  trạm kiểm phiếu  Người giữ VD.1/station-1",
        "",
        "Đơn vị VD.2",
        "Khóa          Vai trò                      Người giữ",
        "VD.2/board-1  ban kiểm phiếu               Người giữ VD.2/board-1",
        "VD.2/board-2  ban kiểm phiếu (đã thu hồi)  Người giữ VD.2/board-2",
        "",
        "Đơn vị VD.3",
        "Khóa            Vai trò          Người giữ",
        "VD.3/station-1  trạm kiểm phiếu  Người giữ VD.3/station-1",
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
        "Đơn vị VD.2: ban kiểm phiếu có 1 khóa còn dùng, phải có ít nhất 3: 2 khóa để ký, và còn khóa khác nếu "
        "một khóa bị mất. Hãy ghi thêm khóa bằng tally trust add. "
        "Đơn vị VD.3: ban kiểm phiếu có 0 khóa còn dùng, phải có ít nhất 3: 2 khóa để ký, và còn khóa khác nếu "
        "một khóa bị mất. Hãy ghi thêm khóa bằng tally trust add."
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


def test_keys_stand_by_role_and_by_number_not_by_letter(capsys):
    made = trust(*ROOTS[:3], *(f"VD/board-{number}" for number in (1, 2, 10)), "VD/auditor-2")
    out = shown(capsys, made).out
    places = [out.index(name + " ") for name in (*ROOTS[:3], "VD/board-2", "VD/board-10", "VD/auditor-2")]
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


# What the second changes


def compared(capsys, before, later, *more, lang="vi"):
    put("a", before)
    put("b", later)
    return run(capsys, "trust", "diff", "a", "b", "--lang", lang, *more)


def test_two_files_that_say_the_same_do_not_differ_whoever_signed_them(capsys):
    for one, other in ((signed(trust()), signed(trust(), *ROOTS[:2])), (signed(trust()), signed(trust()))):
        answer = compared(capsys, one, other)
        assert (answer.status, answer.err) == (0, "")
        assert "Hai danh sách khóa nói cùng một điều." in answer.text
        assert answer.out.endswith("nói cùng một điều.\n\n")
        document = compared(capsys, one, other, "--json").document
        assert (document["changes"], document["follows"]) == ([], False)
        assert "signatures" not in document


def test_the_next_version_is_told_with_what_it_changes_and_how_far_it_is_approved(capsys):
    old = trust(*ROOTS[:4], *BOARD)
    new = after(old, ROOTS[4], revoked=(ROOTS[0],), thresholds=Thresholds(trust=3, record=2))
    answer = compared(capsys, signed(old, *ROOTS[:2]), signed(new, ROOTS[0], ROOTS[1], ROOTS[4]))
    assert answer.status == 1
    for said in (
        "a: phiên bản 1",
        "b: phiên bản 2",
        f"  {read(signed(old)).fingerprint}",
        f"  {read(signed(new)).fingerprint}",
        "Có 5 chỗ khác nhau:",
        "- Phiên bản: trước là 1, nay là 2.",
        "- Mã băm của phiên bản đứng trước: trước là –, nay là " + read(signed(old)).sha256.hex() + ".",
        "- Số khóa gốc phải ký danh sách khóa: trước là 2, nay là 3.",
        "- Thêm khóa VD/root-5, người giữ Người giữ VD/root-5. Dãy số đối chiếu của khóa:",
        "- Thu hồi khóa VD/root-1, người giữ Người giữ VD/root-1, từ ngày 01 tháng 02 năm 2026. Lý do: Chuyển công tác",
        "Tệp sau là phiên bản kế tiếp của tệp trước.",
        "Mới có 2 chữ ký của khóa gốc, phải có 3; còn thiếu 1.",
        "Đã đủ chữ ký theo phiên bản trước: có 2, phải có 2.",
    ):
        assert said in answer.out.splitlines(), said
    document = compared(capsys, signed(old), signed(new, ROOTS[0], ROOTS[1]), "--json").document
    assert [change["code"] for change in document["changes"]] == [
        "version",
        "previous",
        "threshold_trust",
        "key_added",
        "key_revoked",
    ]
    assert document["signatures"] == {"have": 1, "needed": 3, "have_old": 2, "needed_old": 2}
    assert document["follows"] is True
    assert document["before"]["sha256"] == read(signed(old)).sha256.hex()


def test_every_change_is_told_in_words(capsys):
    """Two files that have next to nothing in common: every day is a day, and what is not there is a dash."""
    one = trust(*ROOTS[:4], revoked=(revocation(BOARD[0]), revocation(ROOTS[0]), revocation(ROOTS[1])))
    keys = (*(key(name) for name in ROOTS[:3]), key(ROOTS[3], holder="Người mới"), key("VD/root-7"))
    later = {"valid_from": read(signed(one)).trust.revoked[0].since, "valid_to": one.valid_to.replace(year=2031)}
    moved = revocation(ROOTS[0], one.valid_from)
    two = trust(keys=keys, revoked=(moved, revocation(ROOTS[1])), record=3, **later)
    out = compared(capsys, signed(one), signed(two)).text
    for said in (
        "Dùng cho đại hội từ: trước là ngày 01 tháng 01 năm 2025, nay là ngày 01 tháng 02 năm 2026.",
        "Dùng cho đại hội đến hết: trước là ngày 31 tháng 12 năm 2029, nay là ngày 31 tháng 12 năm 2031.",
        "Số khóa ban kiểm phiếu phải ký bản ghi: trước là 2, nay là 3.",
        "Khóa VD/root-4 bị đổi: trước là của Người giữ VD/root-4, nay là của Người mới.",
        "Việc thu hồi khóa VD/root-1, người giữ Người giữ VD/root-1: trước là từ ngày 01 tháng 02 năm 2026, "
        "nay là từ ngày 01 tháng 01 năm 2025.",
        "Bỏ việc thu hồi khóa VD.1/board-1, người giữ –, từ ngày 01 tháng 02 năm 2026.",
    ):
        assert said in out, said
    back = compared(capsys, signed(two), signed(one)).text
    assert "Bỏ khóa VD/root-7, người giữ Người giữ VD/root-7. Dãy số đối chiếu của khóa:" in back


def test_why_a_later_version_does_not_follow_is_told(capsys):
    skipped = after(after(trust()))
    fork = after(trust(*ROOTS[:4]))
    assert "Phiên bản 3 không phải là phiên bản kế tiếp của phiên bản 1." in _why(capsys, trust(), skipped)
    assert "Phiên bản 2 không nối vào phiên bản đứng trước" in _why(capsys, trust(), fork)
    assert "Phiên bản sau bỏ mất khóa VD/root-1 mà không thu hồi." in _why(
        capsys, trust(), after(trust(), left_out=(ROOTS[0],))
    )
    assert "kế tiếp" not in _why(capsys, after(trust()), trust())  # nobody asks that of an earlier one


def _why(capsys, before, later):
    answer = compared(capsys, signed(before), signed(later))
    assert (answer.status, answer.err) == (1, "")
    assert "Tệp sau là phiên bản kế tiếp" not in answer.text
    assert "chữ ký" not in answer.text
    return answer.text


def test_a_bad_signature_of_an_old_root_is_refused_in_a_comparison(capsys):
    new = after(trust(*ROOTS[:4]), revoked=(ROOTS[0],), left_out=(ROOTS[0],))
    bad = signed(new, ROOTS[1])[:-1] + b"\n" + signed(trust(), ROOTS[0]).partition(b"\n\n")[2]
    answer = compared(capsys, signed(trust(*ROOTS[:4])), bad)
    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("b: -: bad_signature: ")


# Words


GROUPS = {
    "role": {"root", "board", "auditor", "station"},
    "column": {"name", "role", "holder"},
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
