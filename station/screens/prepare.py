"""What the head confirms of a contest: roll and base, list, plan, and everything the rules have to remark."""

from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.ask import Ask, Request
from station.modals.confirm import Confirm, Question
from station.modals.reading import Read, Reading
from station.screens.base import StationScreen
from station.screens.changing import change
from station.screens.joining import led
from station.screens.list import list_sentence
from station.screens.office import office
from station.screens.poll import poll_said, polled
from station.screens.routes import screen_of
from station.session import Day
from station.session.definition import ConfirmContest
from station.session.phase import Phase, phase
from station.session.said import MOST_SAID
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.page import LINE_KEYS, PAGE_KEYS, Page, Paged
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.heading import base_sentence, quorum_sentence
from tally.cli.plan_lines import plan_lines
from tally.cli.sentences import cite
from tally.finding import Finding, Severity
from tally.regulation import Regulation
from tally.rounds import answers
from tally.words import Words
from tally.words.phrases import article_of, capital
from tally.words.sentences import finding_sentence

__all__ = ["PrepareScreen", "errors_of", "finding_line", "prepared", "standing_said"]

_INKS = {Severity.ERROR: Ink.BAD, Severity.WARNING: Ink.WARN}
EMPTY = Paragraph(text="")


def prepared(day: Day, contest: str, words: Words) -> tuple[Paragraph, ...]:
    """Say all that the head confirms of a contest, and what the rules remark, errors first."""
    state, rules = day.contest(contest), day.the_congress.regulation
    what, meeting = state.contest, state.course.meeting
    seats = words("report.seats_before", quota=what.quota, seats=what.seats, kept_vacant=what.kept_vacant)
    lines = [
        f"{seats} {cite(words, rules, 'R9')}",
        base_sentence(words, meeting, rules, meeting.base(rules)),
        quorum_sentence(words, meeting, rules),
        list_sentence(words, what, len(what.standing(1)), rules),
        *_paper(day, contest, words),
        *([poll_said(what, meeting.roll.attending, rules, words)] if polled(what) else []),
        _board(day, contest, words),
    ]
    plan = plan_lines(words, day.result(contest))
    told = [Paragraph(text=what.title, ink=Ink.STRONG), *(Paragraph(text=line) for line in lines)]
    if plan:
        title = f"{words('report.plan')} {cite(words, rules, 'R16')}"
        told += [EMPTY, Paragraph(text=title, ink=Ink.STRONG), *(Paragraph(text=f"– {line}") for line in plan)]
    return (*told, EMPTY, *_remarks(day, contest, words))


def _paper(day: Day, contest: str, words: Words) -> list[str]:
    """Say which ballot follows, whom the contest draws on, and how many alternates it takes (R6, R12, R13)."""
    state, rules = day.contest(contest), day.the_congress.regulation
    what, lines = state.contest, []
    if state.course.unelected():
        kind = answers(state.course)[0].kind
        lines.append(capital(f"{words(f'term.ballot.{kind.value}')}. {cite(words, rules, 'R6')}"))
    if what.pool is not None:
        pool = words("report.pool", title=day.contest(what.pool).contest.title)
        lines.append(f"{pool} {cite(words, rules, 'R13')}")
    if what.alternates:
        lines.append(f"{words('report.alternates_wanted', n=what.alternates)} {cite(words, rules, 'R12.alternates')}")
    return lines


def _board(day: Day, contest: str, words: Words) -> str:
    """Name the board of the contest: whoever of it is on the list steps out (R2, Art. 8)."""
    names = words.join(member.name for member in day.board(contest)) or "–"
    return f"{words('prepare.board', names=names)} {cite(words, day.the_congress.regulation, 'R2')}"


def _remarks(day: Day, contest: str, words: Words) -> list[Paragraph]:
    rules = day.the_congress.regulation
    found = sorted(day.result(contest).findings, key=lambda one: one.severity is not Severity.ERROR)
    if not found:
        return [Paragraph(text=Sentence(key="prepare.no_remarks"), ink=Ink.GOOD)]
    told = [Paragraph(text=finding_line(words, rules, one), ink=_INKS[one.severity]) for one in found]
    return [Paragraph(text=Sentence(key="prepare.remarks"), ink=Ink.STRONG), *told]


def finding_line(words: Words, rules: Regulation, one: Finding) -> str:
    """Say a remark: its weight, the rule it rests on, and how sure we are of that rule's words."""
    clause = rules.clause(one.rule)
    where = [clause.rule, *([article_of(words, clause.article)] if clause.article else [])]
    sure = words(f"term.certainty.{clause.certainty.value}")
    severity = capital(words(f"term.severity.{one.severity.value}"))
    return f"⚠ {severity}: {finding_sentence(words, one)} ({'; '.join([*where, sure])})"


def in_short(day: Day, contest: str, words: Words) -> tuple[str, ...]:
    """Say what is confirmed in as few lines as it takes: the title, the base, the list."""
    state, rules = day.contest(contest), day.the_congress.regulation
    what, meeting = state.contest, state.course.meeting
    return (
        what.title,
        base_sentence(words, meeting, rules, meeting.base(rules)),
        list_sentence(words, what, len(what.standing(1)), rules),
    )


