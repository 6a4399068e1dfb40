"""What happened, told: an event, or all the events that a row stands for, as phrases in no language yet.

Nothing here looks at the marks of a ballot or at its place in a batch.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import TypeAlias, assert_never, cast

from station.airgap import Check
from station.airgap import said as seen_as
from station.log.phrase import Phrase, phrase
from station.session import Event, Happened
from station.session.batches import BatchResized, BatchVoided
from station.session.box import BoxCounted, EntryStarted
from station.session.closing import BoardClosed, BoardOpened, RoundClosed
from station.session.comparison import DifferenceSettled
from station.session.decision import BodyDecided, DecisionUndone
from station.session.definition import ContestConfirmed, Defined
from station.session.doubts import BallotReferred, BallotRuled
from station.session.entry import BallotEntered, BallotUndone, BatchClosed, BatchOpened
from station.session.machines import BatchTaken, EntryDropped
from station.session.people import PersonEnrolled, PersonSignedIn, PersonSignedOut, WrongPin
from station.session.records import BallotsDestroyed, FilesCopied, RecordKept, RecordSigned, RecordVerified
from station.session.sheets import SheetEntered
from station.session.watch import AirGapBroken, AirGapLooked, AirGapMended, AirGapOverruled
from tally.ballot import DEFECTS
from tally.record.document import Observation

__all__ = ["minute", "told"]

HASH_SHOWN = 16
"""Digits of a hash that tell one record or definition from another."""

_OfPeople: TypeAlias = PersonEnrolled | PersonSignedIn | PersonSignedOut | WrongPin
_OfAirGap: TypeAlias = AirGapLooked | AirGapBroken | AirGapMended | AirGapOverruled
_OfRecords: TypeAlias = RecordKept | RecordSigned | RecordVerified | FilesCopied | BallotsDestroyed
_OfPapers: TypeAlias = BoxCounted | EntryStarted | BatchVoided | BatchResized | EntryDropped | SheetEntered
_OfContest: TypeAlias = (
    Defined | ContestConfirmed | RoundClosed | BoardOpened | BoardClosed | BodyDecided | DecisionUndone
)


def told(happened: Sequence[Happened], names: Mapping[str, str]) -> tuple[Phrase, ...]:
    """Tell of events that stand in one row, in their order; ``names`` are those of the people, by their ids."""
    event = cast("Event", happened[0].event)
    match event:
        case BatchOpened() | BallotEntered() | BallotUndone() | BatchClosed():
            return _typed(happened, event.batch, event.entry)
        case BatchTaken():
            return _taken([one.event for one in happened if isinstance(one.event, BatchTaken)])
        case DifferenceSettled():
            return _settled([one.event for one in happened if isinstance(one.event, DifferenceSettled)])
        case BallotRuled():
            return _ruled([one.event for one in happened if isinstance(one.event, BallotRuled)])
        case BallotReferred():
            return _referred([one.event for one in happened if isinstance(one.event, BallotReferred)])
        case PersonEnrolled() | PersonSignedIn() | PersonSignedOut() | WrongPin():
            return _of_people(event, names)
        case AirGapLooked() | AirGapBroken() | AirGapMended() | AirGapOverruled():
            return _of_air_gap(event)
        case RecordKept() | RecordSigned() | RecordVerified() | FilesCopied() | BallotsDestroyed():
            return _of_records(event)
        case BoxCounted() | EntryStarted() | BatchVoided() | BatchResized() | EntryDropped() | SheetEntered():
            return _of_papers(event)
        case _:
            return _of_contest(event)


def _because(reason: str | None) -> tuple[Phrase, ...]:
    return (phrase("reason", reason=reason),) if reason is not None else ()


def _ballots(n: int) -> Phrase:
    return phrase("ballots", n=n)


def minute(at: str | None) -> str:
    """Give the time of day of a minute, ``–`` where none was noted."""
    return at.partition("T")[2] if at else "–"


def _typed(happened: Sequence[Happened], batch: int, entry: int) -> tuple[Phrase, ...]:
    kinds = Counter(type(one.event) for one in happened)
    stored, undone = kinds[BallotEntered], kinds[BallotUndone]
    last = happened[-1]
    return (
        phrase("typed", batch=str(batch), entry=str(entry), ballots=_ballots(max(0, stored - undone))),
        *((phrase("undone", n=undone),) if undone else ()),
        phrase("done", time=minute(last.at)) if isinstance(last.event, BatchClosed) else phrase("not_done"),
    )


def _taken(batches: Sequence[BatchTaken]) -> tuple[Phrase, ...]:
    first = batches[0]
    typists = ", ".join(dict.fromkeys(batch.typist for batch in batches))
    ballots, parts = _ballots(sum(batch.size for batch in batches)), phrase("batches", n=len(batches))
    return (
        phrase("taken", entry=str(first.entry), station=first.station, ballots=ballots, batches=parts),
        phrase("typed_there", names=typists),
    )


def _settled(papers: Sequence[DifferenceSettled]) -> tuple[Phrase, ...]:
    places = {paper.place for paper in papers}
    settled = phrase("settled", batch=str(papers[0].place[0]), ballots=_ballots(len(places)))
    return (settled, *_again(len(papers) - len(places)))


def _ruled(papers: Sequence[BallotRuled]) -> tuple[Phrase, ...]:
    """Tell of rulings by what was ruled and how the board voted, never in the order of the papers."""
    places = {paper.place for paper in papers}
    alike = Counter((paper.defect, paper.agree, paper.against) for paper in papers)
    grounds = (None, *DEFECTS)
    rulings = tuple(
        phrase(
            "ruling",
            ground=phrase("as_marked") if defect is None else Phrase(key=f"term.reason.{defect.value}"),
            n=n,
            agree=agree,
            against=against,
        )
        for (defect, agree, against), n in sorted(alike.items(), key=lambda one: (grounds.index(one[0][0]), one[0][1:]))
    )
    ruled = phrase("ruled", batch=str(papers[0].place[0]), ballots=_ballots(len(places)))
    return (ruled, *rulings, *_again(len(papers) - len(places)))


def _referred(papers: Sequence[BallotReferred]) -> tuple[Phrase, ...]:
    """Tell how many papers of a batch somebody put before the board, less those that were taken back."""
    last = {paper.place: paper.seen for paper in papers}
    back = sum(seen is None for seen in last.values())
    referred = phrase("referred", batch=str(papers[0].place[0]), ballots=_ballots(len(last)))
    return (referred, *((phrase("referred_back", n=back),) if back else ()))


def _again(n: int) -> tuple[Phrase, ...]:
    return (phrase("again", n=n),) if n else ()


def _of_people(event: _OfPeople, names: Mapping[str, str]) -> tuple[Phrase, ...]:
    match event:
        case PersonEnrolled(person=person):
            return (phrase("person_enrolled", name=person.name, duty=phrase(f"duty.{person.duty.value}")),)
        case PersonSignedIn(person=name):
            return (phrase("person_signed_in", name=names[name]),)
        case PersonSignedOut():
            return (phrase("person_signed_out"),)
        case WrongPin(person=name):
            return (phrase("wrong_pin", name=names[name]),)
        case never:
            assert_never(never)


def _of_air_gap(event: _OfAirGap) -> tuple[Phrase, ...]:
    match event:
        case AirGapLooked():
            return (phrase("air_gap_looked"),)
        case AirGapBroken(check=check, seen=seen):
            return (phrase("air_gap_broken"), *_sights(check, seen))
        case AirGapMended(check=check):
            known = check in {one.value for one in Check}
            return (phrase("air_gap_mended", check=Phrase(key=f"air.check.{check}") if known else check),)
        case AirGapOverruled(agree=agree, against=against, reason=reason):
            return (phrase("air_gap_overruled", agree=agree, against=against), *_because(reason))
        case never:
            assert_never(never)


def _sights(check: str, seen: str) -> tuple[Phrase, ...]:
    """Give what a check saw in the words of the checks; as it was written down where those do not know it."""
    try:
        sentences = seen_as(Observation(check=check, clear=False, seen=seen))[:-1]
    except ValueError:
        return (phrase("seen", seen=seen),)
    return tuple(Phrase(key=key, params=params) for key, params in sentences)


def _of_records(event: _OfRecords) -> tuple[Phrase, ...]:
    match event:
        case RecordKept(sequence=sequence, file=file, record=record):
            return (phrase("record_kept", sequence=str(sequence), file=file, record=record[:HASH_SHOWN]),)
        case RecordSigned(key=key, record=record):
            return (phrase("record_signed", key=key, record=record[:HASH_SHOWN]),)
        case RecordVerified(record=record):
            return (phrase("record_verified", record=record[:HASH_SHOWN]),)
        case FilesCopied(stick=stick, files=files):
            return (phrase("files_copied", n=len(files), stick=stick),)
        case BallotsDestroyed():
            return (phrase("ballots_destroyed"),)
        case never:
            assert_never(never)


def _of_contest(event: _OfContest) -> tuple[Phrase, ...]:
    match event:
        case Defined():
            return (phrase("defined"),)
        case ContestConfirmed(definition=definition, reason=reason):
            return (phrase("contest_confirmed", definition=definition[:HASH_SHOWN]), *_because(reason))
        case RoundClosed():
            return (_closed(event),)
        case BoardOpened(round=number):
            return (phrase("board_opened", round=str(number)),)
        case BoardClosed():
            return (phrase("board_closed"),)
        case BodyDecided():
            return _decided(event)
        case DecisionUndone(reason=reason):
            return (phrase("decision_undone"), *_because(reason))
        case never:
            assert_never(never)


def _of_papers(event: _OfPapers) -> tuple[Phrase, ...]:
    match event:
        case BoxCounted(box=box, reason=reason):
            return (phrase("box_counted", **asdict(box)), *_because(reason))
        case EntryStarted(way=way, sizes=sizes, entries=entries):
            ballots, batches = _ballots(sum(sizes)), phrase("batches", n=len(sizes))
            return (phrase(f"entry_started.{way.value}", ballots=ballots, batches=batches, entries=entries),)
        case BatchVoided(batch=batch, entry=entry, reason=reason):
            return (phrase("batch_voided", batch=str(batch), entry=str(entry)), *_because(reason))
        case BatchResized(batch=batch, size=size, reason=reason):
            return (phrase("batch_resized", batch=str(batch), ballots=_ballots(size)), *_because(reason))
        case EntryDropped(entry=entry, reason=reason):
            return (phrase("entry_dropped", entry=str(entry)), *_because(reason))
        case SheetEntered(batch=batch, sheet=sheet):
            return (phrase("sheet_entered", batch=str(batch), sheet=str(sheet)),)
        case never:
            assert_never(never)


def _closed(event: RoundClosed) -> Phrase:
    return phrase(
        "round_closed",
        round=str(event.round),
        issued=event.issued,
        collected=event.collected,
        valid=event.valid,
        invalid=sum(event.invalid.values()),
    )


def _decided(event: BodyDecided) -> tuple[Phrase, ...]:
    told, numbers = Phrase(key=f"term.next.{event.choice.value}"), event.candidates
    return (
        phrase("body_decided" if event.passed else "body_refused", choice=told),
        *((phrase("candidates", numbers=", ".join(map(str, numbers))),) if numbers is not None else ()),
        phrase(
            "cards",
            agree=event.agree,
            against=event.against,
            abstain=event.abstain,
            not_voting=event.not_voting,
        ),
    )
