"""A ballots file is read as the board wrote it, or every fault of it is told by row and column; nothing is guessed.

The header is row 1.
"""

import pytest

from tally import Reason
from tally.files import ballots, ballots_clean
from tally.files.ballots import read_ballots
from tests.files.papers import BOXES, BOXES_HEADER, STRIKE, STRIKE_HEADER, lines, marks, paper, read, told
from tests.files.parts import refused

THREE = ("1,4,", "2,1 3,", "3,,several_inks")
READ = ([([4],), ([1, 3],), ([],)], {2: Reason.SEVERAL_INKS})


def test_a_strike_ballot_has_the_numbers_struck_out() -> None:
    assert marks(lines(STRIKE_HEADER, *THREE)) == READ
    assert read(lines(STRIKE_HEADER, *THREE)).candidates == (1, 2, 3, 4)


def test_a_boxes_ballot_has_the_numbers_agreed_and_disagreed() -> None:
    data = lines(BOXES_HEADER, "1,1 2 3,,", "2,1,2 3,", "3,2,2,", "4,,,not_issued")
    rows = [([1, 2, 3], []), ([1], [2, 3]), ([2], [2]), ([], [])]
    assert marks(data, BOXES) == (rows, {3: Reason.NOT_ISSUED})


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=repr)
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "BOM"])
@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
def test_a_file_is_the_same_however_its_lines_end_and_its_cells_are_parted(end, mark, delimiter, last) -> None:
    data = mark + lines(STRIKE_HEADER, *THREE, end=end).replace(b",", delimiter.encode())
    assert marks(data if last else data.removesuffix(end.encode())) == READ


def test_line_ends_may_differ_and_empty_lines_at_the_end_are_no_ballots() -> None:
    assert marks(b"ballot,struck,defect\r\n1,4,\n2,1 3,\r3,,several_inks\n\r\n\n") == READ


@pytest.mark.parametrize(
    "rows",
    [
        ('"1","4",""', '"2","1 3",""', '"3","","several_inks"'),
        ("1 , 4 ,", " 2,1 3  ,  ", "3,   , several_inks "),
        ("1,4,", "2,1  3,", "3,,several_inks"),
        ("1,4,", "2,3 1,", "3,,several_inks"),
        ("phiếu 1,4,", "phiếu 2,1 3,", "phiếu 3,,several_inks"),
        ('1,4,""', '2,"1 3",', '"phiếu ""3""",,several_inks'),
    ],
    ids=["quoted", "spaces around", "spaces between", "another order", "names of ballots", "some quoted"],
)
def test_quotes_spaces_and_order_change_nothing(rows) -> None:
    assert marks(lines(STRIKE_HEADER, *rows)) == READ


def test_columns_stand_in_any_order_and_those_not_used_may_be_empty_or_missing() -> None:
    full = ("defect;disagree;struck;agree;ballot", ";;4;;1", "; ;1 3;;2", "several_inks;;;;3")
    assert marks(lines(*full)) == READ
    assert marks(lines("ballot,struck,agree,disagree,defect", "1,4,,,", "2,1 3,,,", "3,,,,several_inks")) == READ
    assert marks(lines("ballot,struck,agree,disagree,defect", "1,,1,2,"), BOXES) == ([([1], [2])], {})


@pytest.mark.parametrize(
    "header", ['"ballot","struck","defect"', " ballot, struck ,defect ", "\ufeffballot,struck,defect"]
)
def test_a_header_may_be_quoted_and_spaced(header) -> None:
    assert marks(lines(header, *THREE)) == READ


@pytest.mark.parametrize("data", [b"ballot,struck,defect", b"ballot,struck,defect\n", b"ballot,struck,defect\r\n\r\n"])
def test_a_header_alone_is_a_box_without_ballots(data) -> None:
    assert marks(data) == ([], {})
    assert len(read(data)) == 0


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\n1,4,\n"])
def test_an_empty_header_misses_every_column_that_is_used(data) -> None:
    columns = ["ballot", "struck", "defect"]
    assert told(data) == [(f"row 1, column {column}", "missing") for column in columns]


