"""What a second version of a trust file changes is told in words, and how far it is approved, or why it is not that."""

import pytest

from tally.record.trust import Thresholds, read
from tests.cli.made import run
from tests.cli.trust_files import aloud, digits_of, put
from tests.record.trusts import BOARD, ROOTS, after, key, revocation, signed, trust


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")


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
        *aloud(read(signed(old)).fingerprint),
        *aloud(read(signed(new)).fingerprint),
        "Có 5 chỗ khác nhau:",
        "- Phiên bản: trước là 1, nay là 2.",
        "- Mã băm của phiên bản đứng trước: trước là –, nay là " + read(signed(old)).sha256.hex() + ".",
        "- Số khóa gốc phải ký danh sách khóa: trước là 2, nay là 3.",
        "- Thêm khóa VD/root-5, người giữ Người giữ VD/root-5. Dãy số đối chiếu của khóa:",
        *aloud(digits_of(ROOTS[4])),
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
