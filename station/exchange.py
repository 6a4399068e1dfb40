"""Several machines: one entry of a round as a file for another station, and such a file taken in (``entry/1``).

It is a signed note over one canonical document, by the key of the station where the ballots were typed. It shows plain
ballots in the order of the papers: so it is sealed to the other stations of the unit that the trust file names, and
nobody else opens it. Who typed stands in it by name, for the log of the station that takes it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from station.session.box import MOST_BALLOTS
from station.session.machines import TakeEntry
from station.session.marks import Marks, Seen
from station.session.round import Batch, Entry, RoundState, Way
from station.session.state import Day
from tally.ballot import BallotKind
from tally.congress import Mode
from tally.files.strict import shown
from tally.files.values import FileModel, Identifier, Number, Several, Text, UnitCode
from tally.record import canonical, ed25519, note, sealed
from tally.record.canonical import Tree
from tally.record.chance import Random
from tally.record.form import check_spelling, read_model
from tally.record.keyname import Role
from tally.record.note import Note
from tally.record.refusal import Refused
from tally.record.trust import Key
from tally.record.trust_chain import TrustChain

__all__ = ["ENTRY", "EntryModel", "EntryRefused", "closed_entry", "file_name", "read", "written"]

ENTRY = ".entry.age"
"""How the name of such a file ends."""

_BAD = "bad_entry"
_WORD = re.compile(r"([-/]?)(0|[1-9][0-9]{0,7})", re.ASCII)
_SIGNS: Mapping[str, str] = {"struck": "", "disagree": "", "blank": "-", "both": "/"}
_FIELDS: Mapping[tuple[BallotKind, str], str] = {
    (BallotKind.STRIKE, ""): "struck",
    (BallotKind.BOXES, ""): "disagree",
    (BallotKind.BOXES, "-"): "blank",
    (BallotKind.BOXES, "/"): "both",
}
"""Which numbers of a ballot bear which sign: as they are typed (``station.session.marks``)."""
_SEEN: Mapping[str, Seen] = {seen.value: seen for seen in Seen}
_OWN_WORDS = frozenset({_BAD, "not_sealed", "seal_broken", "not_for_this_key", "recipients_count"})
"""What is refused further down, and is said of an entry in other words than of a record's ballots."""


class EntryRefused(Refused):
    """An entry is not given out or not taken in, and nothing has changed."""

    domain = "exchange"


class BoxModel(FileModel):
    """What was handed out and what came back, in papers (R7)."""

    issued: Number
    unused: Number
    spoiled: Number
    collected: Number
    not_returned: Number


class BatchModel(FileModel):
    """One batch: who typed it, and its ballots in the order of the papers.

    A ballot is its numbers from low to high, as they are typed, and at the end what was seen on it, if anything was.
    """

    typist: Text
    ballots: Annotated[list[str], Field(max_length=MOST_BALLOTS)]


class EntryModel(FileModel):
    """The text of an entry, ``entry/1``: of which contest, round and attempt, of which box, and typed where."""

    schema_: Annotated[Literal["entry/1"], Field(alias="schema")]
    mode: Mode
    unit: UnitCode
    contest: Identifier
    definition: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    round: Several
    attempt: Several
    box: BoxModel
    station: Text
    kind: BallotKind
    batches: Annotated[list[BatchModel], Field(max_length=MOST_BALLOTS)]


def written(day: Day, contest: str, entry: int, *, seed: bytes, trust: TrustChain, random: Random) -> bytes:
    """Give an entry (from 1) of the round at work for the other stations; ``seed`` is of this station's key.

    Raises Denied where no such round is being counted by ballots. Raises EntryRefused: ``no_such_entry``,
    ``entry_came_from_elsewhere``, ``entry_not_closed`` with the batches that are open, ``ballots_destroyed``,
    ``outside_validity``, ``own_key_not_trusted``, ``recipients_count`` where the unit has no other station, or too
    many, and ``bad_entry`` for what could not be read again. Raises Refused (``too_large``) for more than a note holds.
    """
    stations = _stations(day, trust)
    own = _own(stations, seed)
    text = canonical.write(_tree(day, contest, entry, station=str(own.name)))
    _model(text)
    signed = Note(text=text.decode(), signatures=(note.sign(text.decode(), str(own.name), seed),))
    others = [sealed.recipient_of_public(key.vkey.public) for key in stations if key != own]
    with _of_entries():
        return sealed.seal(note.write(signed), others, random)


