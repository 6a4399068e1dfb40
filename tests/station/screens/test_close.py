"""The end of the day: two sticks hold everything, and only then the plain ballots of a contest go (R15)."""

import threading
from datetime import date

import pytest

from station.journal.chain import read_written
from station.journal.errors import JournalIO
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.pin_pad import PinPad
from station.modals.problem import Problem
from station.modals.reading import Reading
from station.screens.close import about_contest, about_papers, closing_rows, head_said, sealed_on
from station.session import Day
from station.widgets.drawing import say
from tally.words import Lang, Words
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import BINH, CUC, DELEGATES, NAMES, TYPIST, C, Desk, document, stick
from tests.station.screens.closing_pilot import ScreenId, at, cheap, cheap_keys, plugged  # noqa: F401
from tests.station.screens.reading import reading_threads
from tests.station.worlds import Hands, app, world

VI = Words(Lang.VI)
pytestmark = pytest.mark.usefixtures("cheap")


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path, document(C, DELEGATES)).vote(WHOLE)


def rows(desk):
    return {row.key: [say(cell.text, VI) for cell in row.cells[1:]] for row in closing_rows(desk.day)}


def said(desk, contest=C):
    return " ".join(say(one.text, VI) for one in about_contest(desk.day, contest))


def destroyed(desk, contest=C):
    from station.session.records import DestroyBallots

    desk.do(DestroyBallots(contest=contest, entries=desk.service.entries_with_ballots(contest)), BINH)


def test_each_contest_has_a_line_that_says_where_its_records_and_ballots_are(desk):
    assert rows(desk) == {C: ["chưa lập", "–", "còn"], DELEGATES: ["–", "–", "không có"]}
    desk.make().sign()
    assert rows(desk)[C] == ["0/1 đã kiểm tra", "0", "còn"]
    desk.finish()
    assert rows(desk)[C] == ["1/1 đã kiểm tra", "2", "còn"]
    desk.begin(4, DELEGATES)
    assert rows(desk)[DELEGATES] == ["–", "–", "còn"]
    destroyed(desk)
    assert rows(desk)[C] == ["1/1 đã kiểm tra", "2", "đã hủy"]


def test_what_has_to_be_done_before_ballots_go_is_said(desk):
    assert "chưa có bản ghi" in said(desk)
    desk.make().sign()
    assert "chưa được kiểm tra" in said(desk)
    assert "nhấn F3" in said(desk.finish())
    destroyed(desk)
    assert "đã được hủy" in said(desk)


@pytest.mark.parametrize(
    ("minute", "sealed"),
    [
        ("2025-02-14T23:59", "2025-02-14"),
        ("2025-02-16T02:10", "2025-02-16"),
        ("2025-03-17T08:00", "2025-03-17"),
        ("2025-03-18T08:00", "2025-02-14"),
        ("2025-02-13T08:00", "2025-02-14"),
        ("1970-01-01T00:00", "2025-02-14"),
    ],
)
def test_a_clock_that_is_far_off_is_not_believed(desk, minute, sealed):
    assert sealed_on(desk.day, minute) == date.fromisoformat(sealed)


def test_until_when_the_papers_are_kept_is_said_with_its_rule(desk):
    [paragraph] = about_papers(desk.day, "2025-02-15T09:00", VI)
    assert "15 tháng 02 năm 2025" in paragraph.text
    assert "đến hết ngày 15 tháng 8 năm 2025" in paragraph.text
    assert "R15" in paragraph.text


@pytest.mark.asyncio
async def test_everything_goes_to_two_sticks_and_is_read_again(desk, tmp_path):
    desk.make().sign().finish()
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.CLOSE, hands=hands) as here:
        length = desk.service.length
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.until(lambda: "USB thứ hai" in here.seen)
        await here.keys("1")
        await here.asked(Reading)
        assert "ĐÃ CHÉP RA HAI NƠI" in here.seen
        assert "1/1 bản ghi hợp lệ" in here.seen
        await here.keys("escape")
        await here.free()
        assert {copy.stick for copy in here.day.copies[-2:]} == {"id-A", "id-B"}
    for one in hands.sticks:
        names = {path.name for path in (one.path / "VD.1-2025-02-14").iterdir()}
        journal = f"journal-{length:06}.jsonl"
        assert {"001-bch-1.record", "minutes-bch-1.pdf", "trust-1.trust", journal, f"entry-log-{length:06}.pdf"} < names
        assert not any("finding" in name or name.endswith(".key") for name in names)
        data = (one.path / "VD.1-2025-02-14" / journal).read_bytes()
        assert len(read_written(data)) == length
        assert b"struck" not in data, "no ballot is in it"


@pytest.mark.asyncio
async def test_the_journal_is_read_by_nobody_but_the_one_who_writes_it(desk, tmp_path, monkeypatch):
    """SQLite has one thread at a time: an act that is committed meanwhile would be told as a failure of the disk."""
    desk.make().sign().finish()
    async with at(desk, tmp_path, ScreenId.CLOSE, hands=plugged(tmp_path)) as here:
        with reading_threads(monkeypatch) as seen:
            await here.keys("f8")
            await here.asked(Choose)
        assert seen == {threading.main_thread().ident}
        await here.keys("escape")
        await here.free()


