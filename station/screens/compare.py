"""Where two entries differ: the paper is read again, name after name, and two people say what stands on it.

Which names differ is shown, never what anybody typed. What was answered is stored only with the second person's PIN.
"""

from collections.abc import Mapping
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from station.actions import ScreenId, bindings_for
from station.screens.batch_changes import change_batch
from station.screens.entering import PAPERS, EnteringScreen
from station.screens.joining import joined, witnesses
from station.screens.read_back import Reader, reader_of
from station.screens.sides import Said, Sides
from station.session import Day
from station.session.comparison import Difference, Settle, differences, differing_sheets
from station.session.doubts import doubtful
from station.session.marks import Mark
from station.session.phase import open_questions
from station.session.round import Place, RoundState, Way
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.ballot import BallotKind

__all__ = ["ANSWERS", "CompareScreen", "compare_rows", "far", "question", "slipped"]

ANSWERS: Mapping[BallotKind, tuple[Mark, ...]] = {
    BallotKind.STRIKE: (Mark.STRUCK, Mark.KEPT),
    BallotKind.BOXES: (Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.BOTH),
}
"""What may stand beside a name, by its digit from 1."""
COLUMNS = (
    Column(key="place", heading=Sentence(key="compare.column.place"), width=18),
    Column(key="names", heading=Sentence(key="compare.column.names"), width=None, wraps=True),
    Column(key="state", heading=Sentence(key="station.column.state"), width=16),
)
Answers = Mapping[int, Mark]
MOST_NAMED = 3
"""Names of one paper that stand in its row, whole; where a paper was left out nearly all of them differ."""
SLIPPED = 3
"""So many papers that differ, one after the other up to the end of a batch, look like one paper left out."""


def compare_rows(work: RoundState, reader: Reader, answers: Mapping[Place, Answers]) -> tuple[Row, ...]:
    """Give a row for each paper that differs (of tally sheets: each batch), with the names, and how far it is."""
    sheets = [
        Row(
            key=f"{batch}.0",
            cells=(
                Cell(Sentence(key="station.batch", params={"batch": batch})),
                Cell(Sentence(key="compare.sheets")),
                Cell(Sentence(key="compare.count_again"), Ink.BAD),
            ),
        )
        for batch in differing_sheets(work)
    ]
    papers = [
        Row(
            key=f"{batch}.{paper}",
            cells=(
                Cell(Sentence(key="compare.place", params={"batch": batch, "paper": paper})),
                Cell(_named(one, reader)),
                _state(work, one, answers.get(one.place, {})),
            ),
        )
        for one in differences(work)
        for batch, paper in (one.place,)
    ]
    return (*sheets, *papers)


def _named(one: Difference, reader: Reader) -> str | Sentence:
    """Name whom entries differ on, and say how many more there are: each of them is asked for by name."""
    names = ", ".join(f"{number} {reader.names[number]}" for number in one.numbers[:MOST_NAMED])
    more = len(one.numbers) - MOST_NAMED
    return names if more <= 0 else Sentence(key="compare.more_names", params={"names": names, "n": more})


def _state(work: RoundState, one: Difference, answers: Answers) -> Cell:
    if answers:
        params = {"done": len(answers), "of": len(one.numbers)}
        return Cell(Sentence(key="compare.state.answered", params=params), Ink.WARN)
    if one.place in work.settled:
        return Cell(Sentence(key="compare.state.settled"), Ink.GOOD)
    return Cell(Sentence(key="compare.state.open"), Ink.WARN)


def far(work: RoundState) -> Mapping[str, int]:
    """Count the papers compared so far: alike, settled, left to settle, and doubtful, which are the board's."""
    compared = sum(work.sizes[batch - 1] for batch in work.batches if work.is_closed(batch))
    found, doubts = differences(work), len(doubtful(work))
    settled = sum(one.place in work.settled for one in found)
    in_doubt = sum(work.ruling(place) is None for place in doubtful(work))
    left = len(found) - settled
    same = compared - len(found) - sum(work.is_closed(batch) for batch, _ in doubtful(work))
    return {"papers": compared, "same": same, "settled": settled, "left": left, "doubts": doubts, "unruled": in_doubt}


