"""An entry goes to another machine through questions, each of which may be left, and nothing is done then."""

from dataclasses import replace

import pytest

from station.days import Place
from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.problem import Problem
from station.screens.machines_steps import drop, entry_files, give_out, put_new, take_in
from station.session.box import CountBox
from station.session.machines import DropEntry
from station.session.records import NoteCopy
from station.session.round import Box
from station.session.state import Kept
from station.sticks import Code, StickError, copying
from tests.cli.opened import PASSPHRASE, key_file
from tests.station.ceremony.days import stick
from tests.station.screens.closing_pilot import cheap, cheap_keys  # noqa: F401
from tests.station.screens.entry_days import HEAD, OTHER, STRIKE, TYPIST
from tests.station.screens.machines_days import (
    BALLOTS,
    DIGITS,
    HOLDERS,
    ONE,
    TWO,
    UNLOCK,
    Sitting,
    digits_of,
    machine,
    own_stick,
    trust_of,
)
from tests.station.screens.scripted import ESCAPE, options, said

pytestmark = [pytest.mark.usefixtures("cheap"), pytest.mark.asyncio]

FIRST_STICK, SECOND_STICK = 0, 1
KEPT = Kept(record="00", file="001.record", sequence=1, rounds=1, files={})
YES, NO = True, False


async def given(home, *answers, days=None, sticks=None, person=HEAD, **more):
    """Somebody at the second machine gives its entry out."""
    days = days or machine(home, "two", by=OTHER)
    sticks = (own_stick(home, TWO), stick(home, "chung")) if sticks is None else sticks
    screen = Sitting(days, home, *answers, sticks=sticks, person=person, **more)
    await give_out(screen)
    assert not screen.answers, screen.answers
    return screen


async def sent(home, **more):
    """The entry of the second machine, on a stick."""
    await given(home, *UNLOCK, SECOND_STICK, **more)
    return stick(home, "chung")


async def taken(home, *answers, days=None, sticks=None, person=HEAD, **more):
    """Somebody at the first machine takes an entry in."""
    days = days or machine(home, "one")
    sticks = (own_stick(home, ONE), stick(home, "chung")) if sticks is None else sticks
    screen = Sitting(days, home, *answers, sticks=sticks, person=person, **more)
    await take_in(screen)
    assert not screen.answers, screen.answers
    return screen


def on(usb):
    return sorted(path.name for path in usb.path.iterdir())


async def test_what_one_machine_puts_on_a_stick_the_other_takes_in(tmp_path):
    out = await given(tmp_path, *UNLOCK, SECOND_STICK)
    [note] = out.submitted[-1:]
    assert (type(note), [*note.files]) == (NoteCopy, ["bch-1-station-2-1.entry.age"])
    assert on(stick(tmp_path, "chung")) == [*note.files]
    into = await taken(tmp_path, *UNLOCK, YES)
    command = into.submitted[-1]
    assert (command.station, command.entry, command.batches) == (TWO, 2, tuple(map(tuple, BALLOTS)))
    assert into.work.is_entered
    assert out.noted[-1][1] == into.noted[-1][1], "both machines show the same digits"
    assert [out.noted[-1][0], into.noted[-1][0]] == ["exchange.given", "exchange.taken"]
    assert into.noted[-1][1][0] in said(into.asked[-1])


async def test_no_ballot_is_seen_on_the_way(tmp_path):
    await sent(tmp_path)
    into = await taken(tmp_path, *UNLOCK, YES)
    seen = said(into.asked[-1]).splitlines()[1:-3]
    assert not any(name in line for line in seen for name in ("gạch", "Vũ Minh Đức"))


# Giving out.


async def test_only_the_board_gives_an_entry_out(tmp_path):
    screen = await given(tmp_path, person=OTHER)
    assert (screen.told, screen.asked) == (["only_the_board"], [])
    days = machine(tmp_path, "three")
    days.leave()
    assert (await given(tmp_path, days=days, person=None)).told == ["only_the_board"]


async def test_an_entry_that_is_not_typed_to_its_end_stays_and_says_which_batches_are_open(tmp_path):
    screen = await given(tmp_path, days=machine(tmp_path, "x", closed=False))
    assert (screen.told, screen.asked) == (["entry_not_closed"], [])


