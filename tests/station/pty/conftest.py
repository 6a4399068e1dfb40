"""A day on the disk, and the real station on it in a terminal."""

import pytest

from tests.station.conftest import REAL, costing
from tests.station.pty.terminal import Pty
from tests.station.screens.entry_days import PINS, TYPIST, Days, document


@pytest.fixture
def day(tmp_path):
    """The folder of a day whose first contest has 205 papers in one batch; nobody is at the keys."""
    days = Days(tmp_path, document(present=205))
    days.start(papers=205, batch=205)
    days.leave()
    days.service.close()
    return tmp_path


@pytest.fixture
def station(day):
    """A way to start the station on that day; whatever was started is gone in the end."""
    started = []

    def start(path="day.journal", **given):
        started.append(Pty.start(day / path, day, **given))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def at_papers(pty):
    """Sign in as the first operator, and take the batch in hand, if it is not there at once."""
    pty.sees("MÀN HÌNH ĐANG KHÓA", "Lê Văn Cảnh", "F1 Trợ giúp")
    pty.type("\x1b[B\x1b[B")
    pty.until(lambda text: "▸  Lê Văn Cảnh" in text, "the operator is marked")
    pty.type("\r")
    pty.sees("Esc")
    pty.type(f"{PINS[TYPIST]}\r")
    pty.until(lambda text: "▸" in text and "Cuộc bầu" in text and "KHÓA" not in text, "the day")
    pty.type("\r")
    text = pty.until(lambda text: "CHỌN TẬP" in text or "Số người bị gạch" in text, "batches, or papers")
    if "Số người bị gạch" not in text:
        pty.type("\r")
    pty.sees("Số người bị gạch", "F8 Xong tập")
    return pty


@pytest.fixture(scope="package", autouse=True)
def pins():
    """The station in the terminal tries PINs at their real cost, so they are made at it."""
    yield from costing(REAL)
