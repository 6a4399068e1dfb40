"""The day of a counting board as a pure machine: what somebody wants, what comes of it, and how the day stands then.

``decide`` says yes with events or no with a reason; ``fold`` gives the day after an event. Nothing else changes a day,
and neither knows a clock, chance, a file or a screen. The same events, folded again, give the same day.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import reduce
from typing import Any, TypeAlias, get_args

from station.session import (
    batches,
    box,
    closing,
    comparison,
    decision,
    definition,
    doubts,
    entry,
    machines,
    people,
    records,
    sheets,
    watch,
)
from station.session.act import Act, Happened, Who
from station.session.denied import Denied
from station.session.state import Day, Duty

__all__ = ["EVENTS", "Act", "Command", "Day", "Denied", "Event", "Happened", "decide", "fold", "folded"]

Command: TypeAlias = (
    definition.Command
    | people.Command
    | box.Command
    | entry.Command
    | batches.Command
    | machines.Command
    | sheets.Command
    | comparison.Command
    | doubts.Command
    | closing.Command
    | decision.Command
    | records.Command
    | watch.Command
)
Event: TypeAlias = (
    definition.Event
    | people.Event
    | box.Event
    | entry.Event
    | batches.Event
    | machines.Event
    | sheets.Event
    | comparison.Event
    | doubts.Event
    | closing.Event
    | decision.Event
    | records.Event
    | watch.Event
)

ROOMS = (
    definition,
    people,
    box,
    entry,
    batches,
    machines,
    sheets,
    comparison,
    doubts,
    closing,
    decision,
    records,
    watch,
)


def _kinds(union: Any) -> tuple[Any, ...]:
    """Give the classes of a union, or the one class that it is."""
    return get_args(union) or (union,)


EVENTS: Mapping[str, type[Event]] = {kind.name: kind for room in ROOMS for kind in _kinds(room.Event)}
"""Every event by the name that the journal knows it by."""

_DECIDE: Mapping[type, Callable[[Day, Act, Any], tuple[Event, ...]]] = {
    kind: room.decide for room in ROOMS for kind in _kinds(room.Command)
}
_FOLD: Mapping[type, Callable[[Day, Any, tuple[str, ...]], Day]] = {
    kind: room.fold for room in ROOMS for kind in _kinds(room.Event)
}


def decide(day: Day, act: Act, command: Command) -> tuple[Event, ...]:
    """Say what comes of a command: events, none where it is so already.

    Raises Denied, and BadInput for a congress file with faults. A wrong PIN of somebody who joins is an event too:
    the command is not carried out then.
    """
    if act.by and act.by[0] != day.at_keys:
        raise Denied("not_at_the_keys", person=act.by[0])
    if len({day.known_as(person) for person in act.by}) < len(act.by):
        raise Denied("two_persons")
    if wrong := tuple(one for person in act.by[1:] for one in people.tried(day, act, person, act.pins.get(person, ""))):
        return wrong
    _check_who(day, act, command)
    if command.enters and day.watch.stops and not day.is_training:
        raise Denied("air_gap_broken", checks=", ".join(day.watch.broken))
    return _DECIDE[type(command)](day, act, command)


def _check_who(day: Day, act: Act, command: Command) -> None:
    """Check that whoever gives a command may, and that nobody of them is on the list (R2, Art. 8)."""
    who: Who = command.who
    if who is Who.MACHINE:
        return
    if not act.by:
        raise Denied("sign_in_first")
    contest: str | None = getattr(command, "contest", None)
    for person in act.by:
        _check_apart(day, person, contest)
    sits = [day.sits(person, contest) for person in act.by]
    if who is Who.TWO and len(act.by) < 2:
        raise Denied("two_persons")
    if (who is Who.TWO and not any(sits)) or (who is Who.BOARD and not sits[0]):
        raise Denied("only_the_board")
    if who is Who.MEMBERS and sum(sits) < 2:
        raise Denied("two_members")
    if who is Who.LEAD and not day.lead(act.by, contest):
        raise Denied("only_the_head")


def _check_apart(day: Day, person: str, contest: str | None) -> None:
    """Check that somebody may have to do with a contest at all: on its board, or no candidate of it."""
    one = day.person(person)
    if contest is None or day.sits(person, contest):
        return
    is_operator = one.duty is Duty.OPERATOR
    if day.stands(one.name, contest):
        raise Denied("operator_is_candidate" if is_operator else "board_member_is_candidate", name=one.name)
    if not is_operator:
        raise Denied("not_of_the_board", name=one.name)


def fold(day: Day, happened: Happened) -> Day:
    """Give the day after something happened."""
    after = _FOLD[type(happened.event)](day, happened.event, happened.by)
    if happened.by[1:] and not isinstance(happened.event, people.WrongPin):
        after = people.proved(after, happened.by[1:])
    return replace(after, entries=day.entries + 1)


def folded(happened: Iterable[Happened]) -> Day:
    """Give the day after all that happened, in its order."""
    return reduce(fold, happened, Day())
