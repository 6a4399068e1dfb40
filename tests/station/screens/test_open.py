"""The first screen: days to go on with, congress files, a new congress; whatever is broken is told in a sentence."""

import json
from datetime import date
from pathlib import Path

import pytest

from station.actions import ScreenId
from station.days import CongressFound, FileFound, JournalFound, Place, days
from station.journal.errors import JournalLocked, JournalUnfinished
from station.screens.open import Offered, offer_rows, offered_said
from station.session.watch import NoteAirGap
from station.widgets.drawing import say
from station.widgets.status_line import Air
from tally.congress import Mode
from tally.record.document import Observation
from tally.words import Lang, Words
from tests.station.keys import settle
from tests.station.painted import text_of
from tests.station.screens.entry_days import document
from tests.station.screens.test_open_days import stick
from tests.station.worlds import Hands, app, opened, world

VI, EN = Words(Lang.VI), Words(Lang.EN)
HOME = Path("/days")
PAPER = CongressFound(
    found=FileFound(place=Place(folder=Path("/usb"), stick="BAN"), name="a.json"),
    unit="Đảng bộ ví dụ",
    name="Đại hội",
    day=date(2025, 2, 14),
    mode=Mode.REAL,
)
ODD = CongressFound(found=FileFound(place=Place(folder=HOME), name="b.json"))


def journal(name, trouble=None, congress=None):
    return JournalFound(path=HOME / name, congress=congress, trouble=trouble)


def cells(offered, words=VI):
    return [[say(cell.text, words) for cell in row.cells] for row in offer_rows(offered)]


def told(offered, marked, words=VI):
    return [say(one.text, words) for one in offered_said(offered, marked)]


def test_a_row_says_in_a_word_what_it_is_and_whether_it_counts(tmp_path):
    opened(tmp_path, document(mode="real")).close()
    offered = Offered(
        days=(*days(tmp_path), journal("x.journal", JournalLocked("x")), journal("y.journal", JournalUnfinished("y"))),
        congresses=(PAPER, ODD),
    )
    assert cells(offered) == [
        ["Làm tiếp", "Đảng bộ ví dụ – Đại hội ví dụ", "14/02/2025", "THẬT"],
        ["Đang mở", "x.journal", "–", "–"],
        ["Chưa tạo xong", "y.journal", "–", "–"],
        ["Tệp ở USB", "Đảng bộ ví dụ – Đại hội", "14/02/2025", "THẬT"],
        ["Tệp đại hội", "b.json", "–", "–"],
        ["Tập huấn", "Hai mươi phiếu biết trước kết quả", "–", "TẬP HUẤN"],
    ]
    assert cells(offered, EN)[0][0] == "Go on"
    assert len(offered.names) == len(offered.by_key) == 5


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (None, "làm tiếp đúng chỗ đã dừng"),
        (JournalLocked("x"), "đang mở ở một cửa sổ khác"),
        (JournalUnfinished("x"), "chưa có gì được lưu trong đó"),
    ],
)
def test_of_the_marked_day_it_says_what_enter_does_or_why_it_cannot_be_opened(trouble, said):
    offered = Offered(days=(journal("x.journal", trouble),))
    path, why = told(offered, "/days/x.journal")
    assert path == "/days/x.journal"
    assert said in why


def test_of_a_file_it_says_that_it_is_not_changed_and_where_there_is_nothing_what_to_do():
    offered = Offered(congresses=(PAPER, ODD))
    assert told(offered, "/usb/a.json")[0] == "a.json (USB BAN)"
    assert "Tệp không bị sửa" in told(offered, "/usb/a.json")[1]
    assert "chưa đọc được" in told(offered, "/days/b.json")[1]
    train, nothing = told(Offered(), None)
    assert "tập huấn" in train
    assert "F2" in nothing
    assert told(offered, "train") == [train]


class Here:
    """The application without a day, and what is seen of it."""

    def __init__(self, home, hands=None):
        self.hands = hands or Hands()
        self.app = app(None, world(home, self.hands))
        self.pilot = None

    async def keys(self, *keys):
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def settle(self):
        for _ in range(30):
            await settle(self.pilot)
            if not any(worker.is_running for worker in self.app.workers if worker.group == "flow"):
                return
            if len(self.app.screen_stack) > 2:
                return
            await self.pilot.pause(0.05)

    @property
    def seen(self):
        return text_of(self.app)

    @property
    def screen_id(self):
        return getattr(self.app.screen, "screen_id", None)


