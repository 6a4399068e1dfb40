"""What the board does about a whole batch: throw one entry of it away, or say how many papers really lie in it."""

from dataclasses import dataclass

from station.modals.choose import Choice, Choose
from station.modals.confirm import Confirm, Question
from station.screens.base import StationScreen
from station.screens.entry_questions import number_asked, reason_asked
from station.screens.joining import led
from station.session.batches import ResizeBatch, VoidBatch
from station.session.round import RoundState, Way
from station.widgets.drawing import Sentence

__all__ = ["change_batch", "typed_entries"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Batch:
    """A batch of a contest, as it is asked about."""

    contest: str
    number: int

    def sentence(self, key: str, **params: int) -> Sentence:
        return Sentence(key=f"entry.change.{key}", params={"batch": self.number, **params})


def typed_entries(work: RoundState, batch: int) -> tuple[int, ...]:
    """Give the entries of a batch (of tally sheets: the sheets) in which something is, and which were typed here."""
    if work.way is Way.SHEETS:
        return tuple(sheet for sheet in (1, 2) if (batch, sheet) in work.sheets)
    return tuple(
        number for number, entry in enumerate(work.entries, start=1) if batch in entry.batches and not entry.source
    )


async def change_batch(screen: StationScreen, contest: str, number: int) -> None:
    """Ask the board what is to be done about a batch, and do it: by the head, or two members, with a reason."""
    joined = await led(screen, contest)
    if joined is None:
        return
    batch, work = _Batch(contest=contest, number=number), screen.day.work(contest)
    entries = typed_entries(work, number)
    kind = "void_sheet" if work.way is Way.SHEETS else "void"
    options = (*(batch.sentence(kind, entry=entry) for entry in entries), batch.sentence("resize"))
    choice = Choice(title=batch.sentence("title"), options=options)
    place = await screen.app.push_screen_wait(Choose(screen.words, choice))
    if place is None:
        return
    command = await (_void(screen, batch, entries[place]) if place < len(entries) else _resize(screen, batch, work))
    if command is not None:
        screen.station.submit(command, joined=joined)


async def _void(screen: StationScreen, batch: _Batch, entry: int) -> VoidBatch | None:
    said = (batch.sentence("void_safe"),)
    question = Question(title=batch.sentence("void_sure", entry=entry), said=said, word=str(batch.number))
    if not await screen.app.push_screen_wait(Confirm(screen.words, question)):
        return None
    reason = await reason_asked(screen, batch.sentence("reason"))
    if reason is None:
        return None
    return VoidBatch(contest=batch.contest, entry=entry, batch=batch.number, reason=reason)


async def _resize(screen: StationScreen, batch: _Batch, work: RoundState) -> ResizeBatch | None:
    now = work.sizes[batch.number - 1]
    size = await number_asked(screen, batch.sentence("size", size=now), str(now))
    if size is None:
        return None
    reason = await reason_asked(screen, batch.sentence("reason"))
    return None if reason is None else ResizeBatch(contest=batch.contest, batch=batch.number, size=size, reason=reason)
