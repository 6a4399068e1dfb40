"""``station transfer RECORD``: what is photographed is the file, and what is no record is not shown."""

from contextlib import asynccontextmanager

import pytest

from station.modals.ask import Ask
from station.modals.confirm import Confirm
from station.transfer import app as of_app
from station.transfer import turning
from station.transfer.app import TransferApp, show_transfer
from station.transfer.turning import Picture
from tally.frames import MOST_FRAMES, join
from tally.record import reading
from tally.words import Lang, Words
from tests.frames.made import RECORD
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.worlds import TERMINAL, known_chance

VI = Words(Lang.VI)


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    """Nothing turns by itself: a loaded machine is slow."""
    monkeypatch.setattr(turning, "TURN_EVERY", 3600.0)


@asynccontextmanager
async def shown(data=RECORD, *, size=(120, 40), path="/usb/001-bch-1.record"):
    made = TransferApp(path, data, reading.read(RECORD), VI, TERMINAL)
    async with made.run_test(size=size) as pilot:
        await settle(pilot)
        yield made, pilot


def seen(made):
    return " ".join(text_of(made).split())


@pytest.mark.asyncio
async def test_the_parts_that_are_shown_are_the_file():
    async with shown() as (made, pilot):
        frames = made.screen.showing.frames
        assert join(frames).data == RECORD
        assert len(frames) <= MOST_FRAMES
        assert f"Phần 1 / {len(frames)}" in seen(made)
        assert "001-bch-1.record" in seen(made)
        assert "/usb" not in seen(made)
        await pilot.press("space", "right")
        await settle(pilot)
        assert made.screen.query_one(Picture).value.part == 1
        assert "Phím cách Chạy tiếp" in seen(made)


@pytest.mark.asyncio
async def test_parts_that_are_missing_are_asked_for_and_the_language_goes_over():
    async with shown() as (made, pilot):
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(made.screen, Ask)
        await burst(made, pilot, "2\r")
        assert made.screen.showing.parts == (1,)
        await pilot.press("f7")
        await settle(pilot)
        assert "Showing only: 2" in seen(made)


@pytest.mark.asyncio
async def test_a_larger_window_has_fewer_parts():
    async with shown(size=(80, 24)) as (made, pilot):
        many = len(made.screen.showing.frames)
        await pilot.resize_terminal(120, 40)
        await settle(pilot)
        assert len(made.screen.showing.frames) < many


@pytest.mark.asyncio
async def test_more_parts_than_anybody_photographs_are_not_shown_and_the_stick_is_named():
    async with shown(known_chance()(10_000), size=(80, 24)) as (made, pilot):
        assert made.screen.showing is None
        assert f"quá {MOST_FRAMES} phần" in seen(made)
        assert "USB" in seen(made)
        await pilot.press("space", "right", "enter")
        await settle(pilot)
        assert made.screen.query_one(Picture).value is None
        assert "Phím cách" not in seen(made)


@pytest.mark.asyncio
async def test_esc_leaves_once_the_word_for_it_is_written():
    async with shown() as (made, pilot):
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(made.screen, Confirm)
        await burst(made, pilot, "\r")
        assert made.return_code is None, "somebody may be photographing"
        await pilot.press("escape")
        await settle(pilot)
        made.screen.dismiss(True)
        await settle(pilot)
        assert made.return_code == 0


@pytest.fixture
def ran(monkeypatch):
    """The application is not run; the files it was given are noted."""
    files = []

    def run(self, **given):
        assert given == {"mouse": False}
        files.append(self._file[1])

    monkeypatch.setattr(of_app.TransferApp, "run", run)
    return files


def test_a_record_is_shown(tmp_path, ran):
    path = tmp_path / "1.record"
    path.write_bytes(RECORD)
    assert show_transfer(str(path), VI, TERMINAL) == 0
    assert ran == [RECORD]


@pytest.mark.parametrize("data", [None, b"", RECORD[:-1], b"{}\n", known_chance()(2_000_000)])
def test_what_is_no_record_is_told_and_not_shown(tmp_path, ran, capsys, data):
    path = tmp_path / "1.record"
    if data is not None:
        path.write_bytes(data)
    assert show_transfer(str(path), VI, TERMINAL) == 2
    assert ran == []
    assert capsys.readouterr().err.strip()
