"""decide → commit → fold: what the service says is so is what the journal holds."""

import pytest

from station.journal import chain
from station.journal.database import Draft
from station.journal.errors import JournalFull
from station.service import Service
from station.session.denied import Denied
from station.session.doubts import Rule
from station.session.marks import Marks, Seen
from station.session.people import SignIn
from tally.ballot import Reason
from tally.record import canonical
from tally.record.refusal import Refused
from tests.station.screens.entry_days import HEAD, MEMBER, PINS, STRIKE, TYPIST, Days, struck

MINUTE = "2025-02-14T09:31"


@pytest.fixture
def days(tmp_path):
    return Days(tmp_path)


def again(days):
    """The day as another process finds it."""
    days.service.close()
    from station.journal.database import Journal

    journal = Journal.open(str(days.home / "day.journal"), random=bytes)
    return Service(journal, lambda: MINUTE)


def test_a_day_that_is_opened_again_is_where_it_was(days):
    days.start().typed(1, 1, [struck(3), struck(4), struck(5)])
    before = days.day
    assert again(days).day == before


def test_what_is_denied_leaves_day_and_journal_as_they_were(days):
    before, length, head = days.day, days.service.length, days.service.head
    with pytest.raises(Denied):
        days.start(contest="nobody")
    assert (days.day, days.service.length, days.service.head) == (before, length, head)


def test_a_wrong_pin_is_noted_and_then_denied(days):
    length = days.service.length
    with pytest.raises(Denied, match="wrong_pin"):
        days.service.submit(SignIn(person=MEMBER, pin="9999"))
    assert days.service.length == length + 1
    assert days.day.at_keys == HEAD


def test_the_journal_written_out_holds_nothing_of_a_pin_and_the_day_goes_on_with_them(days):
    """It goes to sticks, and four digits are tried through in minutes by whoever has their hash."""
    written, before = days.service.written(), days.day
    for pin in before.pins.values():
        assert pin.hash.encode() not in written
        assert pin.salt.encode() not in written
    service = again(days)
    assert service.day.pins == before.pins
    assert service.submit(SignIn(person=MEMBER, pin=PINS[MEMBER]))
    assert len(chain.read_written(written)) == service.length - 1


def test_nothing_is_acknowledged_that_the_journal_has_not(days, monkeypatch):
    days.start()
    before = days.day

    def fails(_drafts):
        raise JournalFull("day.journal")

    monkeypatch.setattr(days.service._journal, "append", fails)
    with pytest.raises(JournalFull):
        days.sit(TYPIST)
    assert days.day == before


def test_what_is_so_already_writes_nothing(days):
    days.start()
    length = days.service.length
    assert days.service.submit(SignIn(person=HEAD, pin=PINS[HEAD])) != ()
    assert days.service.length == length + 1
    days.leave()
    length = days.service.length
    days.leave()
    assert days.service.length == length


def test_files_are_kept_with_the_act_that_brought_them(days):
    days.service.submit(SignIn(person=MEMBER, pin=PINS[MEMBER]), files={"001.record": b"whole"})
    assert days.service.file("001.record") == b"whole"
    with pytest.raises(Refused):
        days.service.file("002.record")


def test_plain_ballots_are_found_by_their_contest(days):
    days.start().typed(1, 1, [struck(3), Marks(struck=(4,), seen=Seen.UNCLEAR), struck(5)])
    days.typed(2, 1, [struck(3), struck(4), struck(5)])
    days.sit(HEAD)
    ruling = {"defect": Reason.SEVERAL_INKS, "marks": struck(4), "agree": 2, "against": 0, "reason": "hai màu"}
    days.do(Rule(contest=STRIKE, place=(1, 2), **ruling), joined=MEMBER)
    assert len(days.service.entries_with_ballots(STRIKE)) == 7
    assert days.service.entries_with_ballots("dai-bieu") == ()


def test_a_journal_is_known_by_its_first_entry(tmp_path, days):
    begun = days.service.begun
    assert len(begun) == 64
    days.start()
    assert days.service.begun == begun
    from tests.station.worlds import opened

    empty = opened(tmp_path, name="other.journal")
    assert empty.begun == ""


def test_an_entry_of_another_program_is_refused(tmp_path):
    from tests.station.worlds import opened

    service = opened(tmp_path)
    service._journal.append([Draft(body=canonical.write({"schema": "act/2"}))])
    with pytest.raises(Refused, match="not_an_act"):
        Service(service._journal, lambda: MINUTE)


def test_every_act_has_its_actor_and_ballots_have_no_minute(days):
    days.start().typed(1, 1, [struck(3), struck(4), struck(5)])
    history = list(days.service.history())
    entered = [one for one in history if one.event.name == "ballot_entered"]
    assert {one.by for one in entered} == {(TYPIST,)}
    assert {one.at for one in entered} == {None}
    assert {one.at for one in history if one.event.timed} == {MINUTE}
