"""The list of a contest: who stands, who brought them on, and what the rules say of it (R3-R6, R13)."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.drafting import added, coming, in_name_order, with_contest
from station.modals.form import Form
from station.screens.asking import written_birth
from station.screens.base import StationScreen
from station.screens.defining import defined, drafted
from station.screens.finding import found
from station.screens.making import chosen, one_more, people_of_file
from station.screens.office import office
from station.screens.person import About, attribute_name, person_sheet
from station.screens.poll import poll_said, poll_sheet, polled
from station.session import Day
from station.session.state import ContestState
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.sentences import cite
from tally.contest import Candidate, Contest, NominatedBy
from tally.finding import Severity
from tally.percent import percent
from tally.regulation import Regulation
from tally.words import Words
from tally.words.figures import show_percent
from tally.words.sentences import finding_sentence

__all__ = ["ListScreen", "list_rows", "list_sentence", "person_said"]

COLUMNS = (
    Column(key="number", heading=Sentence(key="station.column.number"), width=3, side="right"),
    Column(key="name", heading=Sentence(key="station.column.name"), width=None),
    Column(key="sex", heading=Sentence(key="list.column.sex"), width=4),
    Column(key="born", heading=Sentence(key="list.column.born"), width=10),
    Column(key="ethnicity", heading=Sentence(key="list.column.ethnicity"), width=7),
    Column(key="by", heading=Sentence(key="list.column.by"), width=11),
    Column(key="incumbent", heading=Sentence(key="list.column.incumbent"), width=6),
)
LIST_RULES = frozenset({"R3", "R4", "R5", "R6", "R13"})
"""Rules whose findings are told beside the list; all of them are told where the contest is prepared."""
MOST_FINDINGS = 3
_ADD = 1


def list_rows(contest: Contest) -> tuple[Row, ...]:
    """Give a row for everybody on the list, in its order."""
    return tuple(_row(person) for person in contest.candidates)


def _row(person: Candidate) -> Row:
    ink = Ink.FAINT if person.withdrawal else Ink.TEXT
    params = {"agreed": "–" if person.agreed_by is None else person.agreed_by}
    by = Sentence(key=f"list.cell.{person.nominated_by.value}", params=params)
    cells = (
        Cell(str(person.number), Ink.KEY),
        Cell(person.name, ink),
        Cell(Sentence(key=f"list.cell.{person.sex.value}"), ink),
        Cell(written_birth(person.born), ink),
        Cell(person.ethnicity, ink),
        Cell(by, ink),
        Cell(Sentence(key="list.cell.incumbent" if person.incumbent else "list.cell.new"), ink),
    )
    return Row(key=str(person.number), cells=cells)


def list_sentence(words: Words, contest: Contest, listed: int, rules: Regulation) -> str:
    """Say how long the list is, and its surplus on the seats voted on (R4, Art. 14)."""
    surplus = listed - contest.seats
    share = show_percent(percent(abs(surplus), contest.seats), words.lang)
    key = "report.list_longer" if surplus > 0 else "report.list_shorter" if surplus < 0 else "report.list_equal"
    said = words(key, list=listed, seats=contest.seats, surplus=abs(surplus), percent=share)
    return f"{said} {cite(words, rules, 'R4')}"


def person_said(person: Candidate, attending: int, words: Words) -> str:
    """Say all that is known of somebody on the list: what the columns have no room for too."""
    parts = [f"{person.number} {person.name}"]
    by = words(f"term.nominated_by.{person.nominated_by.value}")
    if person.nominated_by is not NominatedBy.COMMITTEE and person.agreed_by is not None:
        by = words("list.said.agreed", by=by, agreed=person.agreed_by, attending=attending)
    parts.append(by)
    parts += [attribute_name(name, words) for name in sorted(person.attributes)]
    if person.from_round is not None:
        parts.append(words("list.said.from_round", round=str(person.from_round)))
    if person.withdrawal is not None:
        parts.append(words(f"term.withdrawal.{person.withdrawal.value}"))
    if person.withdrawn_before_round is not None:
        parts.append(words("list.said.gone", round=str(person.withdrawn_before_round)))
    return " · ".join(parts)


def list_said(day: Day, contest: str, marked: str | None, words: Words) -> tuple[Paragraph, ...]:
    """Say what stands under the list: of whom is marked, of the surplus and the poll, and what the rules remark."""
    state, rules = day.contest(contest), day.the_congress.regulation
    attending = state.course.meeting.roll.attending
    person = [one for one in state.contest.candidates if str(one.number) == marked]
    standing = state.contest.standing(coming(state) or 1)
    said = [
        *(Paragraph(text=person_said(one, attending, words), ink=Ink.ACCENT) for one in person),
        Paragraph(text=list_sentence(words, state.contest, len(standing), rules), ink=Ink.STRONG),
    ]
    if polled(state.contest):
        said.append(Paragraph(text=poll_said(state.contest, attending, rules, words)))
    remarks = [one for one in day.result(contest).findings if one.rule.partition(".")[0] in LIST_RULES]
    remarks.sort(key=lambda one: one.severity is not Severity.ERROR)
    for one in remarks[:MOST_FINDINGS]:
        ink = Ink.BAD if one.severity is Severity.ERROR else Ink.WARN
        said.append(Paragraph(text=f"⚠ {finding_sentence(words, one)} {cite(words, rules, one.rule)}", ink=ink))
    if more := len(remarks[MOST_FINDINGS:]):
        said.append(Paragraph(text=Sentence(key="list.more", params={"n": more}), ink=Ink.WARN))
    return tuple(said)


class ListScreen(StationScreen):
    """The list of a contest; every change of it is stored at once."""

    screen_id = ScreenId.LIST
    BINDINGS: ClassVar = bindings_for(ScreenId.LIST)
    CSS = """
    ListScreen Paragraphs { margin-top: 1; max-height: 9; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    @property
    def state(self) -> ContestState:
        """The contest as it stands."""
        return self.day.contest(self.contest)

    def body(self) -> ComposeResult:
        """Give the list, and what there is to say of it."""
        yield DataRows(self.words, COLUMNS, list_rows(self.state.contest))
        yield Paragraphs(self.words, ())

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest."""
        return (office(self.day.the_congress, self.state.contest.kind), Sentence(key="action.screen.list"))

    def show(self, day: Day) -> None:
        """Show the list as it is stored."""
        self.query_one(DataRows).show_rows(list_rows(day.contest(self.contest).contest))
        self._tell()

    @on(DataRows.Marked)
    def _tell(self) -> None:
        said = list_said(self.day, self.contest, self.query_one(DataRows).marked, self.words)
        self.query_one(Paragraphs).show(said)

    @property
    def about(self) -> About:
        """What a person is asked about for."""
        attending = self.state.course.meeting.roll.attending
        return About(contest=self.state.contest, attending=attending, round_number=coming(self.state))

    def action_edit(self) -> None:
        """Ask what to change: whoever is marked, or the list as a whole."""
        self.station.flow(self._edit())

    def action_new(self) -> None:
        """Put somebody on the list."""
        self.station.flow(self._new())

    def action_import_list(self) -> None:
        """Take people from a spreadsheet."""
        self.station.flow(self._import())

    def action_search(self) -> None:
        """Mark the person that is looked for."""
        self.station.flow(self._find())

    def action_proceed(self) -> None:
        """Go back to where the list was asked for."""
        self.action_back()

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    async def _edit(self) -> None:
        marked = self.query_one(DataRows).marked
        contest = self.state.contest
        person = next((one for one in contest.candidates if str(one.number) == marked), None)
        name = Sentence(key="list.act.person", params={"name": person.name if person else ""})
        poll = [Sentence(key="list.act.poll")] if polled(contest) else []
        options = (name, Sentence(key="list.act.order"), *poll)
        match await chosen(self, Sentence(key="list.which_act"), options):
            case 0:
                await self._person(person)
            case 1:
                await self._order()
            case 2:
                await self._poll()

    async def _new(self) -> None:
        pool = self.day.pool(self.contest)
        contest = await one_more(self, self.about, pool.may_stand if pool else ())
        if contest is not None:
            await self._define(contest)

    async def _person(self, person: Candidate | None) -> None:
        contest = await self.app.push_screen_wait(Form(self.words, person_sheet(self.about, person, self.words)))
        if contest is not None:
            await self._define(contest)

    async def _order(self) -> None:
        """Put the list in the order of the given names, as ballots usually have it (R6)."""
        await self._define(in_name_order(self.state.contest))

    async def _poll(self) -> None:
        about = self.about
        contest = await self.app.push_screen_wait(Form(self.words, poll_sheet(about.contest, about.attending)))
        if contest is not None:
            await self._define(contest)

    async def _import(self) -> None:
        people = await people_of_file(self)
        if people is None:
            return
        about = self.about
        place: int | None = _ADD
        if about.round_number is None:
            options = (Sentence(key="list.import.replace"), Sentence(key="list.import.add"))
            place = await chosen(self, Sentence(key="list.import.how", params={"n": len(people)}), options)
        match place:
            case 0:
                await self._define(replace(about.contest, candidates=people))
            case 1:
                await self._define(added(about.contest, people, round_number=about.round_number))

    async def _find(self) -> None:
        people = self.state.contest.candidates
        place = await found(self, [one.name for one in people])
        if place is not None:
            self.query_one(DataRows).mark(str(people[place].number))

    async def _define(self, contest: Contest) -> None:
        await defined(self, with_contest(drafted(self.day), contest))
