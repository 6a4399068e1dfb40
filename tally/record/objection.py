"""What stands in the way of sealing and signing under a trust file, found before anybody types a passphrase.

Each question is answered with an objection for whatever does not hold, and with none where all does.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from tally.congress import Congress
from tally.contest import Contest
from tally.nomination import sitting
from tally.person import known_as
from tally.record import note
from tally.record.document import Content
from tally.record.keyname import KeyName, Role
from tally.record.note import Vkey
from tally.record.reading import Record
from tally.record.signers import board_keys, holders, members_with_keys
from tally.record.trust import Trust
from tally.record.trust_chain import TrustChain

__all__ = ["Objection", "Objections", "to_auditors", "to_board", "to_record", "to_signer", "to_station", "to_trust"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Objection:
    """Why something does not do: its stable ``code``, and what a face needs beside it for the sentence."""

    code: str
    params: Mapping[str, str | int]


Objections: TypeAlias = tuple[Objection, ...]


def to_trust(trust: Trust, day: date) -> Objections:
    """Object to a trust file that is not for congresses of that day (``trust_not_valid_then``)."""
    if trust.holds_on(day):
        return ()
    since, until = trust.valid_from.isoformat(), trust.valid_to.isoformat()
    return _objection("trust_not_valid_then", date=day.isoformat(), since=since, until=until)


def to_board(chain: TrustChain, congress: Congress, contests: Iterable[Contest]) -> Objections:
    """Object to a board of which too few may sign for the records of these contests ever to be valid (R2, Art. 8).

    More of its keys must count than have to sign (``too_few_board_keys``), in the hands of more persons
    (``too_few_board_holders``); and of those who may sign for a contest there must be enough (``too_few_may_sign``).
    """
    unit, needed = congress.unit.code, chain.newest.thresholds.record
    keys = chain.counting(chain.newest, Role.BOARD, unit, congress.date)
    if len(keys) <= needed:
        return _objection("too_few_board_keys", unit=unit, have=len(keys), needed=needed)
    if (persons := holders(keys, congress.board)) <= needed:
        return _objection("too_few_board_holders", unit=unit, have=persons, keys=len(keys), needed=needed)
    found: Objections = ()
    for contest in {each.id: each for each in contests}.values():
        if (able := members_with_keys(keys, sitting(congress.board, contest))) < needed:
            found += _objection("too_few_may_sign", contest=contest.id, have=able, needed=needed)
    return found


def to_auditors(trust: Trust) -> Objections:
    """Object to a trust file with no auditor whom ballots could be sealed to (``no_auditors``)."""
    return () if trust.active(Role.AUDITOR) else _objection("no_auditors")


def to_station(trust: Trust, unit: str, vkey: Vkey) -> Objections:
    """Object to a key that is not a station's of the unit in a trust file (``key_may_not_seal``)."""
    if vkey in [known.vkey for known in trust.active(Role.STATION, unit)]:
        return ()
    return _objection("key_may_not_seal", name=vkey.name, unit=unit)


def to_record(record: Record) -> Objections:
    """Object to a record that does not even bear the name of the station that made it (``station_did_not_sign``)."""
    station = record.model.station
    if station in {signature.name for signature in record.note.signatures}:
        return ()
    return _objection("station_did_not_sign", station=station)


def to_signer(record: Record, content: Content, vkey: Vkey, holder: str, chain: TrustChain | None) -> Objections:
    """Object to a key, and to whoever says to hold it, as a signer of a record; without a trust file as far as can be.

    The key is a board's of the record's unit (``key_may_not_sign``) and has not signed (``already_signed``); its holder
    is on the board that the record names and not on the list of the contest (``holder_does_not_sit``; R2, Art. 8); and
    by the trust file it counts (``key_not_of_the_board``). The first that does not hold is told.

    Raises Refused (what ``note.verified`` raises) where a signature of the key is not good.
    """
    unit, contest, name = record.model.unit.code, content.result.contest, KeyName.parse(vkey.name)
    members = {known_as(member.name) for member in sitting(content.result.course.congress.board, contest)}
    signers = note.verified(record.note, (vkey,))
    if name.role is not Role.BOARD or name.unit != unit:
        return _objection("key_may_not_sign", name=vkey.name, unit=unit)
    if signers:
        return _objection("already_signed", name=vkey.name)
    if known_as(holder) not in members:
        return _objection("holder_does_not_sit", name=vkey.name, holder=holder)
    trust = chain.of(bytes.fromhex(record.model.trust)) if chain else None
    board = board_keys(record, contest, chain, trust) if chain and trust else None
    if board is not None and vkey not in {key.vkey for key, sits in board.items() if sits}:
        return _objection("key_not_of_the_board", name=vkey.name, unit=unit)
    return ()


def _objection(code: str, /, **params: str | int) -> Objections:
    return (Objection(code=code, params=params),)