def slipped(work: RoundState) -> tuple[int, int] | None:
    """Give the batch and paper from which on everything differs: a paper was left out there, or typed twice."""
    places = {one.place for one in differences(work)}
    for batch, size in enumerate(work.sizes, start=1):
        first = size + 1
        while (batch, first - 1) in places:
            first -= 1
        if size + 1 - first >= SLIPPED:
            return (batch, first)
    return None


def question(one: Difference | None, reader: Reader, answers: Answers) -> tuple[Paragraph, ...]:
    """Ask for the next name of a paper that has no answer, under those that have one."""
    if one is None:
        return ()
    kind, names = reader.paper.kind, reader.names
    said = [
        Paragraph(
            text=Sentence(key=f"compare.answer.{answers[number]}", params={"name": f"{number} {names[number]}"}),
            ink=Ink.ACCENT,
        )
        for number in one.numbers
        if number in answers
    ]
    left = [number for number in one.numbers if number not in answers]
    batch, paper = one.place
    if not left:
        return (*said, Paragraph(text=Sentence(key="compare.confirm"), ink=Ink.STRONG))
    params: dict[str, str | int] = {"batch": batch, "paper": paper, "name": f"{left[0]} {names[left[0]]}"}
    asked = Paragraph(text=Sentence(key=f"compare.question.{kind}", params=params), ink=Ink.STRONG)
    return (*said[-2:], asked, Paragraph(text=Sentence(key=f"compare.keys.{kind}"), ink=Ink.KEY))


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
        return frozenset(left if is_there else {"settle", "yes", "no", "undo", "void_batch", *left})

    def unseen(self) -> frozenset[str]:
        """Leave out the digits, which the question tells."""
        return frozenset({"yes", "no"})

    def show_work(self, day: Day, work: RoundState) -> None:
        """Show what differs, what is asked, and how far it is."""
        found = {one.place: one.numbers for one in differences(work)}
        kept = {place: one for place, one in self._answers.items() if {*one} <= {*found.get(place, ())}}
        self._answers = kept
        count = far(work)
        head = [Paragraph(text=_headline(work, count), ink=Ink.STRONG)]
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
        self._cannot = self.cannot() | {"void_batch" if answers else "undo"}
        asked = self.query_one("#question", Paragraphs)
        asked.show(question(one, self._reader, answers))
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

    def action_undo(self) -> None:
        """Take the last answer back."""
        if (one := self._marked) and self._answers.get(one.place):
            self._answers[one.place].popitem()
            self.refresh_day()

    def action_void_batch(self) -> None:
        """Ask the board about the batch of the marked paper."""
        if (key := self.query_one(DataRows).marked) is not None:
            self.station.flow(self._change(int(key.partition(".")[0])))

    def action_settle(self) -> None:
        """Have a second person confirm what was answered; of tally sheets go to the sheets."""
        one = self._marked
        if self.work.way is Way.SHEETS:
            self.station.go(ScreenId.SHEETS, self.contest)
        elif one is None or len(self._answers.get(one.place, {})) < len(one.numbers):
            self.app.bell()
        else:
            self.station.flow(self._settle(one, dict(self._answers[one.place])))

    def action_doubtful(self) -> None:
        """Show the papers that the board rules on."""
        self.station.go(ScreenId.DOUBTFUL, self.contest)

    def action_proceed(self) -> None:
        """Go on: nothing is left to look at."""
        self.go_on()

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


def _headline(work: RoundState, count: Mapping[str, int]) -> Sentence:
    if work.way is Way.SHEETS:
        return Sentence(key="compare.sheets_differ", params={"n": len(differing_sheets(work))})
    if not open_questions(work):
        return Sentence(key="compare.done")
    key = "compare.differ" if count["left"] else "compare.none_differ"
    return Sentence(key=key, params={**count, "n": count["left"] + count["settled"]})
