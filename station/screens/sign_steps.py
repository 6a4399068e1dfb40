"""What is asked on the way of the ceremony: the trust file and its fingerprint, keys and passphrases."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from station.actions import ScreenId
from station.ceremony import making
from station.ceremony.found import board_keys, read_key
from station.ceremony.making import STATION_KEY, Here, finding_lists, keeping, records_of
from station.ceremony.signing import Objected, signature
from station.ceremony.trusting import Trusted, kept_trust, to_station_key, to_trusted
from station.modals.pin_pad import PinPad, PinRequest
from station.screens.joining import led
from station.screens.making import chosen
from station.screens.sign_view import person_of
from station.screens.unlocking import one_key, opened, own_key, trust_of_day
from station.session.people import LEAST_DIGITS, MOST_DIGITS, SignIn
from station.sticks import copy
from station.widgets.drawing import Sentence
from tally.cli.unlock import LockedKey
from tally.faults import Fault
from tally.record.objection import Objections
from tally.record.refusal import Refused
from tally.words.sentences import fault_sentence

if TYPE_CHECKING:
    from station.screens.sign import SignScreen

__all__ = ["make_records", "print_paper", "sign_records"]

FINDING_LISTS = "bang-tra-phieu"
"""The folder of the finding lists on a stick."""


async def make_records(screen: "SignScreen") -> None:
    """Make the records that are due: who leads, the trust file, the station's key; the air gap is looked at before."""
    pins = await led(screen, screen.contest)
    trusted = await _trusted(screen) if pins is not None else None
    locked = await _station_key(screen, trusted) if trusted else None
    if pins is None or trusted is None or locked is None or not await screen.is_cut_off():
        return
    key = await opened(screen, locked)
    if key is None:
        return
    service, day, world = screen.service, screen.day, screen.station.world
    before = [record for _, record in records_of(day, service.file)]
    checks = tuple(one.check for one in screen.station.seen)
    here = Here(key=key, head=service.head, length=service.length, checks=checks)
    make = partial(
        making.make,
        day,
        screen.contest,
        before,
        here=here,
        trusted=trusted,
        random=world.random,
    )
    made = await screen.worked(Sentence(key="sign.making"), make)
    for one in keeping(day, made or (), trusted=trusted, key=locked, random=world.random):
        if screen.station.submit(one.command, joined=pins, files=one.files) is None:
            return


async def sign_records(screen: "SignScreen", name: str) -> None:
    """Let a member sign every record of the contest: the own PIN, the own key, its passphrase."""
    person, unit = person_of(screen.day, name), screen.day.the_congress.unit.code
    if person is None:
        await screen.tell_problem(Sentence(key="sign.absent", params={"name": name}))
        return
    if screen.day.at_keys != person.id:
        asked = Sentence(key="station.pin_of", params={"name": person.name})
        request = PinRequest(title=asked, least=LEAST_DIGITS, most=MOST_DIGITS)
        pin = await screen.app.push_screen_wait(PinPad(screen.words, request))
        if pin is None or screen.station.submit(SignIn(person=person.id, pin=pin)) is None:
            return
    found = board_keys(await asyncio.to_thread(screen.keys_in_sticks), unit, name)
    locked = await one_key(screen, found, Sentence(key="sign.no_key", params={"name": name}))
    if locked is None or not await screen.is_cut_off():
        return
    screen.put(asked=name)
    key = await opened(screen, locked)
    screen.put(asked=None)
    trusted = kept_trust(screen.day, screen.service.file)
    if key is None or trusted is None:
        return
    try:
        commands = [signature(one, key, trusted) for one in screen.now.records]
    except Objected as error:
        await _tell_objections(screen, error.objections)
        return
    except Refused as error:
        screen.station.tell(error)
        return
    for command in commands:
        if command is not None and screen.station.submit(command) is None:
            return


async def print_paper(screen: "SignScreen") -> None:
    """Go to the papers of the contest; or put the finding lists on a stick: they are sealed with the papers."""
    options = (Sentence(key="sign.print.papers"), Sentence(key="sign.print.lists"))
    which = await chosen(screen, Sentence(key="sign.print.which"), options, Sentence(key="sign.print.said"))
    if which == 0:
        screen.station.go(ScreenId.PAPERS, screen.contest)
    elif which == 1:
        await _finding_lists(screen)


async def _finding_lists(screen: "SignScreen") -> None:
    file, files = screen.service.file, dict[str, bytes]()
    key = await opened(screen, read_key(file(STATION_KEY), STATION_KEY))
    if key is None:
        return
    for one in screen.now.records:
        files |= finding_lists(one.kept, file, key)
    stick = await screen.one_stick(Sentence(key="sign.print.stick"), None)
    if stick is not None and files:
        done = await screen.worked(
            Sentence(key="sign.print.writing"), partial(copy, files, stick.path / FINDING_LISTS, stick=stick)
        )
        if done is not None:
            params = {"folder": str(done.folder), "files": ", ".join(files)}
            await screen.tell(Sentence(key="sign.print.done"), Sentence(key="stick.copied", params=params))


async def _trusted(screen: "SignScreen") -> Trusted | None:
    """Give the day's trust file, once nothing stands in the way of making records under it."""
    trusted = await trust_of_day(screen, Sentence(key="sign.no_trust"))
    if trusted is None or _has_records(screen):
        return trusted
    congress, contest = screen.day.the_congress, screen.day.contest(screen.contest).contest
    if objections := to_trusted(trusted, congress, contest):
        await _tell_objections(screen, objections)
        return None
    screen.trusted = trusted
    return trusted


async def _station_key(screen: "SignScreen", trusted: Trusted) -> LockedKey | None:
    """Give the station's key, once nothing stands in the way of making records with it."""
    congress = screen.day.the_congress
    locked = await own_key(screen, Sentence(key="sign.no_station_key", params={"unit": congress.unit.code}))
    if locked is None or _has_records(screen):
        return locked
    if objections := to_station_key(trusted, congress, locked.file.vkey):
        await _tell_objections(screen, objections)
        return None
    return locked


def _has_records(screen: "SignScreen") -> bool:
    return any(state.kept for state in screen.day.contests.values())


async def _tell_objections(screen: "SignScreen", objections: Objections) -> None:
    faults = [Fault(path="", location="-", key=each.code, params=each.params) for each in objections]
    said = "\n".join(fault_sentence(screen.words, fault) for fault in faults)
    await screen.tell_problem(said, Sentence(key="sign.nothing_done"))
