"""Where two entries differ: the paper is read again, name after name, and two people say what stands on it.

Which names differ is shown, never what anybody typed. What was answered is stored only with the second person's PIN.
"""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from station.actions import ScreenId, bindings_for
from station.screens.batch_changes import change_batch
from station.screens.compare_view import ANSWERS, COLUMNS, Answers, compare_rows, far, headline, question, slipped
from station.screens.entering import PAPERS, EnteringScreen
from station.screens.joining import joined, witnesses
from station.screens.read_back import reader_of
from station.screens.referring import referred
from station.screens.sides import Said, Sides
from station.session import Day
from station.session.comparison import Difference, Settle, differences, differing_sheets
from station.session.marks import Mark
from station.session.phase import open_questions
from station.session.round import Place, RoundState, Way
from station.themes.ink import Ink
from station.widgets.data_rows import DataRows
from station.widgets.drawing import Sentence
from station.widgets.key_line import KeyLine
from station.widgets.paragraphs import Paragraph, Paragraphs

__all__ = ["CompareScreen"]


class CompareScreen(EnteringScreen):
    """The papers that differ, and the question that is asked of the marked one."""

    screen_id = ScreenId.COMPARE
    BINDINGS: ClassVar = [
        *bindings_for(ScreenId.COMPARE),
        *(Binding(str(digit), f"answer({digit})", show=False) for digit in (3, 4)),
    ]
    DEFAULT_CSS = """
    CompareScreen #head { margin: 1 0 0 0; }
    CompareScreen #question { border: solid $ink-accent; background: $surface; margin: 0; }
    CompareScreen DataRows { margin: 1 0 0 0; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__(contest)
        self._answers: dict[Place, dict[int, Mark]] = {}
        self._stored: int | None = None

    def faces(self) -> ComposeResult:
        """Give the papers, the question, and how far it is."""
        words, self._reader = self.words, reader_of(self.day, self.contest)
        with Vertical(id=PAPERS):
            yield Paragraphs(words, (), id="head")
            yield DataRows(words, COLUMNS, compare_rows(self.work, self._reader, {}))
            yield Paragraphs(words, (), id="question")
            yield Sides(words, Said())

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, its round, and that it is compared."""
        return (*super().where(), Sentence(key="compare.where"))

    def cannot(self) -> frozenset[str]:
        """Give what can't be done where nothing differs, or while something is left."""
        left = {"proceed"} if open_questions(self.work) else set()
        is_there = not self.is_stopped and (differences(self.work) or differing_sheets(self.work))
        other = "settle" if self.work.way is Way.SHEETS else "open"
        return frozenset(
            {other, *left} if is_there else {"settle", "open", "yes", "no", "take_back", "void_batch", *left}
        )

    def unseen(self) -> frozenset[str]:
        """Leave out the digits, which the question tells."""
        return frozenset({"yes", "no"})

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show what differs, what is asked, and how far it is."""
        found = {one.place: one.numbers for one in differences(work)}
        kept = {place: one for place, one in self._answers.items() if {*one} <= {*found.get(place, ())}}
        self._answers = kept
        count = far(work)
        head = [Paragraph(text=headline(work, count), ink=Ink.STRONG)]
        if count["unruled"]:
            head.append(Paragraph(text=Sentence(key="compare.doubts", params={"n": count["unruled"]}), ink=Ink.WARN))
        if gap := slipped(work):
            params = {"batch": gap[0], "paper": gap[1]}
            head.append(Paragraph(text=Sentence(key="compare.slipped", params=params), ink=Ink.WARN))
        self.query_one("#head", Paragraphs).show(tuple(head))
        self.query_one(DataRows).show_rows(compare_rows(work, self._reader, self._answers))
        stored = "" if self._stored is None else Sentence(key="station.stored", params={"entry": str(self._stored)})
        if work.way is Way.BALLOTS:
            self.query_one(Sides).show(Said(left=Sentence(key="compare.far", params=count), right=stored))
        self._ask()

    @on(DataRows.Marked)
    def _ask(self) -> None:
        """Ask of the marked paper."""
        one = self._marked
        answers = self._answers.get(one.place, {}) if one else {}
        is_answered = one is not None and len(answers) == len(one.numbers)
        self._cannot = (
            self.cannot() | {"void_batch" if answers else "take_back"} | ({*()} if is_answered else {"settle"})
        )
        self.query_one(KeyLine).show(self._keys())
        asked = self.query_one("#question", Paragraphs)
        settled = self.work.settled.get(one.place) if one else None
        asked.show(question(one, self._reader, answers, (settled and settled.answers) or {}))
        asked.display = bool(asked.value)

    @property
    def _marked(self) -> Difference | None:
        """The paper that is marked."""
        key = self.query_one(DataRows).marked
        return next((one for one in differences(self.work) if f"{one.place[0]}.{one.place[1]}" == key), None)

    def action_answer(self, digit: int) -> None:
        """Answer for the name that is asked for."""
        one, options = self._marked, ANSWERS[self._reader.paper.kind]
        left = [number for number in one.numbers if number not in self._answers.get(one.place, {})] if one else []
        if one is None or not left or digit > len(options):
            self.app.bell()
            return
        self._answers.setdefault(one.place, {})[left[0]] = options[digit - 1]
        self.refresh_day()

    def action_yes(self) -> None:
        """Answer with the first of what may stand there."""
        self.action_answer(1)

    def action_no(self) -> None:
        """Answer with the second of what may stand there."""
        self.action_answer(2)

    def action_take_back(self) -> None:
        """Take the last answer back."""
        if (one := self._marked) and self._answers.get(one.place):
            self._answers[one.place].popitem()
            self.refresh_day()

    def action_void_batch(self) -> None:
        """Ask the board about the batch of the marked paper."""
        if (key := self.query_one(DataRows).marked) is not None:
            self.station.flow(self._change(int(key.partition(".")[0])))

    def action_settle(self) -> None:
        """Have a second person confirm what was answered."""
        if (one := self._marked) is not None:
            self.station.flow(self._settle(one, dict(self._answers[one.place])))

    def action_open(self) -> None:
        """Go to the tally sheets of a batch that differ."""
        self.station.go(ScreenId.SHEETS, self.contest)

    def action_refer(self) -> None:
        """Put a paper before the board that nobody doubts, first the marked one."""
        self.station.flow(self._refer())

    async def _refer(self) -> None:
        key = self.query_one(DataRows).marked
        marked = tuple(map(int, key.split("."))) if key and self.work.way is Way.BALLOTS else None
        if await referred(self, (marked[0], marked[1]) if marked else None):
            self._stored = self.day.entries
            self.refresh_day()

    async def _settle(self, one: Difference, answers: Answers) -> None:
        pins = await joined(self, witnesses(self.day, self.contest), Sentence(key="compare.second"))
        if pins is None:
            return
        command = Settle(contest=self.contest, place=one.place, answers=answers)
        if self.station.submit(command, joined=pins) is not None:
            self._answers.pop(one.place, None)
            self._stored = self.day.entries
            self.refresh_day()
            self._mark_open()

    def _mark_open(self) -> None:
        """Mark the next paper that is left."""
        left = [one.place for one in differences(self.work) if one.place not in self.work.settled]
        if left:
            self.query_one(DataRows).mark(f"{left[0][0]}.{left[0][1]}")

    async def _change(self, batch: int) -> None:
        await change_batch(self, self.contest, batch)
        if not self.work.is_entered:
            self.go_on()
