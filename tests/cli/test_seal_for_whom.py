"""For whom ``tally seal`` seals: by a trust file that was compared, and named before anybody types a passphrase."""

import io
import sys

import pytest

from tally.cli import ask
from tests.cli.made import run
from tests.cli.opened import PASSPHRASE
from tests.cli.sealed import WHOLE, codes, key_of
from tests.record.ceremony import STATION, key, trust_file, trusted

LINE = ["seal", "congress.json", "-o", "out", "--trust", "trust", "--key", key_of(STATION)]
AUDITORS = ("Phạm Kiểm, khóa VD/auditor-1, đơn vị VD", "Trần Kiểm, khóa VD/auditor-2, đơn vị VD")


@pytest.fixture
def small(desk):
    """A congress whose trust file has two auditors."""
    keys = sorted((*trusted().keys, key("VD/auditor-2", "Trần Kiểm")), key=lambda one: str(one.name))
    desk.put("trust", trust_file(trusted(keys=tuple(keys))))
    desk.congress(("bch", [WHOLE]))
    return desk


def nothing_made(desk):
    return not (desk.folder / "out").exists()


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_without_the_fingerprint_nothing_is_sealed(small, more):
    answer = small.tally(*LINE, *more)
    assert answer.status == 2
    assert nothing_made(small)
    if more:
        [error] = answer.document["errors"]
        assert (error["location"], error["code"]) == ("--pin", "pin_needed")
        assert "chạy lại với --pin" in error["message"]
    else:
        assert codes(answer) == [("tally", "--pin", "pin_needed")]


def test_ballots_are_not_sealed_to_a_stranger_s_trust_file(small):
    """Whoever puts in a trust file of their own would read every ballot."""
    published = small.pin()
    small.put("trust", trust_file())
    answer = small.tally(*LINE, "--pin", published)
    assert (answer.status, codes(answer)) == (2, [("trust", "-", "pin_differs")])
    assert "Mật khẩu" not in answer.err
    assert nothing_made(small)


def test_a_pin_that_is_no_fingerprint_is_a_slip(small):
    assert codes(small.tally(*LINE, "--pin", "123")) == [("tally", "--pin", "bad_fingerprint")]
    assert nothing_made(small)


class Asked(io.StringIO):
    """Standard input that notes what was shown before it was first read."""

    shown = None

    def readline(self, *most):
        if self.shown is None:
            self.shown = sys.stdout.getvalue() + sys.stderr.getvalue()
        return super().readline(*most)


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_for_whom_is_said_before_the_passphrase_is_asked_for(small, monkeypatch, capsys, more):
    stdin = Asked(f"{PASSPHRASE}\n")
    monkeypatch.setattr(sys, "stdin", stdin)
    answer = run(capsys, *LINE, "--pin", small.pin(), "--lang", "vi", *more)
    assert answer.status == 0
    shown = " ".join(stdin.shown.split())
    assert "Danh sách khóa của Ban Tổ chức Ví dụ, phiên bản 1." in shown
    assert small.pin() in shown
    assert "Phiếu sẽ được niêm phong cho 2 khóa hậu kiểm" in shown
    for auditor in AUDITORS:
        assert auditor in shown
    where = answer.err if more else answer.out
    assert all(auditor in where for auditor in AUDITORS)


@pytest.fixture
def somebody(small, monkeypatch):
    monkeypatch.setattr(ask, "is_answered_by_a_person", lambda: True)
    return small


def test_at_a_terminal_the_fingerprint_is_asked_for_and_a_slip_is_asked_again(somebody):
    pin = somebody.pin()
    answer = somebody.tally(*LINE, typed=[pin[:-1], pin.replace(" ", ""), PASSPHRASE])
    assert answer.status == 0
    assert answer.err.count("Phiếu được niêm phong cho những người có tên trong danh sách đó") == 2
    assert somebody.records()


def test_at_a_terminal_enter_alone_makes_no_record(somebody):
    answer = somebody.tally(*LINE, typed=["", PASSPHRASE])
    assert (answer.status, codes(answer)) == (2, [("tally", "--pin", "pin_needed")])
    assert nothing_made(somebody)


def test_more_auditors_than_a_file_can_be_sealed_to_are_told_before_the_passphrase(small):
    more = [key(f"VD/auditor-{number}") for number in range(2, 18)]
    keys = sorted((*trusted().keys, *more), key=lambda one: str(one.name))
    small.put("trust", trust_file(trusted(keys=tuple(keys))))
    answer = small.seal(typed=())
    assert (answer.status, codes(answer)) == (2, [("trust", "keys", "recipients_count")])


# Where finding lists may lie


@pytest.mark.parametrize("lists", ["out", "out/lists", "./out/../out/a/b", "link/lists"])
def test_finding_lists_do_not_lie_among_the_records(small, lists):
    (small.folder / "link").symlink_to(small.folder / "out")
    answer = small.seal("--finding-lists", lists, typed=())
    assert (answer.status, codes(answer)) == (2, [("tally", "--finding-lists", "usage")])
    assert "ngoài thư mục out" in answer.err
    assert nothing_made(small)


@pytest.mark.parametrize("lists", ["outside", "out-lists", "."])
def test_finding_lists_lie_anywhere_else(small, lists):
    assert small.seal("--finding-lists", lists).status == 0
