"""What people read of records keeps within its page at every width, whatever names and titles there are."""

import os
import unicodedata

import pytest
from rich.cells import cell_len

from tally.record import note
from tally.record.fingerprint import fingerprint
from tally.record.note import Note, Signature
from tests.cli.made import contest, person
from tests.cli.sealed import RUN_OFF, TIED, WHOLE, codes, key_of
from tests.record.ceremony import STATION, board_names, trust_file

FIRST, SECOND = "out/001-bch-1.record", "out/002-bch-2.record"
LONG = "Bầu Ban Chấp hành Đảng bộ xã Cao An khóa hai mươi lăm nhiệm kỳ hai nghìn hai mươi lăm " * 3
NAMES = ("[bold]An[/bold] :smile: {x} \\[/]", "Công Tằng Tôn Nữ Thị Ngọc Ánh Nguyệt", "漢字 Teo")
PIN = fingerprint(trust_file().partition(b"\n\n")[0] + b"\n")
COMMANDS = {
    "seal": [*f"seal congress.json -o new --trust trust --key {key_of(STATION)} --finding-lists n --pin".split(), PIN],
    "sign": ["sign", FIRST, "--key", key_of(board_names()[0])],
    "verify": ["verify", FIRST, SECOND, "--trust", "trust"],
    "show": ["show", SECOND],
    "diff": ["diff", FIRST, SECOND],
}


@pytest.fixture
def made(desk):
    people = [person(number, name) for number, name in enumerate(NAMES, 1)]
    given = {"title": LONG.strip(), "rounds": desk.rounds("bch", [TIED, RUN_OFF])}
    desk.congress(("bch", contest(people, 2, **given)))
    assert desk.seal().status == 0
    return desk


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("columns", [60, 80, 120])
@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_wider_than_the_page_but_a_word_that_cannot_be_cut(made, monkeypatch, command, columns, lang):
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = made.tally(*COMMANDS[command], "--lang", lang)
    assert answer.status in (0, 1, 3)
    wide = [line for line in answer.out.splitlines() if cell_len(line) > columns]
    assert all(len(line.split()) == 1 for line in wide)
    assert len(answer.out.splitlines()) > 10
    if command != "diff":
        assert LONG.strip() in answer.text
    if command in ("sign", "show"):
        assert all(word in answer.out for name in NAMES for word in name.split())


def test_a_key_name_cannot_turn_the_line_round(made):
    """Whoever adds a line to a record chooses its name, which may hold what cannot be seen."""
    record = note.parse((made.folder / FIRST).read_bytes())
    odd = Signature(
        name="\N{RIGHT-TO-LEFT OVERRIDE}VD.1/board-1\N{ZERO WIDTH SPACE}", key_hash=bytes(4), signature=bytes(64)
    )
    made.put(FIRST, note.write(Note(text=record.text, signatures=(*record.signatures, odd))))
    for line in (["show", FIRST], COMMANDS["sign"]):
        out = made.tally(*line).out
        assert "\\u202eVD.1/board-1\\u200b" in out
        assert_seen(out)


def assert_seen(text):
    assert not [one for one in text if unicodedata.category(one) in ("Cc", "Cf") and one != "\n"]


def test_a_file_name_cannot_write_on_the_terminal(made):
    """A stick may hold a file of any name."""
    odd = "a\x1b[2J\nHỢP LỆ\u202e.record"
    os.rename(FIRST, odd)
    for line in (["verify", odd, "--trust", "trust"], ["diff", odd, SECOND], ["sign", odd, *COMMANDS["sign"][2:]]):
        answer = made.tally(*line)
        assert "a\\x1b[2J\\nHỢP LỆ\\u202e.record" in answer.text
        assert_seen(answer.out)
    made.congress(("bch", [WHOLE]))
    line = [
        "seal",
        "congress.json",
        "-o",
        odd + "x",
        "--finding-lists",
        odd + "y",
        *COMMANDS["seal"][4:8],
        "--pin",
        PIN,
    ]
    assert_seen(made.tally(*line).out)


@pytest.mark.parametrize("name", ["An\x07", "An\u202e", "An\n"])
def test_a_name_that_writes_on_the_terminal_makes_no_record(desk, name):
    people = [person(1, name), person(2), person(3)]
    desk.congress(("bch", contest(people, 2, rounds=desk.rounds("bch", [WHOLE]))))
    answer = desk.seal(typed=())
    assert (answer.status, answer.out) == (2, "")
    assert {(path, code) for path, _, code in codes(answer)} == {("congress.json", "bad_value")}