def errors_of(day: Day, contest: str) -> tuple[Finding, ...]:
    """Give the remarks that take a reason to confirm in spite of them."""
    return tuple(one for one in day.result(contest).findings if one.severity is Severity.ERROR)


def standing_said(day: Day, contest: str) -> tuple[Paragraph, ...]:
    """Say where the contest stands, for the foot of the screen: what it waits for, or what is remarked."""
    now, state = phase(day, contest), day.contest(contest)
    if now is Phase.WAITING and state.contest.pool is not None:
        title = day.contest(state.contest.pool).contest.title
        return (Paragraph(text=Sentence(key="prepare.waits", params={"title": title}), ink=Ink.WARN),)
    if state.confirmed is not None:
        code = Sentence(key="prepare.code", params={"code": state.confirmed.code})
        return (Paragraph(text=Sentence(key="prepare.confirmed"), ink=Ink.GOOD), Paragraph(text=code))
    errors = len(errors_of(day, contest))
    params = {"errors": errors, "warnings": len(day.result(contest).findings) - errors}
    if errors:
        return (Paragraph(text=Sentence(key="prepare.with_errors", params=params), ink=Ink.BAD),)
    return (Paragraph(text=Sentence(key="prepare.to_confirm", params=params), ink=Ink.STRONG),)


class PrepareScreen(Paged, StationScreen):
    """Everything of a contest before its first ballot; the head reads it and confirms it."""

    screen_id = ScreenId.PREPARE
    BINDINGS: ClassVar = [
        *bindings_for(ScreenId.PREPARE),
        *LINE_KEYS,
        *PAGE_KEYS,
    ]
    CSS = """
    PrepareScreen #foot { margin-bottom: 1; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    def body(self) -> ComposeResult:
        """Give what is confirmed, and under it where the contest stands."""
        with Page(self.words):
            yield Paragraphs(self.words, (), id="all")
        yield Paragraphs(self.words, (), id="foot")

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest."""
        kind = self.day.contest(self.contest).contest.kind
        return (office(self.day.the_congress, kind), Sentence(key="action.screen.prepare"))

    def without(self) -> frozenset[str]:
        """Leave out what can't be done now: going on before it is confirmed, and confirming where nobody may."""
        day = self.day
        on_board = day.at_keys is not None and day.sits(day.at_keys, self.contest)
        can = {
            "confirm": phase(day, self.contest) is Phase.PREPARE and on_board,
            "proceed": day.contest(self.contest).confirmed is not None,
        }
        return frozenset(act for act, is_so in can.items() if not is_so)

    def show(self, day: Day) -> None:
        """Show the contest as it stands."""
        self.query_one("#all", Paragraphs).show(prepared(day, self.contest, self.words))
        self.query_one("#foot", Paragraphs).show(standing_said(day, self.contest))

    def action_papers(self) -> None:
        """Show the papers of the contest."""
        self.station.go(ScreenId.PAPERS, self.contest)

    def action_roll(self) -> None:
        """Show who was summoned and who came."""
        self.station.go(ScreenId.ROLL, self.contest)

    def action_list(self) -> None:
        """Show the list."""
        self.station.go(ScreenId.LIST, self.contest)

    def action_edit(self) -> None:
        """Ask what to change of the contest, the board or the congress."""
        self.station.flow(change(self, self.contest))

    def action_confirm(self) -> None:
        """Confirm the contest, by the head or by two of the board."""
        self.station.flow(self._confirm())

    def action_proceed(self) -> None:
        """Go on to where the contest is worked on: the box, once it is confirmed."""
        self.station.pop_screen()
        self.station.go(screen_of(self.day, self.contest), self.contest)

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    async def _confirm(self) -> None:
        day, words, rules = self.day, self.words, self.day.the_congress.regulation
        pins = await led(self, self.contest)
        if pins is None:
            return
        question = Question(title=Sentence(key="prepare.question"), said=in_short(day, self.contest, words))
        if not await self.app.push_screen_wait(Confirm(words, question)):
            return
        reason: str | None = ""
        if errors := errors_of(day, self.contest):
            against = tuple(finding_line(words, rules, one) for one in errors)
            title = Sentence(key="prepare.reason", params={"n": len(errors)})
            reason = await self.app.push_screen_wait(Ask(words, Request(title=title, said=against, longest=MOST_SAID)))
        command = ConfirmContest(contest=self.contest, reason=reason or "")
        if reason is not None and self.station.submit(command, joined=pins) is not None:
            await self._go_on()

    async def _go_on(self) -> None:
        """Show the code of what was confirmed, to be written on the slips, and go on to the box."""
        confirmed = self.day.contest(self.contest).confirmed
        code = confirmed.code if confirmed else ""
        half = len(code) // 2
        texts = (Sentence(key="prepare.code_said"), "", code[:half].strip(), code[half:].strip())
        read = Read(title=Sentence(key="prepare.code_title"), texts=texts)
        await self.app.push_screen_wait(Reading(self.words, read))
        self.station.pop_screen()
        self.station.go(ScreenId.BOX, self.contest)
