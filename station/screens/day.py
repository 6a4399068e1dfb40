"""The day: every contest, where it stands, and what the marked one rests on."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.screens.base import StationScreen
from station.screens.defining import defined, drafted
from station.screens.making import new_contest
from station.screens.office import office
from station.screens.routes import screen_of
from station.session import Day
from station.session.phase import Phase, open_questions, phase
from station.session.round import RoundState, Way
from station.session.state import ContestState, Duty
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.heading import base_sentence
from tally.cli.sentences import cite
from tally.contest import Contest
from tally.finding import Severity
from tally.words import Words
from tally.words.sentences import finding_sentence

__all__ = ["DayScreen", "about", "contest_rows", "may_add"]

COLUMNS = (
    Column(key="place", heading="", width=2, side="right"),
    Column(key="title", heading=Sentence(key="station.column.contest"), width=None, wraps=True),
    Column(key="seats", heading=Sentence(key="station.column.seats"), width=8, side="right"),
    Column(key="list", heading=Sentence(key="station.column.list"), width=9, side="right"),
    Column(key="round", heading=Sentence(key="station.column.round"), width=5, side="right"),
    Column(key="state", heading=Sentence(key="station.column.state"), width=27),
)
_INKS = {Phase.EXCESS: Ink.BAD, Phase.COMPARE: Ink.WARN, Phase.RESULT: Ink.GOOD, Phase.WAITING: Ink.FAINT}
MOST_REMARKS = 4


def contest_rows(day: Day) -> tuple[Row, ...]:
    """Give a row for each contest, in the order in which they are held."""
    return tuple(_row(day, place, state) for place, state in enumerate(day.contests.values(), start=1))


def _row(day: Day, place: int, state: ContestState) -> Row:
    contest = state.contest
    number = state.round.number if state.round else len(state.course.held)
    cells = (
        Cell(str(place), Ink.FAINT),
        Cell(_name(day, contest)),
        Cell(str(contest.seats)),
        Cell(str(len(contest.standing(max(number, 1))))),
        Cell(str(number) if number else "–"),
        _state(day, contest.id),
    )
    return Row(key=contest.id, cells=cells)


def _name(day: Day, contest: Contest) -> str | Sentence:
    """Name a contest by what is elected, which is short; by its title where two elect the same."""
    alike = [one for one in day.contests.values() if one.contest.kind is contest.kind]
    return office(day.the_congress, contest.kind) if len(alike) == 1 else contest.title


def _state(day: Day, contest: str) -> Cell:
    """Say where a contest stands; while ballots are entered how many of them are."""
    now, state = phase(day, contest), day.contest(contest)
    ink = _INKS.get(now, Ink.TEXT)
    if now is Phase.RESULT:
        return Cell(Sentence(key=f"station.status.{state.course.status.value}"), ink)
    if state.round is None or now not in (Phase.ENTRY, Phase.COMPARE):
        return Cell(Sentence(key=f"station.phase.{now.value}"), ink)
    if now is Phase.COMPARE:
        return Cell(Sentence(key="station.to_look_at", params={"n": len(open_questions(state.round))}), ink)
    done, of = entered(state.round)
    return Cell(Sentence(key="station.entered", params={"done": done, "of": of}), ink)


def entered(work: RoundState) -> tuple[int, int]:
    """Give how many ballots (or batches, of tally sheets) are entered in all entries together, and out of how many."""
    if work.way is Way.SHEETS:
        return len(work.sheets), 2 * len(work.sizes)
    typed = sum(len(batch.ballots) for entry in work.entries for batch in entry.batches.values())
    return typed, sum(work.sizes) * len(work.entries)


def about(day: Day, contest: str, words: Words) -> tuple[Paragraph, ...]:
    """Say what the marked contest rests on: its base, and what the rules remark, errors first (R8)."""
    state, rules = day.contest(contest), day.the_congress.regulation
    meeting = state.course.meeting
    found = sorted(day.result(contest).findings, key=lambda one: one.severity is not Severity.ERROR)
    remarks = [
        Paragraph(
            text=f"⚠ {finding_sentence(words, one)} {cite(words, rules, one.rule)}",
            ink=Ink.BAD if one.severity is Severity.ERROR else Ink.WARN,
        )
        for one in found[:MOST_REMARKS]
    ]
    if len(found) > MOST_REMARKS:
        more = Sentence(key="station.more_remarks", params={"n": len(found) - MOST_REMARKS})
        remarks.append(Paragraph(text=more, ink=Ink.WARN))
    return (Paragraph(text=base_sentence(words, meeting, rules, meeting.base(rules))), *remarks)


def may_add(day: Day) -> bool:
    """Whether whoever is at the keys may add a contest: anybody, and once one has begun a member of the board."""
    if day.document is None or day.at_keys is None:
        return False
    return day.person(day.at_keys).duty is not Duty.OPERATOR or not any(one.is_begun for one in day.contests.values())


class DayScreen(StationScreen):
    """The screen that everything starts from."""

    screen_id = ScreenId.DAY
    BINDINGS: ClassVar = bindings_for(ScreenId.DAY)
    CSS = """
    DayScreen DataRows { height: auto; max-height: 50%; }
    """

    def body(self) -> ComposeResult:
        """Give the contests, and under them what the marked one rests on."""
        yield DataRows(self.words, COLUMNS, contest_rows(self.day))
        yield Paragraphs(self.words, ())

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the unit and its congress."""
        congress = self.day.congress
        return (self.unit, congress.name) if congress else (self.unit,)

    def without(self) -> frozenset[str]:
        """Leave out what needs a contest where there is none, and a new contest for whoever may not add one."""
        none = frozenset() if self.day.contests else frozenset({"open", "roll", "list", "hall"})
        return none if may_add(self.day) else none | {"new_contest"}

    def show(self, day: Day) -> None:
        """Show where every contest stands."""
        self.query_one(DataRows).show_rows(contest_rows(day))
        self._tell()

    @on(DataRows.Marked)
    def _tell(self) -> None:
        contest = self.marked
        empty = (Paragraph(text=Sentence(key="station.no_contest_yet"), ink=Ink.STRONG),)
        self.query_one(Paragraphs).show(about(self.day, contest, self.words) if contest else empty)

    @property
    def marked(self) -> str | None:
        """The contest that is marked."""
        return self.query_one(DataRows).marked or next(iter(self.day.contests), None)

    def action_open(self) -> None:
        """Go on with the marked contest, where it stands."""
        if self.marked is not None:
            self.station.go(screen_of(self.day, self.marked), self.marked)

    def action_roll(self) -> None:
        """Show who was summoned and who came."""
        self._go(ScreenId.ROLL)

    def action_list(self) -> None:
        """Show the list of the marked contest."""
        self._go(ScreenId.LIST)

    def _go(self, screen: ScreenId) -> None:
        if self.marked is not None:
            self.station.go(screen, self.marked)

    def action_hall(self) -> None:
        """Show what the hall sees of the marked contest; it is opened and closed there."""
        self._go(ScreenId.BOARD)

    def action_people(self) -> None:
        """Show the people of the day."""
        self.station.go(ScreenId.PEOPLE)

    def action_log(self) -> None:
        """Show the log of the day."""
        self.station.go(ScreenId.LOG)

    def action_new_contest(self) -> None:
        """Add a contest to those of the day."""
        self.station.flow(self._new_contest())

    async def _new_contest(self) -> None:
        draft = await new_contest(self, drafted(self.day))
        if draft is not None and await defined(self, draft):
            self.query_one(DataRows).mark(draft.contests[-1].id)

    def action_close_day(self) -> None:
        """Go on to copying, and to the end of the day."""
        self.station.go(ScreenId.CLOSE)
