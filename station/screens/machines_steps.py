"""What is asked on the way of an entry from one machine to another: the stick, the trust file, this machine's key."""

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from station.days import FileFound, Place, load
from station.exchange import ENTRY, EntryRefused, closed_entry, file_name, read, written
from station.modals.confirm import Confirm, Question
from station.screens.entry_questions import reason_asked
from station.screens.joining import led
from station.screens.machines_view import about, free_entry, groups, typed_here
from station.screens.making import chosen, file_label
from station.screens.unlocking import opened, own_key, places_of, trust_of_day
from station.session.denied import Denied
from station.session.machines import DropEntry, TakeEntry
from station.session.records import NoteCopy
from station.sticks import Code, Stick, StickError, copy
from station.widgets.drawing import Sentence
from tally.cli.unlock import OpenKey
from tally.record.trust_chain import TrustChain

if TYPE_CHECKING:
    from station.screens.machines import MachinesScreen

__all__ = ["drop", "entry_files", "give_out", "put_new", "take_in"]

MOST_FILES = 200
"""Files of a folder that are looked at."""
MOST_OF_ONE = 100
"""Names that are tried for one entry on a stick."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Unlocked:
    """What an entry is written and read with: the trust file that was compared, and this machine's key."""

    trust: TrustChain
    key: OpenKey


async def give_out(screen: "MachinesScreen") -> None:
    """Put an entry that was typed here to its end on a stick, for another machine of the unit."""
    day, contest, world = screen.day, screen.contest, screen.station.world
    if day.at_keys is None or not day.sits(day.at_keys, contest):
        screen.station.tell(Denied("only_the_board"))
        return
    number = await _which(screen)
    unlocked = await _unlocked(screen) if number is not None else None
    if number is None or unlocked is None:
        return
    make = partial(
        written, screen.day, contest, number, seed=unlocked.key.seed, trust=unlocked.trust, random=world.random
    )
    data = await screen.worked(Sentence(key="exchange.making"), make)
    stick = await screen.one_stick(Sentence(key="exchange.stick"), None) if data is not None else None
    if data is None or stick is None:
        return
    name = file_name(screen.day, contest, number, unlocked.key.vkey.name)
    put = await screen.worked(Sentence(key="exchange.writing"), partial(put_new, data, name, stick))
    if put is None or screen.station.submit(NoteCopy(stick=stick.id, files={put: sha256(data).hexdigest()})) is None:
        return
    params: dict[str, str | int] = {"entry": number, "file": put, "stick": stick.label}
    screen.note(Sentence(key="exchange.given", params=params), groups(data))


async def take_in(screen: "MachinesScreen") -> None:
    """Take the entry of another machine from a stick, once it was seen whose it is."""
    contest = screen.contest
    pins = await led(screen, contest)
    if pins is None:
        return
    number = free_entry(screen.work)
    if number is None:
        await screen.tell_problem(Sentence(key="exchange.no_free_entry"))
        return
    found = await _which_file(screen)
    data = await screen.worked(Sentence(key="exchange.reading"), partial(load, found)) if found else None
    unlocked = await _unlocked(screen) if data is not None else None
    if data is None or unlocked is None:
        return
    take = partial(read, data, screen.day, contest, entry=number, seed=unlocked.key.seed, trust=unlocked.trust)
    command = await screen.worked(Sentence(key="exchange.opening"), take)
    if command is None or not await _is_wanted(screen, command, unlocked.trust, data):
        return
    if screen.station.submit(command, joined=pins) is not None:
        params: dict[str, str | int] = {"entry": number, "station": command.station, "stored": screen.day.entries}
        screen.note(Sentence(key="exchange.taken", params=params), groups(data))


