"""A name or a reason is kept as it will be read: NFC, no control characters, one space between words."""

import pytest

from station.session import Denied
from station.session.said import cleaned, optional, reason_of


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  đếm   lại ", "đếm lại"),
        ("e\u0302\u0301m", "ếm"),
        ("đếm\x1b[31m\tlại", "đếm [31m lại"),
        ("một\u202eba\u200b", "một ba"),
        ("\ud800", ""),
    ],
)
def test_what_nobody_sees_is_left_out(typed, kept):
    assert cleaned(typed) == kept


def test_a_reason_says_something():
    for nothing in ("", "  ", "\x07"):
        assert optional(nothing) is None
        with pytest.raises(Denied, match="reason_missing"):
            reason_of(nothing)


def test_a_reason_is_no_book():
    assert reason_of("a" * 500) == "a" * 500
    with pytest.raises(Denied, match="too_long most=500"):
        reason_of("a" * 501)