async def test_of_two_entries_typed_here_one_is_chosen(tmp_path):
    days = machine(tmp_path, "x")
    for batch, papers in enumerate(BALLOTS, start=1):
        days.typed(2, batch, papers)
    screen = await given(tmp_path, 1, *UNLOCK, SECOND_STICK, days=days)
    assert options(screen.asked[0]) == ["Lần nhập 1", "Lần nhập 2"]
    assert [*screen.submitted[-1].files] == ["bch-1-station-2-2.entry.age"]
    assert (await given(tmp_path, ESCAPE, days=days)).noted == []


@pytest.mark.parametrize("answers", [(0,), (0, DIGITS), UNLOCK])
async def test_whoever_leaves_on_the_way_has_written_nothing(tmp_path, answers):
    screen = await given(tmp_path, *answers, ESCAPE)
    assert on(stick(tmp_path, "chung")) == []
    assert not any(isinstance(one, NoteCopy) for one in screen.submitted)


async def test_the_choice_of_a_trust_file_may_be_left(tmp_path):
    assert (await given(tmp_path, ESCAPE)).noted == []


async def test_without_a_trust_file_or_a_key_it_says_what_to_plug_in(tmp_path):
    bare = stick(tmp_path, "chung")
    screen = await given(tmp_path, ESCAPE, sticks=(bare,))
    assert isinstance(screen.asked[-1], Problem)
    assert "Không thấy tệp danh sách khóa nào" in said(screen.asked[-1])
    own, days = own_stick(tmp_path, TWO), machine(tmp_path, "x")
    (own.path / "may.key").unlink()
    screen = await given(tmp_path, 0, DIGITS, ESCAPE, days=days, sticks=(own,))
    assert "Không thấy khóa của máy kiểm phiếu (VD.1)" in said(screen.asked[-1])


async def test_the_fingerprint_is_typed_once(tmp_path):
    days = machine(tmp_path, "x")
    first = await given(tmp_path, *UNLOCK, SECOND_STICK, days=days)
    again = Sitting(days, tmp_path, PASSPHRASE, SECOND_STICK)
    again.world, again.trusted = first.world, first.trusted
    await give_out(again)
    assert on(stick(tmp_path, "chung")) == ["bch-1-station-2-1-2.entry.age", "bch-1-station-2-1.entry.age"]


async def test_of_several_keys_of_stations_one_is_chosen(tmp_path):
    own = own_stick(tmp_path, TWO)
    (own.path / "khac.key").write_bytes(key_file(ONE, HOLDERS[ONE]))
    screen = await given(tmp_path, 0, DIGITS, 1, PASSPHRASE, 1, sticks=(own, stick(tmp_path, "chung")))
    assert screen.noted[-1][0] == "exchange.given"
    assert (await given(tmp_path, 0, DIGITS, ESCAPE, days=machine(tmp_path, "y"), sticks=(own,))).noted == []


async def test_a_key_that_the_trust_file_does_not_name_writes_nothing(tmp_path):
    alone = trust_of(ONE)
    own = own_stick(tmp_path, TWO, trust_file=alone)
    screen = await given(tmp_path, 0, digits_of(alone), PASSPHRASE, sticks=(own,))
    assert screen.told == ["own_key_not_trusted"]


async def test_a_wrong_passphrase_is_told(tmp_path):
    screen = await given(tmp_path, 0, DIGITS, "sai")
    assert len(screen.told) == 1
    assert screen.noted == []


async def test_while_the_air_gap_is_broken_no_key_is_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(Sitting, "is_clear", False)
    screen = await given(tmp_path, 0, DIGITS)
    assert not any(isinstance(one, Ask) and one.request.is_secret for one in screen.asked)
    assert screen.noted == []


async def test_a_stick_that_fails_is_told_and_nothing_is_noted(tmp_path, monkeypatch):
    tried = []

    def full(path, data, **given):
        tried.append(path)
        raise OSError(28, "full")

    monkeypatch.setattr(copying.disk, "put", full)
    screen = await given(tmp_path, *UNLOCK, SECOND_STICK, ESCAPE)
    assert "Không đủ chỗ" in said(screen.asked[-1])
    assert (len(tried), screen.noted) == (1, [])


