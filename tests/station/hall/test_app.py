"""The second screen: it shows what the file says, whatever the file is."""

from station.board import board, save
from station.hall.app import HallApp, show_board
from station.hall.drawing import TURN_EVERY
from station.session.closing import OpenBoard
from tally.words import Lang, Words
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import BOXES, HEAD, STRIKE, Days, document, struck
from tests.station.worlds import TERMINAL


def shown(tmp_path, *contests):
    days = Days(tmp_path).start(papers=12, batch=12)
    days.typed(1, 1, [struck(3)] * 12).typed(2, 1, [struck(3)] * 12)
    days.close()
    days.start(BOXES)
    days.sit(HEAD)
    for contest in contests:
        days.do(OpenBoard(contest=contest))
    path = tmp_path / "board.json"
    save(str(path), board(days.day, None, journal="a" * 64))
    return path


async def test_the_second_screen_shows_one_contest_after_the_other(tmp_path):
    path = shown(tmp_path, STRIKE, BOXES)
    station = HallApp(str(path), Words(Lang.VI), TERMINAL)
    async with station.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "Bầu bch" in text_of(station)
        assert "Lê Thị An" in text_of(station)
        await pilot.press("right")
        await settle(pilot)
        assert "Bầu dai-bieu" in text_of(station)
        for _ in range(TURN_EVERY):
            station.look()
        await settle(pilot)
        assert "Bầu bch" in text_of(station)
        await pilot.press("f7")
        await settle(pilot)
        assert "ballots counted" in text_of(station)


async def test_a_long_list_turns_by_itself_and_by_keys_before_another_contest_comes(tmp_path):
    names = [f"Lê Thị Phương {number}" for number in range(1, 21)]
    days = Days(tmp_path, document(names=names, seats=15)).start(papers=12, batch=12)
    days.do(OpenBoard(contest=STRIKE))
    path = tmp_path / "board.json"
    save(str(path), board(days.day, None, journal="a" * 64))
    station = HallApp(str(path), Words(Lang.VI), TERMINAL)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "Trang 1/3 · còn 12/20 người" in text_of(station)
        assert names[0] in text_of(station)
        for key, page in (("pagedown", 2), ("pagedown", 3), ("pagedown", 1), ("pageup", 3)):
            await pilot.press(key)
            await settle(pilot)
            assert f"Trang {page}/3" in text_of(station)
        station.looks = 0
        for _ in range(TURN_EVERY):
            station.look()
        await settle(pilot)
        assert "Trang 1/3" in text_of(station)


async def test_before_the_hall_nothing_is_said_of_the_network(tmp_path):
    station = HallApp(str(shown(tmp_path, STRIKE)), Words(Lang.VI), TERMINAL)
    async with station.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "MẠNG" not in text_of(station)
        assert "Lê Thị An" in text_of(station)


async def test_a_file_that_is_not_there_or_not_whole_shows_nothing(tmp_path):
    path = tmp_path / "board.json"
    station = HallApp(str(path), Words(Lang.EN), TERMINAL)
    async with station.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "when the head of the board opens it" in " ".join(text_of(station).split())
        path.write_bytes(b"{")
        station.look()
        await settle(pilot)
        assert "when the head of the board opens it" in " ".join(text_of(station).split())
        shown(tmp_path, STRIKE)
        station.look()
        await settle(pilot)
        assert "Lê Thị An" in text_of(station)


def test_the_process_gives_what_the_application_gave(tmp_path, monkeypatch):
    monkeypatch.setattr(HallApp, "run", lambda self, *, mouse: None)
    assert show_board(str(tmp_path / "board.json"), Words(Lang.VI), TERMINAL) == 0
