"""The papers of a contest, or of the whole day: read on the screen, printed, or written to a stick to be printed."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.ceremony.carrying import copied
from station.modals.form import Blank, Form, Sheet
from station.modals.reading import Read, Reading
from station.papers import OnOffer, papers_of
from station.printing import printed
from station.screens.asking import figure
from station.screens.office import office
from station.screens.working import WorkingScreen
from station.session import Day
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.faults import BadInput
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.preview import preview
from tally.record.refusal import Refused
from tally.words import Lang
from tally.words.phrases import capital

__all__ = ["PapersScreen", "copies_of", "paper_rows"]

COLUMNS = (
    Column(key="paper", heading=Sentence(key="printing.column.paper"), width=None, wraps=True),
    Column(key="round", heading=Sentence(key="printing.column.round"), width=4, side="right"),
    Column(key="file", heading=Sentence(key="printing.column.file"), width=26),
    Column(key="source", heading=Sentence(key="printing.column.source"), width=11),
)
FOLDER = "-giay-to"
ENDING = ".pdf"
MOST_COPIES = 2_000
A_PAGE = {"ballot-a4": 1, "ballot-a5": 2, "poll-4a": 1, "poll-4b": 1}
"""How many papers stand on a page of what everybody who attends is handed."""


def paper_rows(offered: tuple[OnOffer, ...], *, contest: str | None) -> tuple[Row, ...]:
    """Give a row for each paper: what it is, of which round, the name of its file, and what it is made from."""
    return tuple(
        Row(
            key=one.paper.name,
            cells=(
                Cell(_title(one.paper) if contest is None else capital(f"{one.paper.tree['name']}".lower())),
                Cell("" if one.round is None else str(one.round)),
                Cell(one.paper.name, Ink.FAINT),
                Cell(Sentence(key=f"printing.source.{one.source}"), Ink.FAINT),
            ),
        )
        for one in offered
    )


def copies_of(day: Day, contest: str | None, paper: Paper) -> int:
    """Give how often a paper is printed: what voters are handed as often as somebody attends, all else once."""
    a_page = next((papers for kind, papers in A_PAGE.items() if paper.name.startswith(f"{kind}-")), None)
    if a_page is None or contest is None:
        return 1
    attending = day.contest(contest).course.meeting.roll.attending
    return max(1, min(MOST_COPIES, -(-attending // a_page)))


def _title(paper: Paper) -> str:
    return f"{paper.tree['title']}"


class PapersScreen(WorkingScreen):
    """The papers that can be made now."""

    screen_id = ScreenId.PAPERS
    BINDINGS: ClassVar = bindings_for(ScreenId.PAPERS)
    CSS = """
    PapersScreen DataRows { margin: 1 0; }
    """

    def __init__(self, contest: str | None = None) -> None:
        super().__init__()
        self.contest = contest
        self.offered: tuple[OnOffer, ...] = ()
        self._gathered: tuple[int, Lang] | None = None
        """How long the journal was, and in which language, when the papers were gathered: that takes a while."""

    def body(self) -> ComposeResult:
        """Give the papers, and what paper is worth."""
        yield DataRows(self.words, COLUMNS, ())
        yield Paragraphs(self.words, (Paragraph(text=Sentence(key="printing.truth"), ink=Ink.FAINT),))
        yield Meter(self.words, Work(what="", done=0, total=1))

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest, or the unit where it is the whole day."""
        here = Sentence(key="action.screen.papers")
        if self.contest is None:
            return (self.unit, here)
        return (office(self.day.the_congress, self.day.contest(self.contest).contest.kind), here)

    def on_mount(self) -> None:
        """Show what there is."""
        self.at_work(None)
        super().on_mount()

    def show(self, _day: Day) -> None:
        """Gather the papers anew where anything was done since, or in another language."""
        now = (self.service.length, self.words.lang)
        if now == self._gathered:
            return
        self._gathered = now
        try:
            self.offered = papers_of(self.service, self.words, self.contest)
        except (Refused, BadInput) as error:
            self.offered = ()
            self.station.tell(error)
        self.query_one(DataRows).show_rows(paper_rows(self.offered, contest=self.contest))

    @property
    def marked(self) -> Paper | None:
        """The paper that is marked."""
        key = self.query_one(DataRows).marked
        return next((one.paper for one in self.offered if one.paper.name == key), None)

    def action_preview(self) -> None:
        """Show what stands on the marked paper."""
        if (paper := self.marked) is not None:
            read = Read(title=_title(paper), texts=preview(paper), ink=Ink.STRONG)
            self.app.push_screen(Reading(self.words, read))

    def action_print(self) -> None:
        """Print the marked paper."""
        if (paper := self.marked) is not None:
            self.station.flow(self._print(paper))

    def action_to_stick(self) -> None:
        """Write every paper to a stick, to be printed elsewhere."""
        self.station.flow(self._to_stick())

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    async def _print(self, paper: Paper) -> None:
        copies = await self._copies(paper)
        if copies is None:
            return
        for data in (await self._drawn((paper,))).values():
            key = await self.worked(Sentence(key="printing.sending"), partial(printed, data, copies))
            if key == "printing.printed":
                self.app.notify(self.words(key), markup=False)
            else:
                happened = Sentence(key=str(key))
                await self.tell_problem(happened, Sentence(key="printing.safe"), Sentence(key="printing.todo"))

    async def _copies(self, paper: Paper) -> int | None:
        """Ask how often a paper is to be printed. Gives None where nobody wants it."""
        usual = str(copies_of(self.day, self.contest, paper))
        blank = Blank(key="copies", label=Sentence(key="printing.copies"), text=usual, longest=4)
        sheet = Sheet(title=_title(paper), said=(), blanks=(blank,), read=_figure)
        return await self.app.push_screen_wait(Form(self.words, sheet))

    async def _to_stick(self) -> None:
        stick = await self.one_stick(Sentence(key="printing.stick"), None)
        if stick is None:
            return
        files = await self._drawn(tuple(one.paper for one in self.offered))
        if not files:
            return
        write = partial(copied, files, stick, self.day, what=FOLDER)
        folder = await self.worked(Sentence(key="printing.writing"), write)
        if folder is not None:
            params: dict[str, str | int] = {"n": len(files), "folder": str(folder)}
            await self.tell(Sentence(key="printing.on_stick"), Sentence(key="printing.copied", params=params))

    async def _drawn(self, papers: tuple[Paper, ...]) -> dict[str, bytes]:
        """Draw papers one after another, and say how far it is. What has no room on its paper is told of, and left."""
        files, without = dict[str, bytes](), list[str]()
        for place, paper in enumerate(papers):
            what = Work(what=Sentence(key="printing.drawing"), done=place, total=len(papers))
            data = await self.worked(what, partial(_pdf, paper))
            if data is None:
                without.append(_title(paper))
            else:
                files[paper.name + ENDING] = data
        if without:
            papers_without = Sentence(key="printing.no_room", params={"papers": self.words.join(without)})
            await self.tell_problem(
                papers_without, Sentence(key="printing.safe"), Sentence(key="printing.no_room_todo")
            )
        return files


def _pdf(paper: Paper) -> bytes | None:
    """Draw a paper; None where it cannot be drawn: a name with a letter that no font has, or a list too long for it."""
    try:
        return pdf(paper)
    except NotPrintable:
        return None


def _figure(values: Mapping[str, str]) -> int:
    return figure(values, "copies", least=1, most=MOST_COPIES)
