"""The real station in a pseudo-terminal: how it starts and ends, and what it makes of the bytes of a keyboard."""

import re
import signal
from time import monotonic
from unicodedata import category

import pytest

from station.journal.database import Journal
from station.service import Service
from station.session.marks import Marks
from station.themes.glyphs import GLYPHS
from tests.station.pty.conftest import at_papers
from tests.station.screens.entry_days import PINS, STRIKE
from tests.station.worlds import known_chance

SLOW = 15.0
"""Seconds that a start may take on a busy machine; how long it takes on a quiet one is measured apart."""
BACK, CONTROL_H = "\x7f", "\x08"


def stored(day):
    """The ballots of the first entry, as the journal has them once nobody holds it."""
    service = Service(Journal.open(str(day / "day.journal"), random=known_chance()), lambda: "2025-02-14T09:31")
    batches = service.day.work(STRIKE).entries[0].batches
    service.close()
    return batches[1].ballots if batches else ()


def is_left(painted):
    """Whether the terminal is as it was: its own screen, its cursor, no reports of focus or pastes."""
    pairs = ((b"\x1b[?1049h", b"\x1b[?1049l"), (b"\x1b[?25l", b"\x1b[?25h"), (b"\x1b[?2004h", b"\x1b[?2004l"))
    return all(painted.rfind(begun) < painted.rfind(left) for begun, left in pairs)


def test_the_first_screen_is_painted_and_a_mouse_is_never_asked_for(station):
    pty = station()
    pty.until(lambda text: text.strip(), "anything")
    assert monotonic() - pty.began < SLOW
    pty.sees("MÀN HÌNH ĐANG KHÓA", "F1 Trợ giúp")
    assert not re.search(rb"\x1b\[\?100[0-3]h", pty.all_bytes)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_leaves_the_terminal_as_it_was_and_says_which_it_was(station, sent):
    pty = station()
    pty.sees("F1 Trợ giúp")
    pty.process.kill(sent)
    assert pty.ends() == 128 + sent
    assert is_left(pty.all_bytes)


def test_after_a_kill_the_next_start_is_where_it_was_with_every_ballot_acknowledged(station, day):
    pty = at_papers(station())
    pty.type("1 2\r3\r4 6\r")
    pty.sees("phiếu 4 / 205")
    told = int(re.findall(r"đã lưu #(\d+)", pty.text)[-1])
    pty.type("4 5")
    pty.process.kill(signal.SIGKILL)
    assert pty.ends() == -signal.SIGKILL
    again = station()
    again.sees("MÀN HÌNH ĐANG KHÓA")
    assert monotonic() - again.began < SLOW
    at_papers(again).sees("phiếu 4 / 205")
    again.type("5\r")
    again.until(lambda text: f"đã lưu #{told}" not in text and "đã lưu #" in text, "the next one is stored")
    again.process.kill(signal.SIGTERM)
    again.ends()
    assert stored(day) == (Marks(struck=(1, 2)), Marks(struck=(3,)), Marks(struck=(4, 6)), Marks(struck=(5,)))


def test_two_hundred_ballots_typed_in_one_go_are_all_there_in_their_order(station, day):
    pty = at_papers(station())
    lines = [sorted({1 + place % 6, 1 + (place // 6) % 6}) for place in range(200)]
    pty.type("".join(" ".join(map(str, line)) + "\r" for line in lines))
    pty.sees("phiếu 201", "200 / 205")
    pty.process.kill(signal.SIGTERM)
    assert pty.ends() == 128 + signal.SIGTERM
    assert stored(day) == tuple(Marks(struck=tuple(line)) for line in lines)


def test_a_line_is_corrected_by_either_byte_of_the_backspace_in_one_piece_with_its_digits(station, day):
    pty = at_papers(station())
    pty.type(f"1 2{BACK}3{CONTROL_H}4\r")
    pty.sees("đã lưu #")
    pty.process.kill(signal.SIGTERM)
    pty.ends()
    assert stored(day) == (Marks(struck=(1, 4)),)


def test_a_name_typed_by_telex_is_written_as_it_is_meant(station):
    pty = station()
    pty.sees("MÀN HÌNH ĐANG KHÓA", "F1 Trợ giúp")
    pty.type("\r")
    pty.sees("Esc")
    pty.type(f"{PINS['p1']}\r")
    pty.until(lambda text: "Cuộc bầu" in text and "KHÓA" not in text, "the day")
    pty.type("\x1bOS")
    pty.until(lambda text: "F2 " in text and "Cuộc bầu" not in text, "the people")
    pty.type("\x1bOQ")
    pty.sees("1  ")
    pty.type("1")
    pty.sees("┌", "Esc")
    pty.type(f"Tra{BACK}{BACK}râ{BACK}{CONTROL_H}{BACK}{BACK}Tra{BACK}ần Thi{BACK}{BACK}hị Du{BACK}{BACK}Dương")
    pty.sees("Trần Thị Dương")


def test_nothing_is_painted_that_a_font_may_lack(station):
    pty = at_papers(station())
    pty.type("1 9")
    pty.sees("✗")
    pty.type("\x1bOP")
    pty.sees("Esc")
    found = set(pty.all_bytes.decode("utf-8", "replace"))
    shown = {sign for sign in found if ord(sign) > 126}
    assert {sign for sign in shown if not category(sign).startswith("L")} <= GLYPHS | {"\u00a0"}


def test_without_colours_none_is_painted_and_everything_is_there(station):
    pty = station(NO_COLOR="1")
    pty.sees("MÀN HÌNH ĐANG KHÓA", "TẬP HUẤN", "Lê Văn Cảnh", "F1 Trợ giúp")
    looks = {part for looks in re.findall(rb"\x1b\[([0-9;]*)m", pty.all_bytes) for part in looks.split(b";")}
    assert looks <= {b"", b"0", b"1", b"4", b"7", b"39", b"49"}


def test_a_terminal_that_is_too_small_says_so_and_takes_no_key(station, day):
    pty = at_papers(station())
    pty.resize(79, 24)
    pty.sees("79 cột", "80 cột")
    pty.type("1 2\r")
    pty.resize(80, 24)
    pty.sees("phiếu 1 / 205", "0 nếu không gạch ai")
    pty.process.kill(signal.SIGTERM)
    pty.ends()
    assert stored(day) == ()


def test_a_terminal_that_is_too_small_at_the_start_says_so(station):
    pty = station(lines=23)
    pty.sees("23 dòng", "24 dòng")
    pty.resize(80, 24)
    pty.sees("MÀN HÌNH ĐANG KHÓA")
