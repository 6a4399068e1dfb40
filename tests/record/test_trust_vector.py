"""Trust files that openssl made: tests/vectors/trust.sh says how, and none of this program takes part in it.

Version 1 has three roots (two must sign), the board of a unit (two must sign), a station and an auditor. Version 2 adds
a fourth root and revokes the third and one of the board; the third root still signs it, as one of the old. The
fingerprints are what sha256sum and bc make of the texts.
"""

import subprocess
from datetime import date
from pathlib import Path
from shutil import which

import pytest

from tally.record.keyname import Role
from tally.record.trust import Organisation, Thresholds, read, text_of
from tally.record.trust_chain import approval, chain, check_signed

VECTORS = Path(__file__).parent.parent / "vectors"
FIRST, SECOND = ((VECTORS / f"trust-{version}.txt").read_bytes() for version in (1, 2))
FINGERPRINTS = [
    "42192 00161 96974 38710 16775 25722 56893 07522 40652 90884 47827 99974",
    "94702 71079 90494 83743 96673 01857 39508 47144 65760 57754 44429 88472",
]


def names(found):
    return [str(each.name) for each in found]


def test_the_first_version_says_what_was_put_into_it():
    made = read(FIRST).trust
    assert made.organisation == Organisation(code="VD", name="Đảng bộ ví dụ")
    assert (made.version, made.previous, made.revoked) == (1, None, ())
    assert (made.valid_from, made.valid_to) == (date(2025, 1, 1), date(2029, 12, 31))
    assert made.thresholds == Thresholds(trust=2, record=2)
    assert names(made.keys) == [
        "VD.1/board-1",
        "VD.1/board-2",
        "VD.1/board-3",
        "VD.1/station-1",
        "VD/auditor-1",
        "VD/root-1",
        "VD/root-2",
        "VD/root-3",
    ]
    assert [each.holder for each in made.active(Role.ROOT)] == ["Hoàng Thị Yến", "Vũ Văn Ý", "Đỗ Thị Ơn"]


def test_the_second_version_revokes_and_adds():
    made = read(SECOND).trust
    assert names(made.active(Role.ROOT)) == ["VD/root-1", "VD/root-2", "VD/root-4"]
    assert [(str(each.name), each.since, each.reason) for each in made.revoked] == [
        ("VD.1/board-3", date(2026, 3, 1), "Mất thẻ nhớ"),
        ("VD/root-3", date(2026, 2, 1), "Chuyển công tác"),
    ]


def test_both_are_signed_and_one_follows_the_other():
    first, second = read(FIRST), read(SECOND)
    check_signed(first, None)
    check_signed(second, first.trust)
    given = approval(second, first.trust)
    assert (names(given.by), names(given.by_old)) == (["VD/root-1", "VD/root-4"], ["VD/root-1", "VD/root-3"])
    assert second.trust.previous == first.sha256
    assert [first.fingerprint, second.fingerprint] == FINGERPRINTS
    for pin in FINGERPRINTS:
        assert chain([SECOND, FIRST], [pin]).pinned


def test_written_again_they_are_the_same_bytes():
    for data in (FIRST, SECOND):
        assert text_of(read(data).trust).encode() == data[: data.index(b"\n\n") + 1]


@pytest.mark.skipif(not (which("bash") and which("openssl")), reason="bash or openssl is not installed")
def test_they_are_what_their_script_writes(tmp_path):
    done = subprocess.run(["bash", VECTORS / "trust.sh", tmp_path], capture_output=True, check=False)
    if b"rawin" in done.stderr:
        pytest.skip("openssl is too old to sign with Ed25519")
    assert done.returncode == 0, done.stderr.decode()
    assert [(tmp_path / f"trust-{version}.txt").read_bytes() for version in (1, 2)] == [FIRST, SECOND]
