"""The place where the papers of a batch are typed: how far it is, the list, the line, and what was just done.

It knows the paper and what is typed on the line; what is stored, and where, is the screen's. In the exercise with known
papers the one to be typed stands beside the list.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content

from station.screens.pace import Pace
from station.screens.read_back import Reader
from station.screens.sides import Said, Sides
from station.session.marks import Marks
from station.themes.ink import Ink
from station.widgets.drawing import Drawn, Sentence, datum, lines
from station.widgets.entry_line import EntryLine, Reading, Standing
from station.widgets.meter import Meter, Work
from station.widgets.number_grid import Grid, Listed, NumberGrid
from tally.words import Words

__all__ = ["Desk", "Note", "Progress", "said"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """How far a batch is in an entry, and that entry in all: ballots typed, and out of how many."""

    entry: int
    batch: int
    have: int
    size: int
    done: int
    total: int
    pace: Pace
    drawn: str = ""
    """The paper to be typed now, in lines; nothing where it lies on the table."""

    @property
    def is_full(self) -> bool:
        """Whether every paper of the batch is typed."""
        return self.have == self.size


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """What was just done with a paper, or why it was not. ``number`` is its number in the journal, once it has one."""

    key: str
    batch: int = 0
    paper: int = 0
    marks: Marks | None = None
    number: int | None = None
    text: str = ""


def said(note: Note | None, marks: str = "") -> Said:
    """Say a note, with what stands on the paper."""
    if note is None:
        return Said()
    params: dict[str, str | int] = {"batch": note.batch, "paper": note.paper, "marks": marks, "text": note.text}
    stored = "" if note.number is None else Sentence(key="station.stored", params={"entry": str(note.number)})
    return Said(left=Sentence(key=f"entry.note.{note.key}", params=params), right=stored)


class _Drawing(Drawn[str]):
    """A paper, as it was drawn."""

    def draw(self, width: int, height: int) -> Content:
        return lines(datum(line) for line in self.value.splitlines())


class Desk(Vertical):
    """The list, the line and what is around them. ``store`` is given the marks of a line that Enter takes."""

    DEFAULT_CSS = """
    Desk > #far { height: 1; }
    Desk > #far > Sides { width: 31; }
    Desk > #far > Meter { width: 1fr; margin: 0 1 0 0; }
    Desk > #list { height: 1fr; margin: 1 1 0 1; }
    Desk > #list > _Drawing { width: 50; height: 100%; border-left: solid $ink-accent; padding: 0 1; display: none; }
    Desk > EntryLine { height: 6; }
    Desk > #note { height: auto; max-height: 2; }
    .-tall Desk > EntryLine { height: 8; }
    """

    def __init__(
        self,
        words: Words,
        reader: Reader,
        names: tuple[Listed, ...],
        *,
        store: Callable[[Marks], bool],
        id: str | None = None,  # noqa: A002 -- as Textual has it
    ) -> None:
        super().__init__(id=id)
        self.words = words
        self._reader = reader
        self._grid = NumberGrid(words, Grid(listed=names))
        self._store = store
        self._progress: Progress | None = None

    def compose(self) -> ComposeResult:
        """Put how far it is over the list, and what was done under the line."""
        with Horizontal(id="far"):
            yield Sides(self.words, Said(), id="paper")
            yield Meter(self.words, Work(what="", done=0, total=0))
        with Horizontal(id="list"):
            yield self._grid
            yield _Drawing(self.words, "")
        title = Sentence(key=f"entry.title.{self._reader.paper.kind}")
        yield EntryLine(self.words, title, read=self._read, enter=self._enter, accepts=self._reader.accepts)
        yield Sides(self.words, Said(), id="note")

    @property
    def line(self) -> EntryLine:
        """The line."""
        return self.query_one(EntryLine)

    @property
    def marks(self) -> Marks | None:
        """What stands on the line, nothing as a ballot on which no name stands out; None while it is no ballot."""
        text = self.line.text
        return self._reader.typed(text).marks if text.strip() else Marks()

    def begin(self) -> None:
        """Begin with a batch: whatever stands on the line was not typed for it."""
        self._progress = None

    def show(self, progress: Progress, note: Note | None) -> None:
        """Show how far the batch is."""
        before, self._progress = self._progress, progress
        key = "entry.paper.full" if progress.is_full else "entry.paper.next"
        paper = Sentence(key=key, params={"batch": progress.batch, "paper": progress.have + 1, "size": progress.size})
        self.query_one("#paper", Sides).show(Said(left=paper, ink=Ink.STRONG))
        left, pace = progress.total - progress.done, progress.pace
        meter = Work(
            what=Sentence(key="entry.meter", params={"entry": progress.entry}),
            done=progress.done,
            total=progress.total,
            per_minute=pace.per_minute,
            seconds=pace.seconds_for(left) if left else None,
        )
        self.query_one(Meter).show(meter)
        drawing = self.query_one(_Drawing)
        drawing.show(progress.drawn)
        drawing.display = bool(progress.drawn)
        self.note(note)
        if before is None:
            self.line.put("")
        elif before.is_full is not progress.is_full:
            self.line.put(self.line.text)

    def note(self, note: Note | None) -> None:
        """Say what was done."""
        marks = self._reader.short(note.marks, self.words) if note and note.marks else ""
        self.query_one("#note", Sides).show(said(note, marks))

    def refuse(self, key: str) -> None:
        """Ring, and say why something was not done."""
        self.app.bell()
        self.query_one("#note", Sides).show(Said(left=Sentence(key=f"entry.note.{key}"), ink=Ink.BAD))

    def look_at(self, number: int) -> None:
        """Show the page of the list on which a number stands."""
        self._grid.show(replace(self._grid.value, seen=number))

    def turn(self, pages_on: int) -> None:
        """Turn the pages of the list."""
        self._grid.turn(pages_on)

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on, what stands on the line too."""
        self.words = words
        self.line.put(self.line.text)

    def _read(self, text: str) -> Reading:
        """Say what a line is worth, and mark on the list what stands on it: both are seen at the same moment."""
        marked, last = self._reader.marked(text)
        now = self._grid.value
        self._grid.show(replace(now, marked=marked, seen=now.seen if last is None else last))
        if self._progress is not None and self._progress.is_full:
            standing = Standing.BAD if text else Standing.OPEN
            return Reading(standing=standing, word=self.words("entry.word.full"))
        return self._reader.read(text, self.words)

    async def _enter(self, text: str) -> bool:
        marks = self._reader.typed(text).marks
        return marks is not None and self._store(marks)
