"""The operator's manual: a picture of every screen, and the tables of keys, from the application as it is.

``python -m tools.station_shots`` writes docs/vi/*.svg and the key tables of docs/vi/huong-dan.md anew, the same bytes
every time. ``python -m tools.station_shots all`` writes every screen in both languages and two sizes to build/shots.
"""

import asyncio
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path

from station.terminal import Terminal, prepare

prepare({"TERM": "xterm-256color", "LANG": "C.UTF-8", "COLORTERM": "truecolor"})

from textual.pilot import Pilot  # noqa: E402 -- once the terminal is settled

from station.actions import ScreenId, manual  # noqa: E402
from station.app import StationApp  # noqa: E402
from station.screens.transfer import TransferScreen  # noqa: E402
from station.session.people import SignIn  # noqa: E402
from station.world import World  # noqa: E402
from tally.record.document import Observation  # noqa: E402
from tally.words import Lang, Words  # noqa: E402
from tools.shots_day import (  # noqa: E402
    COMMITTEE,
    HEAD,
    MINUTE,
    OTHER,
    PEOPLE,
    SECRETARY,
    TYPIST,
    ShownDay,
    chance,
    opened,
    working_in,
)

ROOT = Path(__file__).parent.parent
MANUAL = ROOT / "docs" / "vi"
PAGE = MANUAL / "huong-dan.md"
ALL = ROOT / "build" / "shots"
SMALL, LARGE = (80, 24), (120, 40)
MOST = 25
"""Pictures that the repository holds."""
_PINS = {f"p{number}": pin for number, (_, pin) in enumerate(PEOPLE.values(), start=1)}
_FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)
_TABLE = re.compile(r"(<!-- phím ([a-z_]+) -->\n).*?(<!-- hết phím -->)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A picture: the day at one of its stops, who is at the keys, the screen, and the keys pressed on it."""

    screen: ScreenId
    stop: str = "people"
    contest: str = COMMITTEE
    person: str = HEAD
    keys: tuple[str, ...] = ()
    size: tuple[int, int] = SMALL
    lang: Lang = Lang.VI

    @property
    def name(self) -> str:
        """The name of its file."""
        size = "" if self.size == SMALL else f"-{self.size[0]}x{self.size[1]}"
        lang = "" if self.lang is Lang.VI else f"-{self.lang.value}"
        return f"{self.screen.value.replace('_', '-')}{size}{lang}.svg"


SHOTS = (
    Shot(screen=ScreenId.OPEN, stop="new", person=""),
    Shot(screen=ScreenId.LOCKED, person=""),
    Shot(screen=ScreenId.PEOPLE),
    Shot(screen=ScreenId.DAY, stop="entry"),
    Shot(screen=ScreenId.ROLL),
    Shot(screen=ScreenId.LIST),
    Shot(screen=ScreenId.PREPARE),
    Shot(screen=ScreenId.BOX, stop="bch-box", keys=(*"160", "enter", *"3", "enter", *"1", "enter", *"155", "enter")),
    Shot(screen=ScreenId.ENTRY_STRIKE, stop="entry", person=TYPIST, keys=(*"3", "space", *"9")),
    Shot(screen=ScreenId.ENTRY_BOXES, stop="boxes", contest=SECRETARY, person=TYPIST, keys=("enter",)),
    Shot(screen=ScreenId.SHEETS, stop="sheets", person=OTHER),
    Shot(screen=ScreenId.MACHINES, stop="typed"),
    Shot(screen=ScreenId.COMPARE, stop="compare", keys=("1",)),
    Shot(screen=ScreenId.DOUBTFUL, stop="compare"),
    Shot(screen=ScreenId.RESULT, stop="tied"),
    Shot(screen=ScreenId.SIGN, stop="signed"),
    Shot(screen=ScreenId.CLOSE, stop="signed"),
    Shot(screen=ScreenId.TRANSFER, stop="signed", size=LARGE),
    Shot(screen=ScreenId.PAPERS, stop="signed"),
    Shot(screen=ScreenId.LOG, stop="tied"),
    Shot(screen=ScreenId.BOARD, stop="tied", size=LARGE),
)
KEPT = (
    *SHOTS,
    *(replace(shot, size=LARGE) for shot in SHOTS if shot.screen in (ScreenId.ENTRY_STRIKE, ScreenId.RESULT)),
    *(replace(shot, lang=Lang.EN) for shot in SHOTS if shot.screen in (ScreenId.ENTRY_STRIKE, ScreenId.RESULT)),
)


def world(home: Path) -> World:
    """Give a world in which nothing happens that is not seen."""
    return World(
        minute=lambda: MINUTE,
        seconds=lambda: 0.0,
        random=chance(),
        observe=lambda: (Observation(check="interfaces", clear=True),),
        sticks=lambda: (),
        home=home,
    )


async def picture(shot: Shot, stops: Path) -> str:
    """Give a picture as SVG."""
    home = Path("kiem-phieu")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(stops / shot.stop, home)
    is_open = shot.screen is not ScreenId.OPEN
    service = opened(home) if is_open else None
    terminal = Terminal(themes=("night", "paper"))
    app = StationApp(world(home), Words(shot.lang), terminal, opened=service)
    async with app.run_test(size=shot.size) as pilot:
        await _settled(app, pilot)
        if shot.person:
            app.submit(SignIn(person=shot.person, pin=_PINS[shot.person]))
            app.signed_in(shot.person)
            app.show_hall()
            if shot.screen is not ScreenId.DAY:
                app.go(shot.screen, shot.contest)
            await _settled(app, pilot)
        for key in shot.keys:
            await pilot.press(key)
            await _settled(app, pilot)
        if isinstance(app.screen, TransferScreen):
            app.screen._change(lambda one: replace(one, at=0, is_held=True))
            await _settled(app, pilot)
        drawn = app.export_screenshot(title=app.words(f"action.screen.{shot.screen}"))
    if service:
        service.close()
    return _FONT_FACE.sub("", drawn).replace("Fira Code", "JetBrains Mono, DejaVu Sans Mono")


async def _settled(app: StationApp, pilot: Pilot[int]) -> None:
    """Wait until what was begun is done and painted."""
    await app.workers.wait_for_complete()
    for _ in range(6):
        await pilot.pause()


def pictures(shots: Sequence[Shot]) -> Iterable[tuple[str, str]]:
    """Give these pictures, each with the name of its file."""
    with tempfile.TemporaryDirectory() as folder, working_in(Path(folder)):
        stops = Path(folder) / "stops"
        stops.mkdir()
        ShownDay(stops).play()
        for shot in shots:
            yield shot.name, asyncio.run(picture(shot, stops))


def with_keys(page: str) -> str:
    """Give the manual with its tables of keys as the registry has them now."""
    tables = _tables()
    return _TABLE.sub(lambda found: f"{found[1]}\n{tables[ScreenId(found[2])]}\n{found[3]}", page)


def _tables() -> dict[ScreenId, str]:
    lines = "\n".join(manual(Words(Lang.VI))).split("### ")[1:]
    return {screen: table.partition("\n\n")[2].strip() + "\n" for screen, table in zip(ScreenId, lines, strict=True)}


def main(asked: list[str]) -> None:
    """Write the manual's pictures and tables; or every picture there is."""
    if asked == ["all"]:
        every = [replace(shot, size=size, lang=lang) for shot, size, lang in product(SHOTS, (SMALL, LARGE), Lang)]
        _write(ALL, every)
        return
    assert len(KEPT) <= MOST, json.dumps([shot.name for shot in KEPT])
    _write(MANUAL, KEPT)
    PAGE.write_text(with_keys(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


def _write(folder: Path, shots: Sequence[Shot]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.svg"):
        old.unlink()
    for name, drawn in pictures(shots):
        (folder / name).write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