def read(data: bytes, day: Day, contest: str, *, entry: int, seed: bytes, trust: TrustChain) -> TakeEntry:
    """Read the file of another station: the command that takes it in here as an entry (from 1) of a contest.

    It is then known to be whole, signed by another station of the unit, and of this mode, contest and box; whether it
    is of these papers, the session decides.

    Raises Denied where there is no such round here. Raises EntryRefused: ``another_unit``, ``another_mode``,
    ``another_contest``, ``another_box``, ``own_entry``, ``unknown_station``, ``station_revoked``,
    ``not_signed_by_station``, ``outside_validity``, ``own_key_not_trusted``, ``not_sealed``, ``seal_broken``,
    ``not_for_this_key``, ``bad_entry`` with a ``location`` and a ``fault``. Raises Refused: what else
    ``sealed.unseal``, ``note.parse``, ``note.verified`` and ``canonical.read`` raise.
    """
    stations = _stations(day, trust)
    own = _own(stations, seed)
    with _of_entries():
        plain = sealed.unseal(data, sealed.private_of_seed(seed))
    signed = note.parse(plain)
    model = _model(signed.text.encode())
    if model.unit != day.the_congress.unit.code:
        raise EntryRefused("another_unit", unit=shown(model.unit))
    if model.mode is not day.the_congress.mode:
        raise EntryRefused("another_mode", mode=model.mode.value)
    if model.contest != contest:
        raise EntryRefused("another_contest", contest=shown(model.contest))
    _check_signed(signed, model.station, own=own, stations=stations, trust=trust)
    _check_box(day, model)
    return TakeEntry(
        contest=model.contest,
        entry=entry,
        station=model.station,
        definition=model.definition,
        attempt=model.attempt,
        round=model.round,
        typists=tuple(batch.typist for batch in model.batches),
        batches=_ballots(model),
    )


def file_name(day: Day, contest: str, entry: int, station: str) -> str:
    """Give the name of the file that holds an entry: of which contest and round it is, and typed where."""
    work, own = day.work(contest), station.rpartition("/")[2]
    attempt = f"-{work.attempt}" if work.attempt > 1 else ""
    return f"{contest}-{work.number}{attempt}-{own}-{entry}{ENTRY}"


def closed_entry(work: RoundState, number: int) -> Entry:
    """Give an entry (from 1) that was typed here, every batch of it closed.

    Raises EntryRefused: ``no_such_entry``, ``entry_came_from_elsewhere``, ``entry_not_closed``.
    """
    if not 1 <= number <= len(work.entries):
        raise EntryRefused("no_such_entry", entry=number)
    entry = work.entries[number - 1]
    if entry.source is not None:
        raise EntryRefused("entry_came_from_elsewhere", station=entry.source)
    closed = {batch for batch in work.batches if batch in entry.batches and entry.batches[batch].closed}
    left = [batch for batch in work.batches if batch not in closed and work.sizes[batch - 1]]
    if left:
        raise EntryRefused("entry_not_closed", batches=", ".join(map(str, left)))
    return entry


@contextmanager
def _of_entries() -> Iterator[None]:
    """Say of an entry what is refused further down."""
    try:
        yield
    except Refused as why:
        if why.code in _OWN_WORDS:
            raise EntryRefused(why.code, **why.params) from None
        raise


def _stations(day: Day, trust: TrustChain) -> tuple[Key, ...]:
    """Give the keys of the unit's stations that count today. Raises EntryRefused (``outside_validity``)."""
    congress = day.the_congress
    if not trust.newest.holds_on(congress.date):
        raise EntryRefused("outside_validity", date=congress.date.isoformat())
    return trust.counting(trust.newest, Role.STATION, congress.unit.code, congress.date)


def _own(stations: Iterable[Key], seed: bytes) -> Key:
    """Give the key of this computer. Raises EntryRefused (``own_key_not_trusted``)."""
    public = ed25519.public_of(seed)
    for key in stations:
        if key.vkey.public == public:
            return key
    raise EntryRefused("own_key_not_trusted")