@pytest.mark.parametrize(
    ("header", "missing"),
    [
        ("struck,defect", "ballot"),
        ("ballot,defect", "struck"),
        ("ballot,struck", "defect"),
        ("ballot,agree,disagree,defect", "struck"),
    ],
)
def test_a_column_that_the_ballot_uses_must_be_there(header, missing) -> None:
    assert told(lines(header)) == [(f"row 1, column {missing}", "missing")]


@pytest.mark.parametrize("missing", ["agree", "disagree"])
def test_a_boxes_ballot_uses_both_boxes(missing) -> None:
    header = BOXES_HEADER.replace(f",{missing},", ",")
    assert told(lines(header), BOXES) == [(f"row 1, column {missing}", "missing")]


@pytest.mark.parametrize(
    "name", ["Ballot", "phiếu", "struck out", "\tstruck", "struck\u00a0", "\u202edefect", "ballot\x00"]
)
def test_an_unknown_column_is_named(name) -> None:
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in name)
    (fault,) = refused(read, lines(f"{STRIKE_HEADER},{name}", "1,4,,x"))
    assert (fault.location, fault.code) == (f"row 1, column {shown}", "unknown_column")
    assert fault.params == {"column": shown, "expected": "ballot, struck, agree, disagree, defect"}


def test_a_column_without_a_name_is_unknown_and_told_by_its_place() -> None:
    assert told(lines("ballot,struck,,defect", "1,4,,")) == [("row 1, column 3", "unknown_column")]


def test_a_column_stands_once() -> None:
    assert told(lines("ballot,struck,struck,defect", "1,4,4,")) == [("row 1, column struck", "bad_value")]


def test_every_fault_of_a_header_is_told_and_those_of_the_rows_with_it() -> None:
    data = lines("ballot,struck,agreed,struck,defect", "1,4,,,", "1,4,,,torn", "3")
    assert told(data) == [
        ("row 1, column agreed", "unknown_column"),
        ("row 1, column struck", "bad_value"),
        ("row 3, column ballot", "repeated_ballot"),
        ("row 3, column defect", "unknown_defect"),
        ("row 4", "bad_value"),
    ]


def test_a_file_of_the_other_kind_of_ballot_is_told_once_and_not_at_every_mark() -> None:
    rows = ["1,1 2,3,", "2,1,,", "2,,1,"]
    assert told(lines(BOXES_HEADER, *rows)) == [
        ("row 1, column struck", "missing"),
        ("row 4, column ballot", "repeated_ballot"),
    ]


def test_a_file_without_a_header_has_unknown_columns_and_nothing_more() -> None:
    found = told(lines(*THREE))
    assert {place.partition(",")[0] for place, _ in found} == {"row 1"}
    assert {code for _, code in found} == {"unknown_column", "missing"}


@pytest.mark.parametrize("row", ["2", "2,1", "2,1,,", "2,1,,,,,", "", " ", "2;1;"])
def test_rows_are_as_wide_as_the_header(row) -> None:
    assert told(lines(STRIKE_HEADER, "1,4,", row, "3,,")) == [("row 3", "bad_value")]


def test_how_wide_a_row_is_and_should_be_is_told() -> None:
    (fault,) = refused(read, lines(STRIKE_HEADER, "1,4,", "", "3,,"))
    assert (fault.key, fault.params) == ("bad_value.cells", {"have": 0, "expected": 3})


@pytest.mark.parametrize("number", ["5", "0", "04", "007", "99999999999999999999", "1000001"])
def test_a_number_off_the_list_is_told_as_it_was_written(number) -> None:
    (fault,) = refused(read, lines(STRIKE_HEADER, "1,4,", f"2,1 {number} 3,"))
    assert (fault.location, fault.code, fault.params) == (
        "row 3, column struck",
        "unknown_candidate",
        {"number": number},
    )


@pytest.mark.parametrize(
    "word",
    ["x", "1.0", "+1", "-1", "1e0", "²", "٣", "１", "1\t2", "1\u00a02", "1\u20032", "\t1", "1\x00", "1-3", "1,2"],
)
def test_what_is_no_number_is_told_where_it_stands(word) -> None:
    assert told(lines(STRIKE_HEADER, "1,4,", f'2,"{word}",')) == [("row 3, column struck", "bad_value")]


