"""Deadlines after a congress (R15): from its day, over or to come."""

import dataclasses
from datetime import date

from tally.archive.units.due import DeadlineKind, deadlines_of
from tally.deadlines import DaysOff
from tally.files.disk import load_bytes
from tally.files.holidays import VIETNAM, read_holidays


def test_deadlines_are_reckoned_from_the_day_of_the_congress(archive):
    """R15, by hand: Friday 28 March 2025, with Hùng Kings on 7 April, 30 April and 1 May off."""
    archive.update()
    held = dataclasses.replace(archive.unit(archive.held[0]), day=date(2025, 3, 28))
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    found = {one.what: one.last for one in deadlines_of(held, days_off)}
    assert found[DeadlineKind.REPORT] == date(2025, 4, 9)
    assert found[DeadlineKind.COMPLAIN] == date(2025, 4, 21)
    assert found[DeadlineKind.KEEP] == date(2025, 9, 28)
    assert {one.years_not_known for one in deadlines_of(held, DaysOff()) if one.what is not DeadlineKind.KEEP} == {
        (2025,)
    }


def test_only_deadlines_that_run_out_soon_are_shown(known):
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    assert known.status().deadlines == ()
    today = date(2025, 4, 10)
    shown = known.status(today=today, days_off=days_off).deadlines
    assert shown
    assert all(0 <= (one.last - today).days <= 7 for one in shown)
    assert [one.last for one in shown] == sorted(one.last for one in shown)


def test_every_deadline_is_over_or_to_come_and_those_that_are_over_are_listed(known):
    days_off = read_holidays(VIETNAM, load_bytes(VIETNAM))
    today = date(2025, 4, 10)
    status = known.status(today=today, days_off=days_off)
    there = [one for unit in status.units for one in deadlines_of(unit, days_off)]
    assert status.passed
    assert {*status.passed} == {one for one in there if one.last < today}
    assert not {*status.passed} & {*status.deadlines}
    assert known.status().passed == ()