def _tree(day: Day, contest: str, number: int, *, station: str) -> Tree:
    """Give what an entry says. A batch without papers that nobody opened bears the name of the station."""
    state, work = day.contest(contest), day.counting(contest, Way.BALLOTS)
    entry = closed_entry(work, number)
    empty = Batch(typist="", closed=True)
    return {
        "schema": "entry/1",
        "mode": day.the_congress.mode.value,
        "unit": day.the_congress.unit.code,
        "contest": contest,
        "definition": state.confirmed.definition if state.confirmed else "",
        "round": work.number,
        "attempt": work.attempt,
        "box": asdict(work.box) if work.box else {},
        "station": station,
        "kind": work.paper.kind.value,
        "batches": [
            {
                "typist": day.person(batch.typist).name if batch.typist else station,
                "ballots": [_line(marks) for marks in batch.ballots],
            }
            for batch in (entry.batches.get(batch, empty) for batch in work.batches)
        ],
    }


def _line(marks: Marks | None) -> str:
    """Spell a ballot: its numbers from low to high, each with its sign, and what was seen on it."""
    if marks is None:
        raise EntryRefused("ballots_destroyed")
    signed = {number: sign for field, sign in _SIGNS.items() for number in getattr(marks, field)}
    words = [f"{signed[number]}{number}" for number in sorted(signed)]
    return " ".join([*words, marks.seen.value] if marks.seen else words)


def _ballots(model: EntryModel) -> tuple[tuple[Marks, ...], ...]:
    """Read the ballots, batch by batch."""
    batches = [[_marks(line, model.kind) for line in batch.ballots] for batch in model.batches]
    for at, batch in enumerate(batches):
        if None in batch:
            location = f"batches[{at}].ballots[{batch.index(None)}]"
            raise EntryRefused(_BAD, location=location, fault="bad_value.form")
    return tuple(tuple(marks for marks in batch if marks is not None) for batch in batches)


def _marks(line: str, kind: BallotKind) -> Marks | None:
    """Read a ballot as ``_line`` spells it; None for a line that it never gives."""
    words = line.split()
    seen = _SEEN[words.pop()] if words and words[-1] in _SEEN else None
    found: dict[str, list[int]] = {}
    for word in words:
        match = _WORD.fullmatch(word)
        if match is None or (kind, match[1]) not in _FIELDS:
            return None
        found.setdefault(_FIELDS[kind, match[1]], []).append(int(match[2]))
    marks = Marks(**{field: tuple(numbers) for field, numbers in found.items()}, seen=seen)
    return marks if _line(marks) == line else None


def _model(text: bytes) -> EntryModel:
    """Read the text of an entry, all but its ballots."""
    with _of_entries():
        model = read_model(EntryModel, text, _BAD)
        check_spelling(text, canonical.write(model.model_dump(mode="json", by_alias=True)), _BAD)
    return model


def _check_signed(signed: Note, name: str, *, own: Key, stations: Iterable[Key], trust: TrustChain) -> None:
    """Check that the station which the entry names signed it, alone, and is another one of this unit."""
    if name == str(own.name):
        raise EntryRefused("own_entry")
    counting = {str(key.name): key.vkey for key in stations}
    if name not in counting:
        held = {str(key.name) for key in trust.newest.held(Role.STATION, own.name.unit)}
        raise EntryRefused("station_revoked" if name in held else "unknown_station", station=shown(name))
    if len(signed.signatures) > 1 or not note.verified(signed, [counting[name]]):
        raise EntryRefused("not_signed_by_station", station=name)


def _check_box(day: Day, model: EntryModel) -> None:
    """Check that both stations speak of the same papers, if it is of the same round that they speak."""
    state, work = day.contest(model.contest), day.work(model.contest)
    definition = state.confirmed.definition if state.confirmed else None
    same = (model.definition, model.round, model.attempt) == (definition, work.number, work.attempt)
    if same and work.box is not None and asdict(work.box) != model.box.model_dump():
        raise EntryRefused("another_box", station=model.station)
