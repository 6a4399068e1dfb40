"""The batches of a round: how far each entry of each is, who types it, and which is to be typed next.

No mark of a ballot is in sight here, of whichever entry.
"""

from textual.app import ComposeResult
from textual.containers import Vertical

from station.screens.desk import Note, said
from station.screens.sides import Said, Sides
from station.session import Day
from station.session.entry import typists
from station.session.round import Batch, Entry, RoundState
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.person import known_as
from tally.words import Words

__all__ = ["BatchTable", "batch_columns", "batch_rows", "entered_in", "entry_for", "next_batch"]

_WIDTHS = {2: (28, None), 3: (18, 18, None)}


def batch_columns(entries: int) -> tuple[Column, ...]:
    """Give the columns: the batch, its papers, and one for each entry."""
    return (
        Column(key="batch", heading=Sentence(key="station.column.batch"), width=5, side="right"),
        Column(key="papers", heading=Sentence(key="entry.column.papers"), width=6, side="right"),
        *(
            Column(key=f"entry{number}", heading=Sentence(key="station.entry", params={"entry": number}), width=width)
            for number, width in enumerate(_WIDTHS[entries], start=1)
        ),
    )


def batch_rows(day: Day, work: RoundState, entries: int) -> tuple[Row, ...]:
    """Give a row for each batch, with how far each entry of it is and who types it.

    There are cells for so many ``entries``; a third that is asked for no more has empty ones.
    """
    dropped = (Cell(""),) * (entries - len(work.entries))
    return tuple(
        Row(
            key=str(batch),
            cells=(
                Cell(str(batch), Ink.KEY),
                Cell(str(work.sizes[batch - 1])),
                *(_cell(day, entry, batch, work.sizes[batch - 1]) for entry in work.entries),
                *dropped,
            ),
        )
        for batch in work.batches
    )


def _cell(day: Day, entry: Entry, batch: int, size: int) -> Cell:
    state = entry.batches.get(batch)
    if state is None:
        return Cell("–", Ink.FAINT)
    if entry.source:
        return Cell(Sentence(key="entry.batch.elsewhere", params={"station": entry.source}), Ink.GOOD)
    params: dict[str, str | int] = {"done": len(state.ballots), "size": size, "name": day.person(state.typist).name}
    if state.closed:
        return Cell(Sentence(key="entry.batch.done", params=params), Ink.GOOD)
    return Cell(Sentence(key="entry.batch.typing", params=params), Ink.WARN)


def entered_in(work: RoundState, entry: int) -> tuple[int, int]:
    """Give how many ballots of an entry (from 1) are typed, and out of how many."""
    return sum(len(batch.ballots) for batch in work.entries[entry - 1].batches.values()), sum(work.sizes)


def entry_for(work: RoundState, person: str, batch: int) -> int | None:
    """Give the entry in which somebody would type a batch: the own one that is open, or the first that nobody has."""
    free = [number for number, entry in enumerate(work.entries, start=1) if not entry.source]
    own = [number for number in free if _is_own(work.batch(number, batch), person)]
    return next(iter([*own, *(number for number in free if work.batch(number, batch) is None)]), None)


def _is_own(state: Batch | None, person: str) -> bool:
    return state is not None and state.typist == person and not state.closed


def next_batch(day: Day, work: RoundState, person: str) -> tuple[int, int] | None:
    """Give the entry and batch that somebody goes on with: the one in hand, else the first of the earliest entry.

    A batch that the same person typed once is left for somebody else. None where nothing is left for this one.
    """
    name = known_as(day.person(person).name)
    may = []
    for batch, size in enumerate(work.sizes, start=1):
        entry = entry_for(work, person, batch)
        if entry is not None and size:
            is_own = work.batch(entry, batch) is not None
            if is_own or name not in typists(day, work, batch):
                may.append((not is_own, entry, batch))
    return min(may)[1:] if may else None


class BatchTable(Vertical):
    """The batches, what to do with them, and what was done last."""

    DEFAULT_CSS = """
    BatchTable > Paragraphs { margin: 1 0; }
    """

    def __init__(self, words: Words, day: Day, work: RoundState, *, id: str) -> None:  # noqa: A002 -- as Textual has it
        super().__init__(id=id)
        self.words, self._day, self._work = words, day, work
        self._entries = len(work.entries)

    def compose(self) -> ComposeResult:
        """Put what to do over the batches, and what was done under them."""
        yield Paragraphs(self.words, how(self._day, self._work))
        yield DataRows(self.words, batch_columns(self._entries), batch_rows(self._day, self._work, self._entries))
        yield Sides(self.words, Said())

    @property
    def rows(self) -> DataRows:
        """The table."""
        return self.query_one(DataRows)

    @property
    def marked(self) -> int:
        """The batch that is marked, 0 where there is none."""
        return int(self.rows.marked or 0)

    def mark_next(self, day: Day, work: RoundState) -> None:
        """Mark the batch that whoever is at the keys types next, if there is one."""
        if day.at_keys and (going := next_batch(day, work, day.at_keys)):
            self.rows.mark(str(going[1]))

    def show(self, day: Day, work: RoundState, note: Note | None) -> None:
        """Show how far every batch is."""
        self.query_one(Paragraphs).show(how(day, work))
        self.rows.show_rows(batch_rows(day, work, self._entries))
        self.query_one(Sides).show(said(note))


def how(day: Day, work: RoundState) -> tuple[Paragraph, ...]:
    """Say what to do with the batches, and how far each entry is."""
    if work.is_entered:
        return (Paragraph(text=Sentence(key="entry.how.entered"), ink=Ink.GOOD),)
    is_done = day.at_keys is not None and next_batch(day, work, day.at_keys) is None
    far = [
        Paragraph(text=Sentence(key="entry.how.far", params={"entry": entry, "done": done, "total": total}))
        for entry, (done, total) in ((number, entered_in(work, number)) for number in range(1, len(work.entries) + 1))
    ]
    key = "entry.how.others" if is_done else "entry.how.choose"
    machines = Paragraph(text=Sentence(key="exchange.way"), ink=Ink.FAINT)
    return (Paragraph(text=Sentence(key=key), ink=Ink.STRONG), *far, machines)