async def here(home, steps, hands=None):
    at = Here(home, hands)
    async with at.app.run_test(size=(80, 24)) as at.pilot:
        await at.settle()
        await steps(at)
        if at.app.service:
            at.app.service.close()


@pytest.mark.asyncio
async def test_a_day_is_gone_on_with_where_it_stopped(tmp_path):
    opened(tmp_path, document(), name="a.journal").close()

    async def steps(at):
        assert "Đảng bộ ví dụ – Đại hội ví dụ" in at.seen
        await at.keys("f3", *"vi du", "enter", "enter")
        assert at.screen_id is ScreenId.LOCKED
        assert at.app.day.congress.unit.name == "Đảng bộ ví dụ"

    await here(tmp_path, steps)


@pytest.mark.asyncio
async def test_a_congress_file_begins_a_day_for_real_or_as_an_exercise(tmp_path):
    usb = stick(tmp_path, **{"dh.json": document(mode="training")})

    async def steps(at):
        await at.keys("enter")
        assert "Trong tệp đang ghi: TẬP HUẤN." in at.seen
        await at.keys("escape", "enter", "1")
        assert at.screen_id is ScreenId.LOCKED
        assert not at.app.day.is_training
        assert (tmp_path / "VD.1-2025-02-14.journal").exists()

    await here(tmp_path, steps, Hands(sticks=(usb,)))


@pytest.mark.asyncio
async def test_where_the_journal_and_the_file_have_vanished_no_day_is_begun_in_their_place(tmp_path):
    home = tmp_path / "days"
    usb = stick(tmp_path, **{"dh.json": document(mode="training")})

    async def steps(at):
        await at.keys("enter", "2")
        assert at.screen_id is ScreenId.LOCKED
        (usb.path / "dh.json").unlink()
        home.rename(tmp_path / "away")
        assert at.app.submit(NoteAirGap(broken={"interfaces": "eth0"})) is None
        await at.keys("escape", "escape")
        assert at.app.return_code == 3
        assert not home.exists()

    await here(home, steps, Hands(sticks=(usb,)))


@pytest.mark.asyncio
@pytest.mark.parametrize("keys", [["end", "enter"], ["home", "enter", "2"]], ids=["exercise", "congress"])
async def test_where_no_day_can_be_kept_it_is_a_sentence(tmp_path, keys):
    (tmp_path / "file").touch()
    usb = stick(tmp_path, **{"dh.json": document()})

    async def steps(at):
        await at.keys(*keys)
        assert "Không tạo được nhật ký trong thư mục" in " ".join(at.seen.replace("║", " ").split())
        await at.keys("escape")
        assert at.screen_id is ScreenId.OPEN

    await here(tmp_path / "file" / "days", steps, Hands(sticks=(usb,)))


@pytest.mark.asyncio
async def test_a_corrected_file_does_not_go_on_with_the_day_in_silence(tmp_path):
    opened(tmp_path, document(mode="training"), name="VD.1-2025-02-14-tap-huan.journal").close()
    corrected = document(mode="training").replace("Lê Thị An", "Lê Thị Ân")
    usb = stick(tmp_path, **{"dh.json": corrected})

    async def steps(at):
        await at.keys("down", "enter", "2")
        assert "nội dung khác tệp vừa mở" in " ".join(at.seen.replace("║", " ").split())
        await at.keys("escape")
        assert at.screen_id is ScreenId.OPEN

    await here(tmp_path, steps, Hands(sticks=(usb,)))


@pytest.mark.asyncio
async def test_what_is_wrong_with_a_file_is_told_and_nothing_is_made(tmp_path):
    tree = json.loads(document())
    tree["contests"][0]["seats"] = 99
    files = {"a.json": "{", "b.json": json.dumps(tree), "c.json": json.dumps(tree | {"mode": "odd"})}
    usb = stick(tmp_path, **files)

    async def steps(at):
        await at.keys("enter", "1")
        assert "a.json: 1 chỗ chưa đúng" in at.seen
        await at.keys("escape", "down", "enter", "2")
        assert "contests[0].seats" in at.seen
        await at.keys("escape", "down")
        (usb.path / "c.json").unlink()
        await at.keys("enter", "1")
        assert "không có tệp c.json" in at.seen
        await at.keys("escape")
        assert at.screen_id is ScreenId.OPEN
        assert not [*tmp_path.glob("*.journal")]

    await here(tmp_path, steps, Hands(sticks=(usb,)))