def test_a_word_that_cannot_be_printed_is_told_by_its_code_points_and_a_long_one_is_cut() -> None:
    (fault,) = refused(read, lines(STRIKE_HEADER, "1,\u202e1,"))
    assert fault.params == {"number": "\\u202e1"}
    (fault,) = refused(read, lines(STRIKE_HEADER, f"1,{'9' * 100_000},"))
    assert len(str(fault.params["number"])) < 100


@pytest.mark.parametrize("cell", ["1 1", "1 3 1", "1 1 3", "3 1  1"])
def test_a_number_stands_once_in_a_cell(cell) -> None:
    (fault,) = refused(read, lines(STRIKE_HEADER, f"1,{cell},"))
    assert (fault.location, fault.code, fault.params) == ("row 2, column struck", "repeated_candidate", {"number": "1"})


def test_a_number_that_stands_three_times_is_told_twice() -> None:
    assert told(lines(STRIKE_HEADER, "1,1 1 1,")) == [("row 2, column struck", "repeated_candidate")] * 2


def test_a_number_may_stand_in_both_boxes_for_that_gives_the_person_nothing() -> None:
    assert marks(lines(BOXES_HEADER, "1,1 2,2,"), BOXES) == ([([1, 2], [2])], {})


@pytest.mark.parametrize(
    ("on", "row", "column"),
    [(STRIKE, "1,4,2,,", "agree"), (STRIKE, "1,4,,x,", "disagree"), (BOXES, "1,4,2,,", "struck")],
)
def test_marks_that_are_not_on_this_ballot_are_told(on, row, column) -> None:
    assert told(lines("ballot,struck,agree,disagree,defect", row), on) == [(f"row 2, column {column}", "bad_value")]


@pytest.mark.parametrize(
    "rows", [("7,4,", "7,4,"), ("7,4,", " 7 ,1,"), ('"7",4,', "7,4,"), ("Phiếu 7,4,", "Phiê\u0301u 7,4,")]
)
def test_a_repeated_ballot_is_told_with_the_row_it_repeats(rows) -> None:
    (fault,) = refused(read, lines(STRIKE_HEADER, "1,,", *rows))
    assert (fault.location, fault.code, fault.params["first"]) == ("row 4, column ballot", "repeated_ballot", 3)


def test_ballots_are_the_same_only_if_their_ids_are() -> None:
    assert len(read(lines(STRIKE_HEADER, "1,,", "01,,", "1a,,", "1 a,,", "A,,", "a,,"))) == 6


@pytest.mark.parametrize("name", ["", " ", '""', '"  "'])
def test_every_ballot_has_an_id(name) -> None:
    assert told(lines(STRIKE_HEADER, f"{name},4,")) == [("row 2, column ballot", "missing")]


@pytest.mark.parametrize("name", ["x" * 65, "a\tb", "\u00a0", "\u00a01", "a\u202eb", "a\x00", "\u200b"])
def test_an_id_is_short_and_can_be_seen(name) -> None:
    assert told(lines(STRIKE_HEADER, f"{name},4,")) == [("row 2, column ballot", "bad_value")]
    assert told(lines(STRIKE_HEADER, f"{'x' * 64},4,")) == []
    assert told(lines(STRIKE_HEADER, f"{'é' * 64},4,")) == []


@pytest.mark.parametrize("defect", list(Reason))
def test_a_defect_is_one_of_the_five_that_are_seen_on_the_paper(defect) -> None:
    seen = ("not_issued", "off_list_name", "distinguishing_mark", "several_inks", "signed_or_written")
    data = lines(STRIKE_HEADER, "1,4,", f"2,4,{defect.value}")
    if defect in seen:
        assert marks(data)[1] == {1: defect}
    else:
        (fault,) = refused(read, data)
        assert (fault.location, fault.code) == ("row 3, column defect", "unknown_defect")
        assert fault.params == {"defect": defect.value, "expected": ", ".join(seen)}


@pytest.mark.parametrize(
    "defect", ["torn", "Several_inks", "several inks", "several_inks,", "not_issued off_list_name", "0", "\t"]
)
def test_an_unknown_defect_is_told(defect) -> None:
    assert told(lines(STRIKE_HEADER, f'1,4,"{defect}"')) == [("row 2, column defect", "unknown_defect")]


