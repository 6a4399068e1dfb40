"""The rows of the log: each act one, but whatever was done ballot by ballot one for its batch."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple, TypeAlias, assert_never

from station.log.phrase import Phrase
from station.log.telling import told
from station.session import Happened
from station.session.act import Event
from station.session.batches import BatchResized, BatchVoided
from station.session.box import EntryStarted
from station.session.comparison import DifferenceSettled
from station.session.doubts import BallotReferred, BallotRuled
from station.session.entry import BallotEntered, BallotUndone, BatchClosed, BatchOpened
from station.session.machines import BatchTaken, EntryDropped
from station.session.people import PersonEnrolled, PersonSignedIn, WrongPin
from station.session.watch import AirGapBroken, AirGapLooked, AirGapMended

__all__ = ["Row", "rows"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row: the numbers of the first and the last of its entries in the journal, and the minute of the first.

    ``at`` is None where the journal notes no minute, ``contest`` where it is of no contest. ``persons`` are the names
    of whoever did it; none where the computer did, or somebody who had not signed in. ``told`` are phrases that make
    one sentence.
    """

    first: int
    last: int
    at: str | None
    persons: tuple[str, ...]
    contest: str | None
    told: tuple[Phrase, ...]

    @property
    def numbers(self) -> str:
        """The numbers of its entries, as they stand beside it."""
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


class _Kind(Enum):
    TYPED = auto()
    TAKEN = auto()
    SETTLED = auto()
    REFERRED = auto()
    RULED = auto()


class _Fold(NamedTuple):
    """What stands in one row: what was typed of a batch in an entry, what came in as an entry, what was settled,
    put before the board or ruled on the papers of a batch.
    """

    kind: _Kind
    contest: str
    entry: int = 0
    batch: int = 0


_Numbered: TypeAlias = tuple[int, Happened]
_Ending: TypeAlias = EntryStarted | EntryDropped | BatchVoided | BatchResized


def rows(history: Iterable[Happened]) -> tuple[Row, ...]:
    """Give the rows of a journal, from its first entry on, in the order in which each began."""
    groups = _grouped(enumerate(history, start=1))
    events = (one.event for group in groups for _, one in group)
    names = {event.person.id: event.person.name for event in events if isinstance(event, PersonEnrolled)}
    return tuple(_row(group, names) for group in groups)


def _grouped(numbered: Iterable[_Numbered]) -> list[list[_Numbered]]:
    groups: list[list[_Numbered]] = []
    running: dict[_Fold, list[_Numbered]] = {}
    for number, one in numbered:
        if isinstance(one.event, _Ending):
            running = {fold: group for fold, group in running.items() if not _ends(one.event, fold)}
        fold = _fold(one.event)
        if fold in running:
            running[fold].append((number, one))
            continue
        groups.append([(number, one)])
        if fold is not None:
            running[fold] = groups[-1]
    return groups


def _fold(event: Event) -> _Fold | None:
    match event:
        case BatchOpened() | BallotEntered() | BallotUndone() | BatchClosed():
            return _Fold(_Kind.TYPED, event.contest, entry=event.entry, batch=event.batch)
        case BatchTaken():
            return _Fold(_Kind.TAKEN, event.contest, entry=event.entry)
        case DifferenceSettled():
            return _Fold(_Kind.SETTLED, event.contest, batch=event.place[0])
        case BallotReferred():
            return _Fold(_Kind.REFERRED, event.contest, batch=event.place[0])
        case BallotRuled():
            return _Fold(_Kind.RULED, event.contest, batch=event.place[0])
        case _:
            return None


def _ends(event: _Ending, fold: _Fold) -> bool:
    """Whether nothing comes to a row any more: what follows is done to other papers, or anew."""
    if event.contest != fold.contest:
        return False
    match event:
        case EntryStarted():
            return True
        case EntryDropped(entry=entry):
            return fold.entry in (0, entry)
        case BatchVoided(entry=entry, batch=batch):
            return fold.batch == batch and fold.entry in (0, entry)
        case BatchResized(batch=batch):
            return fold.batch == batch
        case never:
            assert_never(never)


def _row(group: Sequence[_Numbered], names: Mapping[str, str]) -> Row:
    happened = [one for _, one in group]
    return Row(
        first=group[0][0],
        last=group[-1][0],
        at=next((one.at for one in happened if one.at), None),
        persons=tuple(dict.fromkeys(names[person] for one in happened for person in _by(one))),
        contest=getattr(happened[0].event, "contest", None),
        told=told(happened, names),
    )


def _by(one: Happened) -> tuple[str, ...]:
    """Say who did something: not whoever sat at the keys while the computer looked about, or came to them after."""
    match one.event:
        case PersonSignedIn() | WrongPin() | AirGapLooked() | AirGapBroken() | AirGapMended():
            return ()
        case _:
            return one.by