async def test_a_copy_that_the_journal_does_not_note_is_not_said_to_be_there(tmp_path):
    days = machine(tmp_path, "x")
    own = (own_stick(tmp_path, TWO), stick(tmp_path, "chung"))
    screen = Sitting(days, tmp_path, *UNLOCK, SECOND_STICK, sticks=own, person=HEAD)
    plain = screen.submit
    screen.submit = lambda command, **more: None if isinstance(command, NoteCopy) else plain(command, **more)
    await give_out(screen)
    assert screen.noted == []


async def test_nothing_on_a_stick_is_written_over(tmp_path):
    usb = stick(tmp_path, "chung")
    assert [put_new(data, "a.entry.age", usb) for data in (b"1", b"2", b"2", b"3")] == [
        "a.entry.age",
        "a-2.entry.age",
        "a-2.entry.age",
        "a-3.entry.age",
    ]
    assert [(usb.path / name).read_bytes() for name in on(usb)] == [b"2", b"3", b"1"]


async def test_a_stick_full_of_other_entries_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("station.screens.machines_steps.MOST_OF_ONE", 3)
    usb = stick(tmp_path, "chung")
    for data in (b"1", b"2"):
        put_new(data, "a.entry.age", usb)
    with pytest.raises(StickError) as error:
        put_new(b"3", "a.entry.age", usb)
    assert error.value.code is Code.EXISTS_OTHER


# Taking in.


async def test_only_who_leads_takes_an_entry_in(tmp_path):
    assert (await taken(tmp_path, person=TYPIST)).told == ["only_the_head"]


async def test_where_every_entry_has_ballots_it_says_what_to_drop_first(tmp_path):
    days = machine(tmp_path, "x")
    for batch, papers in enumerate(BALLOTS, start=1):
        days.typed(2, batch, papers)
    screen = await taken(tmp_path, ESCAPE, days=days)
    assert "F6" in said(screen.asked[-1])


async def test_without_a_file_it_says_where_one_comes_from(tmp_path):
    screen = await taken(tmp_path, ESCAPE)
    assert "F3" in said(screen.asked[-1])


async def test_of_several_files_one_is_chosen(tmp_path):
    usb = await sent(tmp_path)
    (usb.path / "a.entry.age").write_bytes(b"?")
    days = machine(tmp_path, "x")
    screen = await taken(tmp_path, 0, *UNLOCK, days=days)
    assert (options(screen.asked[0])[0], screen.told) == ("a.entry.age (USB chung)", ["not_sealed"])
    assert (await taken(tmp_path, ESCAPE, days=days)).told == []


async def test_files_of_entries_are_found_at_the_top_of_sticks_and_nowhere_else(tmp_path):
    usb = stick(tmp_path, "chung")
    for name in ("b.entry.age", ".c.entry.age", "d.ballots.age"):
        (usb.path / name).write_bytes(b"")
    (usb.path / "trong").mkdir()
    (usb.path / "trong" / "e.entry.age").write_bytes(b"")
    found = entry_files((Place(folder=usb.path, stick="chung"), Place(folder=tmp_path / "khong")))
    assert [one.name for one in found] == ["b.entry.age"]


async def test_a_file_that_is_gone_meanwhile_is_told(tmp_path, monkeypatch):
    usb = await sent(tmp_path)

    def gone(found):
        raise StickError(Code.GONE, {"folder": str(usb.path)})

    monkeypatch.setattr("station.screens.machines_steps.load", gone)
    screen = await taken(tmp_path, ESCAPE)
    assert isinstance(screen.asked[-1], Problem)
    assert len(screen.asked) == 1, "no key is asked for in vain"


async def test_the_keys_may_be_left(tmp_path):
    await sent(tmp_path)
    screen = await taken(tmp_path, 0, ESCAPE)
    assert screen.work.entries[1].source is None


