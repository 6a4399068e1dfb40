"""What a day can begin with: journals to go on with, congress files and lists, in the folder of days and on sticks.

A journal is only looked into, for its first entry, to say whose day it is; it is proved when it is opened.
"""

import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from station import spelling
from station.journal import connections, sound
from station.journal.errors import JournalError, JournalUnfinished
from station.service import Service
from station.session.definition import Defined, read_definition
from station.session.denied import Denied
from station.starting import JOURNAL, make_day
from station.sticks import Stick, StickError, read
from station.training.papers import UNIT, document
from station.world import World
from tally.congress import Congress, Mode
from tally.faults import BadInput
from tally.files.strict import Tree, key_faults, read_tree
from tally.record.refusal import Refused

__all__ = [
    "CongressFound",
    "FileFound",
    "JournalFound",
    "Place",
    "as_mode",
    "congresses",
    "days",
    "lists",
    "load",
    "next_training",
    "places",
    "train",
]

MOST_BYTES = 16 * 1024 * 1024
MOST_FILES = 200
"""Files of a folder that are looked at: one with more is no folder of a board's."""
CONGRESS_FILES = (".json", ".toml")
LIST_FILES = (".xlsx", ".csv", ".xls")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A folder that files are looked for in; ``stick`` is the name of the stick that it is, None for the computer."""

    folder: Path
    stick: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FileFound:
    """A file that is there, in its place."""

    place: Place
    name: str


@dataclass(frozen=True, kw_only=True, slots=True)
class JournalFound:
    """A journal. ``congress`` is as its day began, None where nobody can tell; ``trouble`` keeps it from opening."""

    path: Path
    congress: Congress | None
    trouble: JournalError | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class CongressFound:
    """A congress file: what it says of itself, empty where it says nothing that can be read."""

    found: FileFound
    unit: str = ""
    name: str = ""
    day: date | None = None
    mode: Mode | None = None


def places(home: Path, sticks: Sequence[Stick]) -> tuple[Place, ...]:
    """Give the folder of days, and each stick."""
    return (Place(folder=home), *(Place(folder=stick.path, stick=stick.label) for stick in sticks))


def days(home: Path) -> tuple[JournalFound, ...]:
    """Give the journals of a folder, the one that was written last first; those that cannot be opened stand behind."""
    with suppress(OSError):
        paths = [path for path in home.iterdir() if path.name.endswith(JOURNAL) and path.is_file()]
        found = [_day(path) for path in sorted(paths, key=_written, reverse=True)]
        return tuple(sorted(found, key=lambda one: one.trouble is not None))
    return ()


def _written(path: Path) -> int:
    """Say when a journal was last written: what is not yet in the file itself stands in the log beside it.

    An empty log says nothing: it is there since the journal was last looked into.
    """
    times = [path.stat().st_mtime_ns]
    with suppress(OSError):
        log = path.with_name(f"{path.name}-wal").stat()
        times += [log.st_mtime_ns] if log.st_size else []
    return max(times)


class _Seen(Exception):
    """Enough was seen: the journal is let go as it was."""


def _day(path: Path) -> JournalFound:
    bodies: list[bytes] = []
    try:
        with connections.taken(str(path)) as connection:
            if not sound.is_journal(connection, str(path)):
                raise JournalUnfinished(str(path))
            bodies += [row.entry.body for row in sound.rows(connection, 0)[:1]]
            raise _Seen
    except _Seen:
        pass
    except JournalError as trouble:
        return JournalFound(path=path, congress=None, trouble=trouble)
    with suppress(Refused, BadInput, Denied):
        for body in bodies:
            event = spelling.read(body, None).event
            if isinstance(event, Defined):
                return JournalFound(path=path, congress=read_definition(event.document).congress)
    return JournalFound(path=path, congress=None, trouble=None if bodies else JournalUnfinished(str(path)))


def congresses(where: Iterable[Place]) -> tuple[CongressFound, ...]:
    """Give the congress files there are. A file that is another document is none; one that cannot be read may be."""
    found = (_paper(one) for one in _files(where, CONGRESS_FILES))
    return tuple(paper for paper in found if paper is not None)


def lists(where: Iterable[Place]) -> tuple[FileFound, ...]:
    """Give the spreadsheets there are."""
    return tuple(_files(where, LIST_FILES))


def _files(where: Iterable[Place], endings: tuple[str, ...]) -> list[FileFound]:
    found = []
    for place in where:
        with suppress(OSError):
            names = sorted(path.name for path in place.folder.iterdir())
            fit = [name for name in names if name.lower().endswith(endings) and not name.startswith((".", "~"))]
            found += [FileFound(place=place, name=name) for name in fit[:MOST_FILES]]
    return found


def load(found: FileFound) -> bytes:
    """Read a file. Raises StickError."""
    return read(found.place.folder, found.name, MOST_BYTES)


def _paper(found: FileFound) -> CongressFound | None:
    try:
        tree = read_tree(found.name, load(found))
    except (BadInput, StickError):
        return CongressFound(found=found)
    if tree.get("schema") != "congress/1":
        return None
    unit, event = _part(tree, "unit"), _part(tree, "congress")
    day, mode = event.get("date"), tree.get("mode")
    with suppress(ValueError):
        day = date.fromisoformat(str(day))
    return CongressFound(
        found=found,
        unit=_text(unit, "name"),
        name=_text(event, "name"),
        day=day if isinstance(day, date) else None,
        mode=Mode(mode) if mode in list(Mode) else None,
    )


def _part(tree: Tree, key: str) -> Tree:
    part = tree.get(key)
    return part if isinstance(part, dict) else {}


def _text(part: Tree, key: str) -> str:
    text = part.get(key)
    return text if isinstance(text, str) else ""


def next_training(home: Path, today: date) -> Path:
    """Give where the next exercise on the training congress is kept: each has a journal of its own."""
    number = 1
    while os.path.exists(path := home / f"{UNIT}-{today.isoformat()}-{number}{JOURNAL}"):
        number += 1
    return path


def train(path: Path, world: World) -> Service:
    """Begin an exercise on the training congress. Raises JournalError."""
    return make_day(path, document(), world)


def as_mode(name: str, data: bytes, mode: Mode) -> bytes:
    """Give a congress file for real, or as an exercise. Raises BadInput for one that cannot be read."""
    tree = read_tree(name, data)
    if faults := key_faults(name, tree):  # what stands twice would stand once in what is written here
        raise BadInput(fault for _, fault in faults)
    return json.dumps({**tree, "mode": mode.value}, ensure_ascii=False, default=str).encode()
