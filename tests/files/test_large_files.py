"""What is far too large, too deep or too long for a file of its kind is refused soon, and told in words.

Each of these once took seconds, or more memory than a small machine has, or ended in a traceback.
"""

import time
from unicodedata import normalize

import pytest

from tally.files import spreadsheet_csv
from tally.files.ballots import MOST_FAULTS
from tally.files.congress_file import read_congress
from tally.files.spreadsheet_grid import MOST_COLUMNS, filled_rows
from tests.files.papers import STRIKE_HEADER, lines, read, told
from tests.files.parts import refused
from tests.files.test_spreadsheet import AN, AN_READ, HEADINGS, csv_bytes, outcome

MARKS = "a" + "\u0301\u0323" * 62_000
"""Marks that NFC puts into their order one by one: it takes a time that grows by the square."""
MEBIBYTE = 1024 * 1024


@pytest.fixture(autouse=True)
def _soon():
    start = time.process_time()
    yield
    assert time.process_time() - start < 2.5  # what grows by the square takes longer


def toml(text):
    return [(fault.location, fault.key) for fault in refused(read_congress, "congress.toml", text.encode())]


def test_a_ballot_id_of_many_marks_is_too_long():
    assert told(lines(STRIKE_HEADER, f"{MARKS},,")) == [("row 2, column ballot", "bad_value")]


@pytest.mark.parametrize(("character", "parts"), [("ế", 3), ("ᾂ", 4)])
def test_a_ballot_id_is_as_long_as_it_is_in_nfc(character, parts):
    apart = normalize("NFD", character)
    assert len(apart) == parts
    assert len(read(lines(STRIKE_HEADER, f"{apart * 64},,"))) == 1
    assert told(lines(STRIKE_HEADER, f"{apart * 65},,")) == [("row 2, column ballot", "bad_value")]


@pytest.mark.unmeasured
def test_one_column_very_many_times_is_told_each_time_but_the_first():
    found = told(b"ballot," * MOST_FAULTS + b"struck,defect\n")
    assert found == [("row 1, column ballot", "bad_value")] * (MOST_FAULTS - 1)


def test_after_fifty_thousand_faults_the_rest_is_not_read():
    """All faults are told together as far as anyone can read them: past that the file is none of ballots."""
    rows = "a\n" * (MOST_FAULTS - 1)
    almost = refused(read, f"{STRIKE_HEADER}\na\n{rows}".encode())
    assert [fault.key for fault in almost] == ["bad_value.cells"] * MOST_FAULTS
    more = refused(read, f"{STRIKE_HEADER}\na\na\n{rows}".encode())
    assert more[:-1] == almost
    assert (more[-1].location, more[-1].key) == (f"row {MOST_FAULTS + 2}", "bad_value.too_many_faults")
    assert more[-1].params == {"most": MOST_FAULTS}


def test_a_toml_key_of_very_many_parts_is_too_deep():
    assert toml("a." * 20_000 + "a = 1") == [("-", "bad_value.too_deep")]
    assert toml("\"a\" . 'b' . " * 16 + "a = 1") == [("-", "bad_value.too_deep")]
    assert toml("[" + "a." * 32 + "a]") == [("-", "bad_value.too_deep")]


def test_a_toml_text_may_have_as_many_full_stops_as_it_likes():
    told_of_rest = toml("")
    assert toml("# " + "." * 1000) == toml("# " + "Đồng chí A. " * 100) == told_of_rest


def test_a_key_that_stands_twice_is_named_whatever_long_lines_stand_above():
    spaces = " " * 120_000
    assert toml(f"a = 1\n'b{spaces}' = 1\na = 1\n") == [("line 3, column 6", "repeated_key")]


def test_a_list_that_is_wider_than_any_spreadsheet_is_too_wide():
    """No spreadsheet has a name for its last column."""
    for row in ("," * 20_000 + "x", "x," * 20_000):
        assert outcome("a.csv", row.encode()) == [("CW1", "bad_value.too_wide", {"most": 100})]


def test_no_more_of_a_sheet_is_kept_than_shows_that_it_is_too_large():
    rows = iter([["a"] * 5_000] * 5_000)
    kept = filled_rows(rows, most=2_000)
    assert (len(kept), {len(cells) for cells in kept.values()}) == (2_001, {MOST_COLUMNS + 1})
    assert len(list(rows)) == 2_999


def test_headings_are_looked_for_no_further_than_a_list_is_wide(monkeypatch):
    looked_at = []
    monkeypatch.setattr(spreadsheet_csv, "known_headings", lambda texts, _: looked_at.append(len(texts)) or 0)
    assert outcome("a.csv", b"x," * 5_000) == [("CW1", "bad_value.too_wide", {"most": 100})]
    assert set(looked_at) == {1, MOST_COLUMNS}


def test_a_list_of_very_many_rows_or_cells_is_refused_by_its_first():
    assert outcome("a.csv", b"a\n" * MEBIBYTE) == [("-", "bad_value.too_many_rows", {"most": 2000})]
    assert outcome("a.csv", b"a," * MEBIBYTE) == [("CW1", "bad_value.too_wide", {"most": 100})]


def test_a_text_file_has_at_most_four_mebibytes():
    most = 4 * MEBIBYTE
    data = csv_bytes([HEADINGS, AN]) + (b" " * 99_999 + b"\n") * 42
    assert outcome("a.csv", data[:most]) == (AN_READ,)
    assert outcome("a.csv", data[: most + 1]) == [("-", "bad_value.too_large", {"most": most})]


@pytest.mark.parametrize("text", [MARKS, "a" * 2_001], ids=["marks", "letters"])
def test_a_heading_of_very_many_characters_is_unknown(text):
    (fault,) = outcome("a.csv", csv_bytes([[*HEADINGS, text], AN]))
    assert fault[:2] == ("G1", "unknown_column.heading")


@pytest.mark.parametrize("text", [MARKS, "a" * 2_001], ids=["marks", "letters"])
def test_a_cell_of_very_many_characters_is_too_long(text):
    name = [AN[0], text, *AN[2:]]
    assert outcome("a.csv", csv_bytes([HEADINGS, name])) == [("B2", "bad_value.long_text", {"most": 500})]


def test_a_row_of_very_many_marks_alone_is_no_person():
    (fault,) = outcome("a.csv", csv_bytes([HEADINGS, ["", MARKS, "", "", "", ""], AN]))
    assert fault[:2] == ("B2", "bad_value.group_row")


def test_a_note_that_no_column_asks_for_may_be_long():
    assert outcome("a.csv", csv_bytes([[*HEADINGS, "Ghi chú"], [*AN, "a" * 5_000]])) == (AN_READ,)
