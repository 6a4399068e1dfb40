"""Choosing a day: one to go on with, one of a congress file, a new one, or the exercise that teaches."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.days import (
    CongressFound,
    JournalFound,
    as_mode,
    congresses,
    days,
    load,
    next_training,
    places,
    train,
)
from station.drafting import Draft, document
from station.journal.errors import JournalError
from station.modals.reading import Read, Reading
from station.screens.asking import written_day
from station.screens.base import StationScreen
from station.screens.finding import found
from station.screens.making import faults_by_cell, file_label, mode_wanted, new_congress
from station.service import Service
from station.session import Day
from station.session.denied import Denied
from station.starting import begin_day, journal_path, open_day
from station.sticks import Stick, StickError
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from station.widgets.status_line import Air, Status
from tally.congress import Mode
from tally.faults import BadInput
from tally.files.congress_file import CongressFile
from tally.record.refusal import Refused

__all__ = ["Offered", "OpenScreen", "offer_rows", "offered_said"]

TRAIN = "train"
"""The key of the row of the exercise."""
LOOK_EVERY = 3.0
"""Seconds between two looks at which sticks are plugged in."""
COLUMNS = (
    Column(key="what", heading=Sentence(key="open.column.what"), width=13),
    Column(key="name", heading=Sentence(key="open.column.name"), width=None),
    Column(key="date", heading=Sentence(key="open.column.date"), width=10),
    Column(key="mode", heading=Sentence(key="open.column.mode"), width=9),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Offered:
    """What can be opened: days to go on with, congress files, and which sticks were looked at for them."""

    days: tuple[JournalFound, ...] = ()
    congresses: tuple[CongressFound, ...] = ()
    sticks: tuple[Stick, ...] = ()

    @property
    def by_key(self) -> dict[str, JournalFound | CongressFound]:
        """What can be opened, by what its row is known by."""
        every: list[JournalFound | CongressFound] = [*self.days, *self.congresses]
        return {_key(one): one for one in every}

    @property
    def names(self) -> tuple[str, ...]:
        """What the rows are looked for by."""
        return (*(_name_of_day(one) for one in self.days), *(_name_of_file(one) for one in self.congresses))


def _key(one: JournalFound | CongressFound) -> str:
    return str(one.path if isinstance(one, JournalFound) else one.found.place.folder / one.found.name)


def _name_of_day(one: JournalFound) -> str:
    return f"{one.congress.unit.name} – {one.congress.name}" if one.congress else one.path.name


def _name_of_file(one: CongressFound) -> str:
    return f"{one.unit} – {one.name}" if one.unit else one.found.name


def offer_rows(offered: Offered) -> tuple[Row, ...]:
    """Give a row for each thing that can be opened; the exercise is always there, as the last."""
    train = (
        Cell(Sentence(key="open.what.train")),
        Cell(Sentence(key="open.training")),
        *_day_and_mode(None, Mode.TRAINING),
    )
    return (*map(_day_row, offered.days), *map(_file_row, offered.congresses), Row(key=TRAIN, cells=train))


def _day_row(one: JournalFound) -> Row:
    what = Cell(Sentence(key=f"open.what.{_standing(one)}"), Ink.BAD if one.trouble else Ink.STRONG)
    congress = one.congress
    day_and_mode = _day_and_mode(congress.date, congress.mode) if congress else _day_and_mode(None, None)
    return Row(key=_key(one), cells=(what, Cell(_name_of_day(one)), *day_and_mode))


def _standing(one: JournalFound) -> str:
    """Say in a word why a journal can't be opened, if it can't."""
    code = one.trouble.code if one.trouble else "day"
    return {"journal_locked": "locked", "journal_unfinished": "unfinished", "day": "day"}.get(code, "broken")


def _file_row(one: CongressFound) -> Row:
    where = "file" if one.found.place.stick is None else "stick"
    what = Cell(Sentence(key=f"open.what.{where}"))
    return Row(key=_key(one), cells=(what, Cell(_name_of_file(one)), *_day_and_mode(one.day, one.mode)))


def _day_and_mode(day: date | None, mode: Mode | None) -> tuple[Cell, Cell]:
    written = Cell(written_day(day) if day else "–")
    if mode is None:
        return written, Cell("–")
    return written, Cell(Sentence(key=f"widget.mode.{mode.value}"), Ink.WARN if mode is Mode.REAL else Ink.ACCENT)


def offered_said(offered: Offered, marked: str | None) -> tuple[Paragraph, ...]:
    """Say what the marked one is and what Enter does with it; with nothing else there, what can be done."""
    match offered.by_key.get(marked or ""):
        case JournalFound(path=path, trouble=trouble):
            key = "open.said.day" if trouble is None else f"journal.{trouble.code}"
            why = Sentence(key=key, params=trouble.params if trouble else {})
            return (Paragraph(text=str(path), ink=Ink.FAINT), Paragraph(text=why, ink=Ink.BAD if trouble else Ink.TEXT))
        case CongressFound(found=file, unit=unit):
            key = "open.said.file" if unit else "open.said.unreadable"
            return (Paragraph(text=file_label(file), ink=Ink.FAINT), Paragraph(text=Sentence(key=key)))
        case _:
            said = Paragraph(text=Sentence(key="open.said.train"))
            return (said,) if offered.by_key else (said, Paragraph(text=Sentence(key="open.said.nothing")))


class OpenScreen(StationScreen):
    """The first screen while no day is open."""

    screen_id = ScreenId.OPEN
    BINDINGS: ClassVar = bindings_for(ScreenId.OPEN)
    CSS = """
    OpenScreen Paragraphs { margin: 1 0; }
    OpenScreen DataRows { height: auto; max-height: 60%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.offered: Offered | None = None
        self._doubt: tuple[Paragraph, ...] = ()
        self.is_opening = False

    def body(self) -> ComposeResult:
        """Give what can be opened, and what there is to say of the marked one."""
        self._doubt = tuple(Paragraph(text=one, ink=Ink.WARN) for one in self.doubt_said())
        yield Paragraphs(self.words, (), id="head")
        yield DataRows(self.words, COLUMNS)
        yield Paragraphs(self.words, (), id="about")

    def on_mount(self) -> None:
        """Look for what can be opened, and again when a stick is plugged in."""
        super().on_mount()
        self.station.flow(self._look())
        self.set_interval(LOOK_EVERY, lambda: self.run_worker(self._look_again(), group="look"))

    def show(self, _day: Day) -> None:
        """Show what can be opened."""
        head = Paragraph(text=Sentence(key="open.head"), ink=Ink.STRONG)
        self.query_one("#head", Paragraphs).show((*self._doubt, head))
        if self.offered is not None:
            self.query_one(DataRows).show_rows(offer_rows(self.offered))
        self._tell()

    @on(DataRows.Marked)
    def _tell(self) -> None:
        about = self.query_one("#about", Paragraphs)
        if self.offered is None or self.is_opening:
            key = "open.opening" if self.is_opening else "open.looking"
            about.show((Paragraph(text=Sentence(key=key), ink=Ink.WARN),))
        else:
            about.show(offered_said(self.offered, self.query_one(DataRows).marked))

    def _status(self) -> Status:
        """Say of the air gap what was seen: there is no day yet that would know."""
        seen = self.station.seen
        clear = Air.CLEAR if all(one.clear for one in seen) else Air.BROKEN
        return replace(super()._status(), air=clear if seen else Air.UNKNOWN)

    async def _look(self) -> None:
        world = self.station.world
        self.offered = await asyncio.to_thread(lambda: _offered(world.home, world.sticks()))
        self.refresh_day()

    async def _look_again(self) -> None:
        sticks = await asyncio.to_thread(self.station.world.sticks)
        known = self.offered.sticks if self.offered else sticks
        if [one.path for one in sticks] != [one.path for one in known]:
            await self._look()
        else:
            self.refresh_day()

    def action_open(self) -> None:
        """Open what is marked."""
        if self.is_opening or self.offered is None:
            self.app.bell()
            return
        match self.offered.by_key.get(self.query_one(DataRows).marked or TRAIN):
            case JournalFound(path=path):
                self.station.flow(self._open(partial(open_day, path, self.station.world)))
            case CongressFound() as paper:
                self.station.flow(self._begin(paper))
            case _:
                self.action_train()

    def action_new(self) -> None:
        """Make a congress."""
        self.station.flow(self._new())

    def action_search(self) -> None:
        """Mark what is looked for."""
        self.station.flow(self._find())

    def action_train(self) -> None:
        """Begin an exercise on the training congress."""
        world = self.station.world
        path = next_training(world.home, self._today)
        self.station.flow(self._open(partial(train, path, world)))

    @property
    def _today(self) -> date:
        return date.fromisoformat(self.station.world.minute()[:10])

    async def _find(self) -> None:
        offered = self.offered or Offered()
        place = await found(self, offered.names)
        if place is not None:
            self.query_one(DataRows).mark([*offered.by_key][place])

    async def _begin(self, paper: CongressFound) -> None:
        """Begin the day of a congress file, once it is known whether it counts."""
        said = (Sentence(key=f"open.file_is.{paper.mode.value}"),) if paper.mode else ()
        mode = await mode_wanted(self, *said)
        if mode is None:
            return
        name = paper.found.name
        try:
            data = as_mode(name, await asyncio.to_thread(load, paper.found), mode)
        except BadInput as bad:
            await self._read(faults_by_cell(name, bad, self.words))
        except StickError as error:
            await self._read(Read(title=name, texts=(Sentence(key=f"stick.{error.code}", params=error.params),)))
        else:
            await self._open(partial(begin_day, "congress.json", data, self.station.world), name=name)

    async def _new(self) -> None:
        draft = await new_congress(self, self._today, self._is_begun)
        if draft is not None:
            data = document(draft).encode()
            await self._open(partial(begin_day, "congress.json", data, self.station.world))

    def _is_begun(self, draft: Draft) -> bool:
        file = CongressFile(path="", congress=draft.congress, contests=(), rounds={})
        path = journal_path(file, self.station.world)
        return any(one.path == path and _standing(one) != "unfinished" for one in (self.offered or Offered()).days)

    async def _open(self, do: Callable[[], Service], *, name: str = "") -> None:
        """Open a day; a long journal takes a while, for all of it is proved first."""
        self.is_opening = True
        self._tell()
        try:
            service = await asyncio.to_thread(do)
        except BadInput as bad:
            await self._read(faults_by_cell(name, bad, self.words))
        except (Denied, JournalError, Refused) as error:
            self.station.tell(error)
        else:
            self.station.open_day(service)
            return
        finally:
            self.is_opening = False
        await self._look()

    async def _read(self, read: Read) -> None:
        await self.app.push_screen_wait(Reading(self.words, read))


def _offered(home: Path, sticks: Sequence[Stick]) -> Offered:
    where = places(home, sticks)
    return Offered(days=days(home), congresses=congresses(where), sticks=tuple(sticks))
