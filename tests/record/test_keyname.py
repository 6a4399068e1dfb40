"""The name of a key says whose it is and what it may sign, in one spelling."""

import re
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally.record import ed25519
from tally.record.keyname import MOST_NUMBER, KeyName, Role
from tally.record.note import MOST_NAME, Vkey
from tally.record.refusal import Refused

PUBLIC = ed25519.public_of(bytes(32))


def refused(call, *args, **options):
    with pytest.raises(Refused) as caught:
        call(*args, **options)
    assert caught.value.code == "bad_key_name"
    return caught.value.params


@pytest.mark.parametrize(
    ("text", "unit", "role", "number"),
    [
        ("HD.CG.CAOAN/board-1", "HD.CG.CAOAN", Role.BOARD, 1),
        ("HD/root-12", "HD", Role.ROOT, 12),
        ("ĐB-CAO_AN/auditor-9", "ĐB-CAO_AN", Role.AUDITOR, 9),
        ("HD.CG.CAOAN/station-9999", "HD.CG.CAOAN", Role.STATION, 9999),
        ("board-1/board-1", "board-1", Role.BOARD, 1),
    ],
)
def test_a_name_is_a_unit_a_role_and_a_number(text, unit, role, number):
    name = KeyName.parse(text)
    assert name == KeyName(unit=unit, role=role, number=number)
    assert str(name) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "board-1",
        "/board-1",
        "HD",
        "HD/",
        "HD/board",
        "HD/board-",
        "HD/board-0",
        "HD/board-01",
        "HD/board-+1",
        "HD/board--1",
        "HD/board-10000",
        "HD/board-１",
        "HD/board-1 ",
        " HD/board-1",
        "HD /board-1",
        "HD/board 1",
        "HD/Board-1",
        "HD/secretary-1",
        "HD/board-1/board-1",
        "HD+/board-1",
        "H D/board-1",
        "HD/board-1\n",
        "HD\n/board-1",
        "HD\u200b/board-1",
        "HD\u202e/board-1",
        "A\u0301/board-1",
        "\ud800/board-1",
        "A" * 65 + "/board-1",
    ],
)
def test_another_form_is_no_name(text):
    refused(KeyName.parse, text)


def test_what_was_refused_can_be_told_on_one_line():
    assert refused(KeyName.parse, "HD\n/board-1") == {"name": "HD\\u000a/board-1"}
    assert refused(KeyName, unit="HD", role=Role.ROOT, number=0) == {"name": "HD/root-0"}


@pytest.mark.parametrize("number", [-1, 0, MOST_NUMBER + 1])
def test_numbers_begin_at_1_and_end(number):
    assert MOST_NUMBER == 9999
    assert str(KeyName(unit="HD", role=Role.ROOT, number=MOST_NUMBER)) == "HD/root-9999"
    refused(KeyName, unit="HD", role=Role.ROOT, number=number)


def test_a_name_is_no_longer_than_a_signature_s_line_can_hold():
    """A code has 64 characters at most, which can be 256 bytes."""
    longest = "𐐷" * 61
    name = KeyName(unit=longest, role=Role.BOARD, number=123)
    assert len(str(name).encode()) == MOST_NAME - 1
    Vkey(name=str(name), public=PUBLIC)
    KeyName(unit=longest, role=Role.BOARD, number=1234)
    refused(KeyName, unit=longest, role=Role.STATION, number=1234)


UNITS = st.from_regex(r"[A-ZĐ0-9._-]{1,20}", fullmatch=True)


@given(UNITS, st.sampled_from(Role), st.integers(1, MOST_NUMBER))
def test_every_name_reads_back_and_can_sign(unit, role, number):
    name = KeyName(unit=unit, role=role, number=number)
    assert KeyName.parse(str(name)) == name
    assert Vkey(name=str(name), public=PUBLIC).name == str(name)


@given(st.text(max_size=30) | st.from_regex(r"\w{1,3}/(board|root|bored)-[0-9]{1,5}", fullmatch=True))
def test_any_text_is_a_name_in_its_one_spelling_or_refused(text):
    try:
        assert str(KeyName.parse(text)) == text
    except Refused:
        assert not re.fullmatch(r"[A-Z]/(root|board|auditor|station)-[1-9][0-9]{0,3}", text)


def test_no_two_names_are_spelled_alike():
    names = [KeyName(unit=unit, role=role, number=number) for unit, role, number in product("AB", Role, range(1, 30))]
    assert len({str(name) for name in names}) == len(names)
