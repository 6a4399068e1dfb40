"""What the screen of several machines shows: whose entries of a contest there are, and what comes next.

Of an entry from elsewhere it is shown whose it is, and never a mark of a ballot.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import reduce

from station.exchange import EntryRefused, closed_entry
from station.screens.batches import entered_in
from station.session import Day
from station.session.machines import TakeEntry
from station.session.phase import open_questions
from station.session.round import Entry, RoundState
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph
from tally.record.fingerprint import fingerprint

__all__ = [
    "COLUMNS",
    "Standing",
    "about",
    "droppable",
    "free_entry",
    "groups",
    "machine_rows",
    "standing",
    "typed_here",
    "what_next",
]

COLUMNS = (
    Column(key="entry", heading=Sentence(key="exchange.column.entry"), width=10),
    Column(key="machine", heading=Sentence(key="exchange.column.machine"), width=22),
    Column(key="typist", heading=Sentence(key="exchange.column.typist"), width=None),
    Column(key="state", heading=Sentence(key="station.column.state"), width=17),
)
_HALF = 6
"""Groups of a fingerprint on a line, as it is read aloud."""


class Standing(StrEnum):
    """How it stands with an entry of all ballots."""

    FREE = "free"
    """Nobody has begun it: it may be typed here, or come from another machine."""
    TYPING = "typing"
    TYPED = "typed"
    """Every batch is closed here, so it can be given out."""
    TAKEN = "taken"
    """It came from another machine."""


_INKS = {Standing.FREE: Ink.FAINT, Standing.TYPING: Ink.WARN, Standing.TYPED: Ink.GOOD, Standing.TAKEN: Ink.GOOD}


def standing(work: RoundState, number: int) -> Standing:
    """Say how it stands with an entry (from 1)."""
    entry = work.entries[number - 1]
    if entry.source is not None:
        return Standing.TAKEN
    if entry == Entry():
        return Standing.FREE
    try:
        closed_entry(work, number)
    except EntryRefused:
        return Standing.TYPING
    return Standing.TYPED


def _numbers(work: RoundState) -> range:
    return range(1, len(work.entries) + 1)


def typed_here(work: RoundState) -> tuple[int, ...]:
    """Give the entries that were typed here to their end."""
    return tuple(number for number in _numbers(work) if standing(work, number) is Standing.TYPED)


def free_entry(work: RoundState) -> int | None:
    """Give the first entry that nobody has begun, None where there is none."""
    return next((number for number in _numbers(work) if standing(work, number) is Standing.FREE), None)


def droppable(work: RoundState) -> tuple[int, ...]:
    """Give the entries that may be thrown away whole: they came from elsewhere; or a third that nobody has begun."""
    return tuple(
        number
        for number in _numbers(work)
        for now in (standing(work, number),)
        if now is Standing.TAKEN or (now is Standing.FREE and number > 2)
    )


def machine_rows(day: Day, work: RoundState) -> tuple[Row, ...]:
    """Give a row for each entry: at which machine it was typed, by whom, and how far it is."""
    return tuple(_row(day, work, number) for number in _numbers(work))


def _row(day: Day, work: RoundState, number: int) -> Row:
    entry, now = work.entries[number - 1], standing(work, number)
    done, total = entered_in(work, number)
    machine: str | Sentence = entry.source or Sentence(key="exchange.here")
    if now is Standing.FREE:
        machine = "–"
    return Row(
        key=str(number),
        cells=(
            Cell(Sentence(key="station.entry", params={"entry": number}), Ink.KEY),
            Cell(machine),
            Cell(", ".join(_typists(day, entry))),
            Cell(Sentence(key=f"exchange.state.{now.value}", params={"done": done, "total": total}), _INKS[now]),
        ),
    )


def _typists(day: Day, entry: Entry) -> tuple[str, ...]:
    """Name who typed, each once. A batch without papers bears the name of its machine, which is nobody's."""
    typed = (batch.typist for batch in entry.batches.values() if batch.typist != entry.source)
    return tuple(dict.fromkeys(one if entry.source else day.person(one).name for one in typed))


def what_next(work: RoundState) -> tuple[Paragraph, ...]:
    """Say how far the machines are together, and what to press next."""
    step = _step(work)
    said = [Paragraph(text=Sentence(key=f"exchange.next.{step}"), ink=Ink.STRONG)]
    ways = ("exchange.next.here", "exchange.next.there") if step == "exchange" else ()
    keys = [Paragraph(text=Sentence(key=key), ink=Ink.KEY) for key in ways]
    return (*said, *keys, Paragraph(text=Sentence(key="exchange.rule"), ink=Ink.FAINT))


def _step(work: RoundState) -> str:
    if work.is_entered:
        return "compare" if open_questions(work) else "agree"
    states = {standing(work, number) for number in _numbers(work)}
    if Standing.TYPING in states:
        return "type"
    if Standing.TYPED in states:
        return "exchange"
    return "both" if Standing.TAKEN in states else "begin"


def groups(data: bytes) -> tuple[str, str]:
    """Give the fingerprint of a file in groups of digits, on two lines: both machines must show the same."""
    every = fingerprint(data).split(" ")
    return " ".join(every[:_HALF]), " ".join(every[_HALF:])


def about(command: TakeEntry, holder: str, data: bytes) -> tuple[str | Sentence, ...]:
    """Say whose an entry is that came on a stick, and how many papers it is of."""
    papers = reduce(lambda done, batch: done + len(batch), command.batches, 0)
    typists = [typist for typist in dict.fromkeys(command.typists) if typist != command.station]
    return (
        Sentence(key="exchange.about.machine", params={"station": command.station, "holder": holder}),
        Sentence(key="exchange.about.typists", params={"typists": _listed(typists)}),
        Sentence(key="exchange.about.papers", params={"n": papers, "batches": len(command.batches)}),
        Sentence(key="exchange.about.fingerprint"),
        *(f"  {line}" for line in groups(data)),
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "–"