async def test_the_own_file_is_told_and_not_taken_in(tmp_path):
    await sent(tmp_path)
    screen = await taken(
        tmp_path, *UNLOCK, days=machine(tmp_path, "x"), sticks=(own_stick(tmp_path, TWO), stick(tmp_path, "chung"))
    )
    assert screen.told == ["not_for_this_key"]


async def test_whoever_sees_that_it_is_the_wrong_one_says_no(tmp_path):
    await sent(tmp_path)
    screen = await taken(tmp_path, *UNLOCK, NO)
    assert isinstance(screen.asked[-1], Confirm)
    assert screen.work.entries[1].source is None


async def test_who_typed_at_one_machine_does_not_type_the_same_papers_at_another(tmp_path):
    await sent(tmp_path, days=machine(tmp_path, "two", by=TYPIST))
    screen = await taken(tmp_path, *UNLOCK, YES)
    assert (screen.told, screen.noted) == (["same_person_twice"], [])


async def test_a_box_that_was_counted_otherwise_is_told(tmp_path):
    await sent(tmp_path)
    days = machine(tmp_path, "x")
    days.sit(HEAD)
    box = Box(issued=6, unused=1, spoiled=0, collected=5, not_returned=0)
    days.do(CountBox(contest=STRIKE, box=box, reason="Đếm lại"))
    assert (await taken(tmp_path, *UNLOCK, days=days)).told == ["another_box"]


# Dropping.


async def test_what_was_taken_is_dropped_after_its_number_was_written_with_a_reason(tmp_path):
    await sent(tmp_path)
    into = await taken(tmp_path, *UNLOCK, YES)
    screen = Sitting(into, tmp_path, YES, "tập khác", person=None)
    screen.service = into.service
    await drop(screen, 2)
    assert (screen.asked[0].question.word, screen.work.entries[1].source) == ("2", None)
    assert TWO in said(screen.asked[0])
    assert screen.submitted == [DropEntry(contest=STRIKE, entry=2, reason="tập khác")]
    assert screen.noted == [("exchange.dropped", ())]


@pytest.mark.parametrize("answers", [(NO,), (YES, ESCAPE)])
async def test_a_third_entry_that_nobody_began_is_done_without_only_if_it_is_wanted(tmp_path, answers):
    days = machine(tmp_path, "x", entries=3)
    screen = Sitting(days, tmp_path, *answers, person=HEAD)
    await drop(screen, 3)
    assert "chưa ai nhập" in said(screen.asked[0])
    assert (screen.submitted, len(screen.work.entries)) == ([], 3)
    screen.answers = [YES, "hai máy thôi"]
    await drop(screen, 3)
    assert len(screen.work.entries) == 2


async def test_only_who_leads_drops(tmp_path):
    screen = Sitting(machine(tmp_path, "x", entries=3), tmp_path, person=TYPIST)
    await drop(screen, 3)
    assert (screen.told, screen.asked) == (["only_the_head"], [])


async def test_what_the_session_does_not_drop_is_not_said_to_be_dropped(tmp_path):
    screen = Sitting(machine(tmp_path, "x"), tmp_path, YES, "vì sao", person=HEAD)
    await drop(screen, 2)
    assert (screen.told, screen.noted) == (["nothing_to_drop"], [])


# The key and the trust file that the day keeps.


async def test_once_the_day_has_a_record_its_trust_file_and_its_key_are_used(tmp_path, monkeypatch):
    out = await given(tmp_path, *UNLOCK, SECOND_STICK)
    days = machine(tmp_path, "x", by=OTHER)
    monkeypatch.setattr("station.screens.unlocking.kept_trust", lambda *_: out.trusted)
    monkeypatch.setattr(days.service, "file", lambda name: key_file(TWO, HOLDERS[TWO]), raising=False)
    days.sit(HEAD)
    state = days.day.contest(STRIKE)
    days.service.day = days.day.with_contest(replace(state, kept=(KEPT,)))
    screen = await given(tmp_path, PASSPHRASE, FIRST_STICK, days=days, sticks=(stick(tmp_path, "B"),), person=None)
    assert screen.noted[-1][0] == "exchange.given"
    assert not any(isinstance(one, Choose) and "khóa" in said(one) for one in screen.asked)
