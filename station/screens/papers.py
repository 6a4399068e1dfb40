"""The papers of a contest, or of the whole day: read on the screen, printed, or written to a stick to be printed."""

from functools import partial
from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.reading import Read, Reading
from station.papers import OnOffer, papers_of
from station.printing import printed
from station.screens.office import office
from station.screens.working import WorkingScreen
from station.session import Day
from station.sticks import copy
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.papers.engine import NotPrintable, Paper, pdf
from tally.papers.preview import preview
from tally.words.phrases import capital

__all__ = ["PapersScreen", "paper_rows"]

COLUMNS = (
    Column(key="paper", heading=Sentence(key="printing.column.paper"), width=None, wraps=True),
    Column(key="file", heading=Sentence(key="printing.column.file"), width=26),
    Column(key="source", heading=Sentence(key="printing.column.source"), width=11),
)
FOLDER = "giay-to"
ENDING = ".pdf"


def paper_rows(offered: tuple[OnOffer, ...], *, contest: str | None) -> tuple[Row, ...]:
    """Give a row for each paper: what it is, the name of its file, and what it is made from."""
    return tuple(
        Row(
            key=one.paper.name,
            cells=(
                Cell(_title(one.paper) if contest is None else capital(f"{one.paper.tree['name']}".lower())),
                Cell(one.paper.name, Ink.FAINT),
                Cell(Sentence(key=f"printing.source.{one.source}"), Ink.FAINT),
            ),
        )
        for one in offered
    )


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
        """Gather the papers anew: another round, or another language."""
        self.offered = papers_of(self.service, self.words, self.contest)
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
        drawn = await self._drawn((paper,))
        for data in drawn.values():
            key = await self.worked(Sentence(key="printing.sending"), partial(printed, data))
            if key == "printing.printed":
                self.app.notify(self.words(key), markup=False)
            else:
                await self.tell_problem(
                    Sentence(key=f"{key}"), Sentence(key="printing.safe"), Sentence(key="printing.todo")
                )

    async def _to_stick(self) -> None:
        stick = await self.one_stick(Sentence(key="printing.stick"), None)
        if stick is None:
            return
        files = await self._drawn(tuple(one.paper for one in self.offered))
        if not files:
            return
        done = await self.worked(
            Sentence(key="printing.writing"), partial(copy, files, stick.path / FOLDER, stick=stick)
        )
        if done is not None:
            params = {"folder": str(done.folder), "files": ", ".join(files)}
            await self.tell(Sentence(key="printing.on_stick"), Sentence(key="stick.copied", params=params))

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