@pytest.mark.parametrize("row", ['2,"1 3,', '2,"1" 3,', '"2,4,', '2,"1""3,', '2,4,"'])
def test_quotes_match_within_their_row_and_hide_no_other_row(row) -> None:
    assert told(lines(STRIKE_HEADER, "1,4,", row, "1,,", '4,"1",')) == [
        ("row 3", "bad_syntax"),
        ("row 4, column ballot", "repeated_ballot"),
    ]


def test_a_line_end_within_quotes_is_a_line_end() -> None:
    assert told(lines(STRIKE_HEADER, '1,"1', '3",')) == [("row 2", "bad_syntax"), ("row 3", "bad_value")]


@pytest.mark.parametrize("header", ['ballot,struck,"defect', '"ballot,struck,defect', 'ballot,"struck"x,defect'])
def test_the_quotes_of_a_header_match_and_swallow_no_ballot(header) -> None:
    assert told(lines(header, "1,4,", '2,1,"', "3,,")) == [("row 1", "bad_syntax")]
    assert told(lines(header, "1,4,")) == [("row 1", "bad_syntax")]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("data", [b"ballot,struck,defect|1,4,|2,\xff,|", b"ballot,struck,defect|1,4,|2,4,\xc3"])
def test_the_row_where_text_stops_being_utf8_is_told(data, end) -> None:
    assert told(data.replace(b"|", end)) == [("row 3", "not_utf8")]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1258", "latin-1"])
def test_other_encodings_are_not_guessed(encoding) -> None:
    data = "ballot,struck,defect\nphiê 1,4,\n".encode(encoding)
    assert {code for _, code in told(data)} == {"not_utf8"}


def test_all_faults_of_a_file_are_told_together_in_the_order_of_its_rows() -> None:
    data = lines(
        "ballot,struck,agree,disagree,defect",
        "1,4,,,",
        "1,5 5 1 1,2,x,torn",
        ",y,,,",
        "",
        "5,1,,",
        '6,"1,,,',
        "7,4,,,several_inks",
    )
    assert told(data) == [
        ("row 3, column ballot", "repeated_ballot"),
        ("row 3, column struck", "unknown_candidate"),
        ("row 3, column struck", "unknown_candidate"),
        ("row 3, column struck", "repeated_candidate"),
        ("row 3, column agree", "bad_value"),
        ("row 3, column disagree", "bad_value"),
        ("row 3, column defect", "unknown_defect"),
        ("row 4, column ballot", "missing"),
        ("row 4, column struck", "bad_value"),
        ("row 5", "bad_value"),
        ("row 6", "bad_value"),
        ("row 7", "bad_syntax"),
    ]


def test_a_file_beyond_all_use_is_refused_unread(monkeypatch) -> None:
    data = lines(STRIKE_HEADER, *THREE)
    monkeypatch.setattr(ballots, "MOST_BYTES", len(data))
    assert marks(data) == READ
    assert told(data + b"\n") == [("-", "bad_value")]


def test_the_paper_says_which_numbers_there_are() -> None:
    tied = paper([17, 4], 1)
    assert marks(lines(STRIKE_HEADER, "1,4,", "2,17 4,"), tied) == ([([4],), ([17, 4],)], {})
    assert told(lines(STRIKE_HEADER, "1,1,"), tied) == [("row 2, column struck", "unknown_candidate")]


@pytest.mark.parametrize("quote", ["", '"'], ids=["clean", "row by row"])
def test_how_far_the_reading_is_can_be_followed_to_its_end(monkeypatch, quote) -> None:
    monkeypatch.setattr(ballots_clean, "CHUNK", 40)
    monkeypatch.setattr(ballots, "ROWS_BETWEEN", 7)
    steps = []
    data = lines(STRIKE_HEADER, *(f"{quote}{ballot}{quote},4," for ballot in range(100)))
    read_ballots("b.csv", data, STRIKE, progress=lambda *step: steps.append(step))
    done = [step[1] for step in steps]
    assert len(done) > 10
    assert done == sorted(set(done))
    assert {(path, whole) for path, _, whole in steps} == {("b.csv", done[-1])}
    assert done[-1] == len(data) - len(STRIKE_HEADER) - 2
