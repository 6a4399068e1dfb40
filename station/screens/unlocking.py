"""What is asked before a key is used: the trust file and its fingerprint, which key it is, and its passphrase."""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial

from station.ceremony.found import KeyFound, TrustFound, keys, open_key, read_key, station_keys, trusts
from station.ceremony.making import STATION_KEY
from station.ceremony.trusting import Trusted, kept_trust, read_trusted
from station.days import Place, places
from station.modals.ask import Ask, Request
from station.screens.making import chosen
from station.screens.working import WorkingScreen
from station.widgets.drawing import Sentence
from tally.cli.unlock import LockedKey, OpenKey
from tally.record.refusal import Refused

__all__ = ["UnlockingScreen", "one_key", "opened", "own_key", "places_of", "trust_of_day"]

MOST_FINGERPRINT = 120
MOST_PASSPHRASE = 200


class UnlockingScreen(WorkingScreen):
    """A screen on which keys are used."""

    @property
    def trusted(self) -> Trusted | None:
        """The trust file whose fingerprint was compared, before the first record of the day keeps it."""
        return self.station.trusted

    @trusted.setter
    def trusted(self, found: Trusted) -> None:
        self.station.trusted = found


def places_of(screen: WorkingScreen) -> tuple[Place, ...]:
    """Give the folder of days, and each stick that is plugged in."""
    world = screen.station.world
    return places(world.home, world.sticks())


async def trust_of_day(screen: UnlockingScreen, none: Sentence) -> Trusted | None:
    """Give the day's trust file; before the first record it is chosen, and compared by typing its fingerprint.

    ``none`` is said where there is no such file.
    """
    known = kept_trust(screen.day, screen.service.file) or screen.trusted
    if known is not None:
        return known
    found = await asyncio.to_thread(lambda: trusts(places_of(screen)))
    if not found:
        await screen.tell_problem(none)
        return None
    options = tuple(_label(one) for one in found)
    place = await chosen(screen, Sentence(key="sign.which_trust"), options)
    return None if place is None else await _compared(screen, found[place])


def _label(one: TrustFound) -> Sentence:
    params = {"organisation": one.organisation.name, "version": str(one.version)}
    return Sentence(key="sign.trust", params=params)


async def _compared(screen: WorkingScreen, found: TrustFound) -> Trusted | None:
    """Have the fingerprint typed from the paper until it is that of the file; None on Esc."""
    text, said = "", (Sentence(key="sign.pin_said"),)
    while True:
        request = Request(title=Sentence(key="sign.pin"), said=said, text=text, longest=MOST_FINGERPRINT)
        written = await screen.app.push_screen_wait(Ask(screen.words, request))
        if written is None:
            return None
        try:
            return read_trusted(found.files, written)
        except Refused as error:
            screen.app.bell()
            text, said = written, (Sentence(key=f"refusal.{error.code}", params=error.params),)


async def own_key(screen: WorkingScreen, none: Sentence) -> LockedKey | None:
    """Give the key of this station: the one that the journal keeps, or one of a stick or the folder of days."""
    if any(state.kept for state in screen.day.contests.values()):
        return read_key(screen.service.file(STATION_KEY), STATION_KEY)
    find: Callable[[], Sequence[KeyFound]] = partial(_own_keys, screen, screen.day.the_congress.unit.code)
    return await one_key(screen, await asyncio.to_thread(find), none)


def _own_keys(screen: WorkingScreen, unit: str) -> tuple[KeyFound, ...]:
    return station_keys(keys(places_of(screen)), unit)


async def one_key(screen: WorkingScreen, found: Sequence[KeyFound], none: Sentence) -> LockedKey | None:
    """Give the one key that was found, or the one chosen of several; ``none`` is said where there is none."""
    if not found:
        await screen.tell_problem(none)
        return None
    if len(found) == 1:
        return found[0].key
    options = tuple(f"{one.key.file.vkey.name} · {one.key.path}" for one in found)
    place = await chosen(screen, Sentence(key="sign.which_key"), options)
    return None if place is None else found[place].key


async def opened(screen: WorkingScreen, locked: LockedKey) -> OpenKey | None:
    """Ask for the passphrase of a key and open it; tells why where it does not open."""
    params = {"name": locked.file.vkey.name, "holder": locked.file.holder}
    title = Sentence(key="sign.passphrase", params=params)
    request = Request(
        title=title, said=(Sentence(key="sign.passphrase_said"),), longest=MOST_PASSPHRASE, is_secret=True
    )
    typed = await screen.app.push_screen_wait(Ask(screen.words, request))
    if typed is None:
        return None
    return await screen.worked(Sentence(key="key.opening", params=params), partial(open_key, locked, typed))