@pytest.mark.asyncio
async def test_records_that_cannot_be_read_are_told_and_nothing_is_copied(desk, tmp_path, monkeypatch):
    desk.make().sign().finish()

    def fails(*_):
        raise JournalIO("day.journal", what="EIO")

    async with at(desk, tmp_path, ScreenId.CLOSE, hands=plugged(tmp_path)) as here:
        with monkeypatch.context() as broken:
            broken.setattr(desk.service._journal, "file", fails)
            await here.keys("f8")
            await here.asked(Problem)
            assert "Đĩa báo lỗi (EIO)" in here.seen
        await here.keys("escape")
        await here.free()
    here.app.service.close()


@pytest.mark.asyncio
async def test_one_stick_is_told_to_be_one(desk, tmp_path):
    desk.make().sign().finish()
    async with at(desk, tmp_path, ScreenId.CLOSE, hands=Hands(sticks=(stick(tmp_path, "A"),))) as here:
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.until(lambda: "USB thứ hai" in here.seen)
        await here.keys("escape")
        await here.asked(Problem)
        assert "Mới có ở MỘT nơi" in here.seen
        await here.keys("escape")
        await here.free()
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("escape")
        await here.free()


@pytest.mark.asyncio
async def test_plain_ballots_go_by_two_people_and_a_word(desk, tmp_path):
    desk.make().sign().finish()
    async with at(desk, tmp_path, ScreenId.CLOSE) as here:
        await here.keys("f3")
        await here.asked(Choose)
        await here.keys("escape")
        await here.free()
        for word, is_gone in (("khong", False), ("hủy phiếu", True)):
            await here.keys("f3")
            await here.asked(Choose)
            await here.keys("1")
            await here.asked(PinPad)
            await here.pin(BINH)
            await here.asked(Confirm)
            await here.type(word)
            if not is_gone:
                await here.keys("escape")
            await here.free()
            assert here.day.contest(C).is_destroyed is is_gone
        assert desk.service.entries_with_ballots(C) == ()
        await here.keys("f3")
        await here.asked(Problem)


@pytest.mark.asyncio
async def test_only_two_of_the_board_can_do_that(desk, tmp_path):
    """R15: a technician neither begins it nor joins."""
    desk.make().sign().finish()
    async with at(desk, tmp_path, ScreenId.CLOSE) as here:
        await here.keys("f3")
        await here.asked(Choose)
        assert here.screen.choice.options == (NAMES[BINH], NAMES[CUC])
        await here.keys("escape")
        await here.free()
        desk.sit(TYPIST)
        await here.keys("f3")
        await here.asked(Problem)
        assert "hai người của ban kiểm phiếu" in here.seen
        assert not here.day.contest(C).is_destroyed


@pytest.mark.asyncio
async def test_from_the_end_one_goes_to_the_log_and_to_the_codes(desk, tmp_path):
    desk.make()
    async with at(desk, tmp_path, ScreenId.CLOSE) as here:
        gone = []
        here.app.go = lambda screen, contest=None: gone.append((screen, contest))
        await here.keys("f4", "f6", "down", "f4")
        assert gone == [(ScreenId.TRANSFER, C), (ScreenId.LOG, None)], "a contest without a record has no codes"
        await here.keys("escape")
        assert here.screen.screen_id is ScreenId.DAY


def test_where_a_clock_is_not_believed_the_date_is_said_to_be_the_congresss(desk):
    [paragraph] = about_papers(desk.day, "2026-11-20T09:00", VI)
    assert "14 tháng 02 năm 2025 (ngày đại hội theo tệp; đồng hồ máy chỉ ngày 20 tháng 11 năm 2026" in paragraph.text
    assert "theo đồng hồ máy" not in paragraph.text
    [paragraph] = about_papers(desk.day, "2025-02-15T09:00", VI)
    assert "(theo đồng hồ máy)" in paragraph.text


@pytest.mark.asyncio
async def test_without_a_record_it_says_what_comes_next_and_the_journal_goes_to_two_sticks(desk, tmp_path):
    hands = plugged(tmp_path)
    async with at(desk, tmp_path, ScreenId.CLOSE, hands=hands) as here:
        assert "Chưa có bản ghi nào. Việc tiếp theo" in here.seen
        length = desk.service.length
        await here.keys("f8")
        await here.asked(Choose)
        await here.keys("1")
        await here.until(lambda: "USB thứ hai" in here.seen)
        await here.keys("1")
        await here.asked(Reading)
        assert "chưa có bản ghi" in here.seen
        await here.keys("escape")
        await here.free()
    for one in hands.sticks:
        folder = one.path / "VD.1-2025-02-14"
        assert {path.name for path in folder.iterdir()} == {f"journal-{length:06}.jsonl", f"entry-log-{length:06}.pdf"}
        assert (folder / f"entry-log-{length:06}.pdf").read_bytes().startswith(b"%PDF-")


def test_once_there_is_a_record_nothing_is_said_to_come_first(desk):
    assert head_said(desk.make().day) == ()


@pytest.mark.asyncio
async def test_an_empty_day_ends_too(tmp_path):
    made = app(None, world(tmp_path))
    async with made.run_test(size=(80, 24)) as pilot:
        made.go(ScreenId.CLOSE)
        await pilot.pause()
        assert made.day == Day()
        made.screen.action_destroy()
        made.screen.action_transfer()
        assert made.screen.screen_id is ScreenId.CLOSE