async def drop(screen: "MachinesScreen", number: int) -> None:
    """Throw away what came in as an entry, or do without a third one; what was typed here stays."""
    pins = await led(screen, screen.contest)
    if pins is None:
        return
    source = screen.work.entries[number - 1].source
    key = "taken" if source else "spare"
    question = Question(
        title=Sentence(key=f"exchange.drop.{key}", params={"entry": number, "station": source or ""}),
        said=(Sentence(key=f"exchange.drop.{key}_said"),),
        word=str(number),
    )
    if not await screen.app.push_screen_wait(Confirm(screen.words, question)):
        return
    reason = await reason_asked(screen, Sentence(key="exchange.drop.reason", params={"entry": number}))
    command = None if reason is None else DropEntry(contest=screen.contest, entry=number, reason=reason)
    if command is not None and screen.station.submit(command, joined=pins) is not None:
        params: dict[str, str | int] = {"entry": number, "stored": screen.day.entries}
        screen.note(Sentence(key="exchange.dropped", params=params))


async def _which(screen: "MachinesScreen") -> int | None:
    """Give the entry that is given out: the one that was typed here, or the one chosen of several."""
    typed = typed_here(screen.work)
    if len(typed) > 1:
        options = tuple(Sentence(key="station.entry", params={"entry": number}) for number in typed)
        place = await chosen(screen, Sentence(key="exchange.which_entry"), options)
        return None if place is None else typed[place]
    number = typed[0] if typed else 1
    try:
        closed_entry(screen.work, number)
    except EntryRefused as why:
        screen.station.tell(why)
        return None
    return number


async def _which_file(screen: "MachinesScreen") -> FileFound | None:
    """Give the one entry that lies on the sticks, or the one chosen of several."""
    found = await asyncio.to_thread(lambda: entry_files(places_of(screen)))
    if not found:
        await screen.tell_problem(Sentence(key="exchange.no_file"))
        return None
    if len(found) == 1:
        return found[0]
    place = await chosen(screen, Sentence(key="exchange.which_file"), tuple(file_label(one) for one in found))
    return None if place is None else found[place]


def entry_files(where: Iterable[Place]) -> tuple[FileFound, ...]:
    """Give the entries that lie at the top of a stick, or in the folder of days."""
    found: list[FileFound] = []
    for place in where:
        with suppress(OSError):
            names = sorted(path.name for path in place.folder.iterdir())
            found += [FileFound(place=place, name=name) for name in names[:MOST_FILES] if _is_entry(name)]
    return tuple(found)


def _is_entry(name: str) -> bool:
    return name.endswith(ENTRY) and not name.startswith(".")


async def _unlocked(screen: "MachinesScreen") -> _Unlocked | None:
    """Ask for the trust file and this machine's key; the air gap is looked at before the key is opened."""
    trusted = await trust_of_day(screen, Sentence(key="exchange.no_trust"))
    if trusted is None:
        return None
    screen.trusted = trusted
    unit = screen.day.the_congress.unit.code
    locked = await own_key(screen, Sentence(key="exchange.no_own_key", params={"unit": unit}))
    if locked is None or not await screen.is_cut_off():
        return None
    key = await opened(screen, locked)
    return None if key is None else _Unlocked(trust=trusted.chain, key=key)


async def _is_wanted(screen: "MachinesScreen", command: TakeEntry, trust: TrustChain, data: bytes) -> bool:
    """Show whose entry it is, and ask whether it is taken."""
    holder = next(key.holder for key in trust.newest.keys if str(key.name) == command.station)
    title = Sentence(key="exchange.take", params={"entry": command.entry})
    question = Question(title=title, said=about(command, holder, data))
    return await screen.app.push_screen_wait(Confirm(screen.words, question))


def put_new(data: bytes, name: str, stick: Stick) -> str:
    """Write a file at the top of a stick and read it back; gives its name, another one where that name is taken.

    Raises StickError.
    """
    stem = name.removesuffix(ENTRY)
    *names, last = (name, *(f"{stem}-{number}{ENTRY}" for number in range(2, MOST_OF_ONE)))
    for each in names:
        try:
            copy({each: data}, stick.path, stick=stick)
        except StickError as error:
            if error.code is not Code.EXISTS_OTHER:
                raise
        else:
            return each
    copy({last: data}, stick.path, stick=stick)
    return last
