"""A record goes out by QR: what is photographed from the screen is the record, byte for byte."""

import pytest

from station.ceremony.making import bytes_of
from station.modals.ask import Ask
from station.modals.modal import Modal
from station.transfer import turning
from station.transfer.turning import Picture
from tally.frames import BadFrame, join
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import C, Desk
from tests.station.painted import painted
from tests.station.qr.pictures import READERS, screen
from tests.station.screens.closing_pilot import ScreenId, at, cheap, cheap_keys  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture(autouse=True)
def _still(monkeypatch):
    """Nothing turns by itself: a loaded machine is slow."""
    monkeypatch.setattr(turning, "TURN_EVERY", 3600.0)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path).vote(WHOLE).make().sign()


@pytest.mark.asyncio
@pytest.mark.parametrize("theme", [0, 1])
async def test_what_is_photographed_part_by_part_is_the_record(desk, tmp_path, theme):
    [kept] = desk.day.contest(C).kept
    read = next(iter(READERS.values()))
    async with at(desk, tmp_path, ScreenId.TRANSFER, C, size=(120, 40)) as here:
        for _ in range(theme):
            here.app.action_theme()
        await here.keys("space")
        taken, total = [], len(here.screen.showing.frames)
        for _ in range(total):
            taken += read(screen(code_rows(here.app)))
            await here.keys("right")
    assert join(taken).data == bytes_of(kept, desk.service.file)


def code_rows(app):
    """The rows of the code as they are painted, each cell black on white."""
    showing, place = app.screen.showing, app.screen.query_one(Picture).region
    modules = 17 + 4 * showing.version + 8
    rows = []
    for line in painted(app)[place.y : place.y + (modules + 1) // 2]:
        cells = [(sign, piece) for piece in line for sign in piece.text][place.x : place.x + modules]
        assert {(piece.ink, piece.paper) for _, piece in cells} == {((0, 0, 0), (255, 255, 255))}
        rows.append("".join(sign for sign, _ in cells))
    return rows


@pytest.mark.asyncio
async def test_parts_turn_by_themselves_until_one_is_held(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.TRANSFER, C, size=(120, 40)) as here:
        assert here.screen.showing.part == 0
        here.screen._turn()
        assert here.screen.showing.part == 1
        await here.keys("space")
        here.screen._turn()
        assert (here.screen.showing.part, here.screen.showing.is_held) == (1, True)
        assert "Phím cách Chạy tiếp" in here.seen
        assert "Phím cách Dừng" not in here.seen
        await here.keys("left", "left")
        assert here.screen.showing.part == len(here.screen.showing.frames) - 1
        await here.keys("space")
        here.screen._turn()
        assert (here.screen.showing.part, here.screen.showing.is_held) == (0, False)
        assert "Phím cách Dừng" in here.seen


@pytest.mark.asyncio
async def test_nothing_turns_under_another_screen(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.TRANSFER, C, size=(120, 40)) as here:
        mine = here.screen
        here.app.go(ScreenId.LOCKED)
        await here.pilot.pause()
        mine._turn()
        assert mine.showing.part == 0


@pytest.mark.asyncio
async def test_nobody_has_to_turn_them(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(turning, "TURN_EVERY", 0.05)
    async with at(desk, tmp_path, ScreenId.TRANSFER, C, size=(120, 40)) as here:
        await here.until(lambda: here.screen.showing.part > 2)


@pytest.mark.asyncio
async def test_only_the_missing_parts_are_shown(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.TRANSFER, C) as here:
        await here.keys("enter")
        await here.asked(Ask)
        await here.type("99")
        await here.until(lambda: "Không đọc được" in here.seen)
        await here.keys("backspace", "backspace")
        await here.type("2-3 5")
        await here.free()
        assert here.screen.showing.parts == (1, 2, 4)
        assert "Phần 2 / " in here.seen
        await here.keys("right")
        assert here.screen.showing.part == 2
        await here.keys("enter")
        await here.asked(Ask)
        await here.keys("escape")
        await here.free()
        assert here.screen.showing.parts == (1, 2, 4)
        await here.keys("escape")
        assert here.screen.screen_id is not ScreenId.TRANSFER
        assert not isinstance(here.screen, Modal)


@pytest.mark.asyncio
async def test_another_size_makes_other_frames(desk, tmp_path):
    async with at(desk, tmp_path, ScreenId.TRANSFER, C) as here:
        many = len(here.screen.showing.frames)
        await here.pilot.resize_terminal(120, 40)
        await here.until(lambda: here.screen.showing.version == 12)
        assert len(here.screen.showing.frames) < many


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("why", "said"),
    [
        (BadFrame("too_many_frames", total=99, most=64), "99 phần"),
        (BadFrame("no_room", rows=24, columns=67), "Cửa sổ quá nhỏ"),
    ],
)
async def test_where_no_codes_are_shown_it_says_why_and_names_the_stick(desk, tmp_path, monkeypatch, why, said):
    def refused(*_given):
        raise why

    monkeypatch.setattr("station.transfer.turning.frames_for", refused)
    async with at(desk, tmp_path, ScreenId.TRANSFER, C) as here:
        assert said in here.seen
        assert "USB" in here.seen
        for act in ("hold", "resume", "page_on", "page_back", "missing"):
            assert not here.screen.check_action(act, ())
        here.screen.action_hold()
        here.screen._turn()
        assert here.screen.showing is None


@pytest.mark.asyncio
async def test_without_a_record_there_is_no_code(tmp_path):
    desk = Desk(tmp_path).vote(WHOLE)
    async with at(desk, tmp_path, ScreenId.TRANSFER, C) as here:
        assert here.screen.showing is None
