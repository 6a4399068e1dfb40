"""The help: the field one is in, every act with its key, found by its name without marks, and done from there."""

import pytest

from station.actions import ScreenId, actions_of
from station.modals.help import Help, Helped, Listing, draw_acts
from tally.words import Lang, Words
from tests.station.keys import burst, settle
from tests.station.painted import text_of
from tests.station.widgets.gallery import EntryStage, Gallery

VI = Words(Lang.VI)
ACTS = actions_of(ScreenId.ENTRY_STRIKE)
HELPED = Helped(screen=ScreenId.ENTRY_STRIKE, acts=ACTS, field="widget.help.entry")
DOWN, UP = "\x1b[B", "\x1b[A"


@pytest.mark.asyncio
@pytest.mark.parametrize(
    ("stream", "done"),
    [
        ("\r", [None]),
        ("hoan tac\r", ["undo"]),
        ("hoàn tác\r", ["undo"]),
        ("huy tap\r", ["void_batch"]),
        ("khong co viec nay\r", [None]),
        (f"khong co viec nay{DOWN}\r", [None]),
        (f"{DOWN}\r", [ACTS[0].id]),
        (f"{DOWN}{DOWN}\r", [ACTS[1].id]),
        (f"{UP}\r", [ACTS[-1].id]),
        ("\x1bOP", [None]),
    ],
)
async def test_an_act_is_found_by_its_name_and_chosen(stream, done):
    app = Gallery(EntryStage)
    chosen: list[str | None] = []
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Help(app.words, HELPED), chosen.append)
        await settle(pilot)
        for key in stream.replace("\r", "\0\r").split("\0"):
            await burst(app, pilot, key)
        await settle(pilot)
        assert chosen == done


@pytest.mark.asyncio
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_field_and_the_acts_with_their_keys_are_seen_in_either_language(size):
    app = Gallery(EntryStage)
    async with app.run_test(size=size) as pilot:
        app.push_screen(Help(app.words, HELPED))
        await settle(pilot)
        seen = text_of(app)
        assert "TRỢ GIÚP · Nhập phiếu gạch tên" in seen
        assert "Gõ các số trên tờ phiếu" in seen
        assert "F4       Nghi vấn" in seen
        await pilot.press("f7")
        await settle(pilot)
        assert "HELP · Entering strike ballots" in text_of(app)
        assert "F4       Doubtful" in text_of(app)


@pytest.mark.asyncio
async def test_a_screen_without_a_field_still_has_its_acts():
    app = Gallery(EntryStage)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(Help(app.words, Helped(screen=ScreenId.LOCKED, acts=actions_of(ScreenId.LOCKED))))
        await settle(pilot)
        assert "Mở khóa" in text_of(app)


@pytest.mark.parametrize("marked", range(len(ACTS)))
@pytest.mark.parametrize("height", [9, 3])
def test_the_marked_act_is_in_sight_with_all_that_it_does(marked, height):
    listing = Listing(screen=ScreenId.ENTRY_STRIKE, acts=ACTS, marked=marked)
    drawn = draw_acts(listing, VI, 70, height).plain.split("\n")
    assert len(drawn) <= height
    assert all(len(line) <= 70 for line in drawn)
    [first] = [place for place, line in enumerate(drawn) if line.startswith("▸")]
    assert VI(ACTS[marked].label_key) in drawn[first]
    told = " ".join(line[34:].strip() for line in drawn[first:])
    assert told.startswith(VI(ACTS[marked].help_key)[: 36 * height - 40])


def test_nothing_of_the_list_is_cut():
    drawn = draw_acts(Listing(screen=ScreenId.ENTRY_STRIKE, acts=ACTS), VI, 74, 200).plain
    assert "…" not in drawn
    told = " ".join(line[34:].strip() for line in drawn.split("\n"))
    assert all(VI(act.help_key) in told for act in ACTS)
