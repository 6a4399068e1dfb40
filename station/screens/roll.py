"""The roll: who was summoned to a meeting and who came, and the base of "over half" that follows (R8, R14)."""

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.drafting import with_meeting
from station.screens.base import StationScreen
from station.screens.defining import defined, drafted
from station.session import Day
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.figure_rows import Figure, FigureRows
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.heading import base_sentence, quorum_sentence
from tally.congress import STATUSES, Bodies, Meeting, MeetingKind
from tally.regulation import Regulation
from tally.words import Words

__all__ = ["RollScreen", "roll_figures", "roll_said", "with_figure"]

_SUMMONED, _PRESENT = "bodies_summoned", "bodies_present"


def roll_figures(meeting: Meeting, rules: Regulation) -> tuple[Figure, ...]:
    """Give the persons by status, each with whether it leaves the base; at a delegates' congress the bodies too."""
    persons, leaving = meeting.roll.by_status(), rules.leaves_base[meeting.kind]
    figures = [
        Figure(
            key=status,
            label=Sentence(key=f"roll.status.{status}"),
            number=persons[status],
            note=Sentence(key="roll.leaves" if status in leaving else "roll.stays"),
        )
        for status in STATUSES[meeting.kind]
    ]
    if meeting.kind is MeetingKind.DELEGATES:
        for key, name in ((_SUMMONED, "summoned"), (_PRESENT, "present")):
            number = getattr(meeting.bodies, name) if meeting.bodies else None
            figures.append(Figure(key=key, label=Sentence(key=f"roll.{key}"), number=number))
    return tuple(figures)


def with_figure(meeting: Meeting, key: str, number: int) -> Meeting:
    """Give the meeting with another figure in its roll; of its bodies both are known, or neither is."""
    if key == _SUMMONED:
        present = meeting.bodies.present if meeting.bodies else 0
        return replace(meeting, bodies=Bodies(summoned=number, present=present) if number else None)
    if key == _PRESENT:
        summoned = meeting.bodies.summoned if meeting.bodies else number
        return replace(meeting, bodies=Bodies(summoned=summoned, present=number) if summoned else None)
    return replace(meeting, roll=replace(meeting.roll, **{key: number}))


def roll_said(meeting: Meeting, rules: Regulation, words: Words, *, is_typed: bool = False) -> tuple[Paragraph, ...]:
    """Say what the figures come to: the base with what leaves it, the votes needed, and the quorum (R8, R14)."""
    quorum = quorum_sentence(words, meeting, rules)
    is_quorate = meeting.is_quorate(rules)
    return (
        Paragraph(text=base_sentence(words, meeting, rules, meeting.base(rules)), ink=Ink.STRONG),
        Paragraph(text=quorum if is_quorate else f"⚠ {quorum}", ink=Ink.TEXT if is_quorate else Ink.BAD),
        Paragraph(text=Sentence(key="roll.typed") if is_typed else "", ink=Ink.WARN),
    )


def is_fixed(day: Day, meeting: str) -> bool:
    """Whether papers were counted at a meeting: its roll stays as it is then."""
    return any(state.is_begun and state.contest.meeting == meeting for state in day.contests.values())


class RollScreen(StationScreen):
    """The roll of the meeting at which a contest is held: one figure after the other, each stored as it is left."""

    screen_id = ScreenId.ROLL
    BINDINGS: ClassVar = bindings_for(ScreenId.ROLL)
    CSS = """
    RollScreen FigureRows { margin: 1 0; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    @property
    def meeting(self) -> Meeting:
        """The meeting of the contest."""
        return self.day.contest(self.contest).course.meeting

    def body(self) -> ComposeResult:
        """Give the figures, and what they come to."""
        yield Paragraphs(self.words, (), id="head")
        yield FigureRows(self.words, roll_figures(self.meeting, self.day.the_congress.regulation))
        yield Paragraphs(self.words, (), id="base")

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the unit and the meeting."""
        return (self.unit, Sentence(key=f"term.meeting_kind.{self.meeting.kind.value}"))

    def show(self, day: Day) -> None:
        """Show the roll as it is stored."""
        key = "roll.fixed" if is_fixed(day, self.meeting.id) else "roll.how"
        self.query_one("#head", Paragraphs).show((Paragraph(text=Sentence(key=key), ink=Ink.FAINT),))
        rows = self.query_one(FigureRows)
        rows.show(roll_figures(self.meeting, day.the_congress.regulation))
        self._tell(with_figure(self.meeting, *rows.pending) if rows.pending else self.meeting)

    def _tell(self, meeting: Meeting) -> None:
        rules = self.day.the_congress.regulation
        said = roll_said(meeting, rules, self.words, is_typed=meeting != self.meeting)
        self.query_one("#base", Paragraphs).show(said)

    @on(FigureRows.Changed)
    @on(FigureRows.Taken)
    def figure_changed(self, event: FigureRows.Changed) -> None:
        """Show at each digit what the figures would come to; store them once the row is left."""
        changed = self.meeting if event.number is None else with_figure(self.meeting, event.key, event.number)
        self._tell(changed)
        if isinstance(event, FigureRows.Taken):
            self.station.flow(self._store(changed))

    async def _store(self, meeting: Meeting) -> None:
        if meeting != self.meeting and not await defined(self, with_meeting(drafted(self.day), meeting)):
            self._tell(self.meeting)

    def action_edit(self) -> None:
        """Type the marked figure."""
        self.query_one(FigureRows).focus()

    def action_proceed(self) -> None:
        """Go back to where the roll was asked for, once what is typed is stored."""
        self.station.flow(self._leave())

    async def _leave(self) -> None:
        taken = self.query_one(FigureRows).take()
        meeting = with_figure(self.meeting, *taken) if taken else self.meeting
        await self._store(meeting)
        if meeting == self.meeting:
            self.action_back()

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()