@pytest.mark.asyncio
async def test_a_broken_journal_is_a_sentence_and_never_a_traceback(tmp_path):
    (tmp_path / "a.journal").write_bytes(b"nothing of a journal" * 40)

    async def steps(at):
        assert "⚠ Hỏng" in at.seen
        await at.keys("enter")
        assert "không phải nhật ký của trạm kiểm phiếu" in at.seen
        await at.keys("escape", "f3", *"zzz", "enter", "f3", "escape")
        assert at.screen_id is ScreenId.OPEN

    await here(tmp_path, steps)


@pytest.mark.asyncio
async def test_a_congress_is_made_here_and_its_day_begins(tmp_path):
    async def steps(at):
        assert "nhấn F2" in at.seen
        await at.keys("f2", "2", *"Tây", "down", "down", "down", "down", "down", *"x", "down", "down", *"9", "down")
        await at.keys(
            *"An", "f8", "1", "down", *"2", "down", *"1", "f8", "2", *"Ba", "down", "2", "down", *"1980", "f8"
        )
        await at.keys("escape")
        assert at.screen_id is ScreenId.LOCKED
        assert [contest.contest.seats for contest in at.app.day.contests.values()] == [1]
        assert [*tmp_path.glob("TAY-2025-02-14-tap-huan.journal")]

    await here(tmp_path, steps)


@pytest.mark.asyncio
async def test_an_exercise_begins_anew_each_time_and_can_be_gone_on_with(tmp_path):
    async def steps(at):
        await at.keys("enter")
        assert at.screen_id is ScreenId.LOCKED
        assert at.app.day.is_training
        assert [*at.app.day.contests] == ["chi-uy", "dai-bieu"]

    await here(tmp_path, steps)
    await here(tmp_path, _another)
    assert sorted(path.name for path in tmp_path.glob("*.journal")) == [
        "TAPHUAN-2025-02-14-1.journal",
        "TAPHUAN-2025-02-14-2.journal",
    ]


async def _another(at):
    assert "Làm tiếp" in at.seen
    await at.app.screen.run_action("train")
    await at.settle()
    assert at.screen_id is ScreenId.LOCKED


@pytest.mark.asyncio
async def test_a_congress_whose_day_has_begun_is_not_made_again(tmp_path):
    opened(tmp_path, document(mode="real"), name="VD-1-2025-02-14.journal").close()

    async def steps(at):
        await at.keys("f2", "1", *"VD 1", "down", "down", "down", "down", "down", *"x", "down", "down", *"9", "down")
        await at.keys(*"An", "f8")
        assert "đã bắt đầu trên máy" in at.seen
        await at.keys("escape")
        assert at.screen_id is ScreenId.OPEN

    await here(tmp_path, steps)


@pytest.mark.asyncio
@pytest.mark.parametrize(("clear", "said"), [(True, "KHÔNG MẠNG"), (False, "⚠")])
async def test_before_a_day_is_open_the_first_line_says_what_the_look_at_the_air_gap_saw(tmp_path, clear, said):
    async def steps(at):
        assert at.app.screen._status().air is (Air.CLEAR if at.app.seen else Air.UNKNOWN)
        at.hands.seen = (Observation(check="interfaces", clear=clear, seen=None if clear else "eth0 is connected"),)
        await at.app.looked()
        await at.app.screen._look_again()
        await at.settle()
        assert said in at.seen
        assert "CHƯA KIỂM TRA" not in at.seen

    await here(tmp_path, steps)


@pytest.mark.asyncio
async def test_a_stick_that_is_plugged_in_is_seen_without_a_key(tmp_path):
    usb = stick(tmp_path, **{"dh.json": document()})

    async def steps(at):
        assert "dh.json" not in at.seen
        await at.app.screen._look_again()
        at.hands.sticks = (usb,)
        await at.app.screen._look_again()
        await at.settle()
        assert "Tệp ở USB" in at.seen

    await here(tmp_path, steps)


@pytest.mark.asyncio
async def test_while_a_day_is_opened_nothing_else_is(tmp_path):
    opened(tmp_path, document(), name="a.journal").close()

    async def steps(at):
        screen = at.app.screen
        screen.is_opening = True
        screen.refresh_day()
        await at.keys("enter")
        assert "kiểm tra từng mục của nhật ký" in at.seen
        assert at.screen_id is ScreenId.OPEN
        screen.is_opening, screen.offered = False, None
        screen.refresh_day()
        await at.settle()
        assert "Đang tìm" in at.seen
        await screen._look_again()

    await here(tmp_path, steps)
