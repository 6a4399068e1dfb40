"""A broken air gap where the box is stored: the board mends it or goes on in spite of it, and nobody else does."""

import asyncio

import pytest

from station.screens.air_gap import past_air_gap
from station.session.watch import NoteAirGap
from station.widgets.drawing import say
from tests.station.screens.entry_days import HEAD, TYPIST, Days, document
from tests.station.screens.scripted import ESCAPE, VI, Scripted, options

LOOK, OVERRULE = 0, 1
BROKEN = {"interfaces": "eth0", "routes": "eth0"}


class Screen(Scripted):
    """A screen whose station looks again, and sees what the test lets it see."""

    sees = (BROKEN,)

    async def looked(self):
        now, *self.sees = [*self.sees, self.sees[-1]][: max(2, len(self.sees))]
        self.submit(NoteAirGap(broken=now))


def asked(tmp_path, *answers, sees=(BROKEN,), mode="real", person=HEAD, broken=BROKEN):
    days = Days(tmp_path, document(mode=mode))
    days.sit(person)
    days.do(NoteAirGap(broken=broken))
    screen = Screen(days.service, *answers)
    screen.sees = sees
    return screen, asyncio.run(past_air_gap(screen))


@pytest.mark.parametrize("given", [{"mode": "training"}, {"broken": {}}])
def test_where_nothing_stops_entering_nothing_is_asked(tmp_path, given):
    screen, may = asked(tmp_path, **given)
    assert may
    assert screen.asked == []


def test_what_is_broken_is_named_in_words_and_there_are_two_ways_on(tmp_path):
    screen, may = asked(tmp_path, ESCAPE)
    assert not may
    (choose,) = screen.asked
    assert options(choose) == ["Đã ngắt mạng: xem lại ngay", "Ban kiểm phiếu quyết định đi tiếp, ghi lý do"]
    said = " ".join(say(part, VI) for part in choose.choice.said)
    assert "Kết nối mạng" in said
    assert "Đường ra mạng" in said
    assert "interfaces" not in said
    assert screen.day.watch.overruled is None


def test_the_board_goes_on_by_a_majority_with_its_reason(tmp_path):
    screen, may = asked(tmp_path, OVERRULE, 0, "Dây của hội trường")
    assert may
    assert screen.day.watch.overruled == "Dây của hội trường"
    assert screen.answers == []


def test_without_votes_it_does_not_go_on(tmp_path):
    screen, may = asked(tmp_path, OVERRULE, ESCAPE)
    assert not may
    assert screen.day.watch.overruled is None


@pytest.mark.parametrize("way", [LOOK, OVERRULE])
def test_what_is_mended_by_then_takes_no_vote(tmp_path, way):
    screen, may = asked(tmp_path, way, sees=({},))
    assert may
    assert screen.day.watch.overruled is None


def test_it_is_asked_again_as_long_as_it_is_broken(tmp_path):
    screen, may = asked(tmp_path, LOOK, LOOK, sees=(BROKEN, {}))
    assert may
    assert len(screen.asked) == 2


def test_to_a_technician_it_is_said_and_nothing_is_asked(tmp_path):
    """R2: the board decides."""
    screen, may = asked(tmp_path, person=TYPIST)
    assert not may
    assert screen.asked == []
    assert screen.told == ["air_gap_broken"]
