"""The result of a contest: its ballots, its votes beside the threshold, who is elected, and what is left to decide."""

from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult

from station.actions import ScreenId, bindings_for
from station.modals.confirm import Confirm, Question
from station.screens.base import StationScreen
from station.screens.deciding import decided, undone
from station.screens.joining import led
from station.screens.office import office
from station.screens.opening_board import opened
from station.screens.routes import screen_of
from station.session import Day
from station.session.closing import CloseRound, at_work
from station.session.decision import choices, may_undo
from station.session.denied import Denied
from station.session.phase import Phase, phase
from station.session.round import Way
from station.themes.ink import Ink
from station.training import report, score
from station.widgets.bars import Bar, Bars, Chart
from station.widgets.drawing import Sentence
from station.widgets.page import LINE_KEYS, PAGE_KEYS, Page, Paged
from station.widgets.paragraphs import Paragraph, Paragraphs
from tally.cli.contest_page import to_decide
from tally.cli.plan_lines import plan_lines
from tally.cli.sentences import cite
from tally.course import Course
from tally.fates import fates
from tally.finding import Severity
from tally.outcome import Status
from tally.words import Words
from tally.words.phrases import capital
from tally.words.sentences import finding_sentence

__all__ = ["ResultScreen", "after", "before", "cannot", "chart_of", "outcome_said", "shown_chart"]

_INKS = {
    Status.COMPLETE: Ink.GOOD,
    Status.TIED: Ink.WARN,
    Status.SHORT: Ink.WARN,
    Status.STOPPED: Ink.BAD,
    Status.CLOSED_SHORT: Ink.WARN,
}


def chart_of(course: Course) -> Chart:
    """Give the bars of the last round that was closed, in the order of the list; nobody before there is one."""
    if not course.held:
        return Chart(bars=(), base=1, needed=None)
    held, came_to = course.held[-1], fates(course, course.held[-1])
    bars = tuple(
        Bar(number=number, name=course.contest.candidate(number).name, votes=votes, fate=came_to[number])
        for number, votes in held.count.votes.items()
    )
    return Chart(bars=bars, base=held.base.value, needed=None if held.is_run_off else held.base.needed)


def shown_chart(day: Day, contest: str) -> Chart:
    """Give the bars of the round that the screen is of: none while it is not closed, though one before it was."""
    course = day.contest(contest).course
    return chart_of(replace(course, held=()) if phase(day, contest) is Phase.READY else course)


def before(day: Day, contest: str, words: Words) -> tuple[Paragraph, ...]:
    """Say what stands above the bars: the ballots of the round, and the base (R7, R8)."""
    state = day.contest(contest)
    if phase(day, contest) is Phase.READY:
        return (Paragraph(text=Sentence(key="result.ready"), ink=Ink.GOOD),)
    if not state.course.held:
        return (Paragraph(text=Sentence(key="result.none_yet"), ink=Ink.FAINT),)
    held = state.course.held[-1]
    count = held.count
    figures = {
        "issued": count.issued,
        "collected": count.collected,
        "valid": count.valid,
        "invalid": count.invalid,
        "base": held.base.value,
        "needed": held.base.needed,
    }
    reasons = "; ".join(f"{words(f'term.reason.{reason}')}: {figure}" for reason, figure in count.reasons.items())
    said = [Paragraph(text=Sentence(key="result.ballots", params=figures))]
    if reasons:
        said.append(Paragraph(text=Sentence(key="result.reasons", params={"reasons": reasons}), ink=Ink.FAINT))
    return tuple(said)


def outcome_said(day: Day, contest: str, words: Words) -> tuple[Paragraph, ...]:
    """Say what the result comes to, and what is to be decided: it is always in sight (R9-R12)."""
    state = day.contest(contest)
    if not state.course.held or state.round is not None:
        return ()
    result = day.result(contest)
    elected = {"elected": len(state.course.elected), "seats": state.contest.seats}
    said = [
        Paragraph(text=Sentence(key=f"result.status.{result.status.value}", params=elected), ink=_INKS[result.status])
    ]
    if todo := to_decide(words, result):
        said.append(Paragraph(text=capital(todo), ink=Ink.WARN))
    return tuple(said)


def after(day: Day, contest: str, words: Words) -> tuple[Paragraph, ...]:
    """Say what stands under the bars: the plan and the findings (R16)."""
    state = day.contest(contest)
    learned = tuple(Paragraph(text=line, ink=Ink.ACCENT) for line in _score(day, words))
    if not state.course.held or state.round is not None:
        return learned
    result, rules = day.result(contest), state.course.congress.regulation
    said = [Paragraph(text=""), *(Paragraph(text=line) for line in plan_lines(words, result))]
    for one in result.findings:
        ink = Ink.BAD if one.severity is Severity.ERROR else Ink.WARN
        said.append(Paragraph(text=f"⚠ {finding_sentence(words, one)} {cite(words, rules, one.rule)}", ink=ink))
    return (*said, *learned)


def cannot(day: Day, contest: str) -> frozenset[str]:
    """Give what can't be done with a contest where it stands."""
    now, state = phase(day, contest), day.contest(contest)
    can = {
        "decide": bool(choices(day, contest)),
        "review": now is Phase.READY and day.work(contest).way is not Way.SHEETS,
        "undo_decision": may_undo(day, contest),
        "close_round": now is Phase.READY,
        "next_round": now not in (Phase.READY, Phase.RESULT),
        "open_board": bool(at_work(state)),
        "sign": bool(state.course.held),
    }
    return frozenset(act for act, is_so in can.items() if not is_so)


def _score(day: Day, words: Words) -> tuple[str, ...]:
    """Say, on a day of the training congress, which of its papers were typed right so far."""
    found = score(day)
    return report(found, words) if found.typed else ()


class ResultScreen(Paged, StationScreen):
    """The result, read aloud from the top: ballots, votes, elected, the plan, and what comes next."""

    screen_id = ScreenId.RESULT
    BINDINGS: ClassVar = [
        *bindings_for(ScreenId.RESULT),
        *PAGE_KEYS,
        *LINE_KEYS,
    ]
    DEFAULT_CSS = """
    ResultScreen #outcome { margin: 0 0 1 0; }
    """

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    def body(self) -> ComposeResult:
        """Give a page with the ballots, the bars and the remarks, and under it what it comes to."""
        with Page(self.words):
            yield Paragraphs(self.words, before(self.day, self.contest, self.words), id="before")
            yield Bars(self.words, shown_chart(self.day, self.contest))
            yield Paragraphs(self.words, after(self.day, self.contest, self.words), id="after")
        yield Paragraphs(self.words, outcome_said(self.day, self.contest, self.words), id="outcome")

    def where(self) -> tuple[str | Sentence, ...]:
        """Name the contest, and the round that the figures are of."""
        state = self.day.contest(self.contest)
        is_ready = phase(self.day, self.contest) is Phase.READY
        number = state.round.number if state.round and (is_ready or not state.course.held) else len(state.course.held)
        round_ = Sentence(key="station.round", params={"round": str(number)})
        contest = office(self.day.the_congress, state.contest.kind)
        return (contest, round_, Sentence(key="result.title"))

    def without(self) -> frozenset[str]:
        """Leave out what can't be done where the contest stands."""
        return cannot(self.day, self.contest)

    def show(self, day: Day) -> None:
        """Show the result as it stands."""
        self.query_one("#before", Paragraphs).show(before(day, self.contest, self.words))
        self.query_one(Bars).show(shown_chart(day, self.contest))
        self.query_one("#after", Paragraphs).show(after(day, self.contest, self.words))
        outcome = self.query_one("#outcome", Paragraphs)
        outcome.show(outcome_said(day, self.contest, self.words))
        outcome.display = bool(outcome.value)

    def action_open_board(self) -> None:
        """Let the hall see this contest, and show what it sees."""
        self.station.flow(self._open_board())

    async def _open_board(self) -> None:
        if await opened(self, self.contest):
            self.station.go(ScreenId.BOARD, self.contest)

    def action_decide(self) -> None:
        """Store what the body decided."""
        self.station.flow(self._decide())

    async def _decide(self) -> None:
        if await decided(self, self.contest) and self.day.contest(self.contest).round is not None:
            self._go_on()

    def action_review(self) -> None:
        """Go back to the papers that differed or were doubtful: until the round is closed a ruling may be changed."""
        self.station.go(ScreenId.COMPARE, self.contest)

    def action_undo_decision(self) -> None:
        """Undo what was stored of the body by mistake."""
        self.station.flow(self._undo())

    async def _undo(self) -> None:
        await undone(self, self.contest)

    def action_close_round(self) -> None:
        """Close the round that is ready."""
        self.station.flow(self._close())

    def action_next_round(self) -> None:
        """Go on to where the contest is worked on, such as the round that the body decided on."""
        self._go_on()

    async def _close(self) -> None:
        work = self.day.work(self.contest)
        pins = await led(self, self.contest)
        if pins is None:
            return
        question = Question(
            title=Sentence(key="result.close", params={"round": str(work.number), "ballots": sum(work.sizes)}),
            said=(Sentence(key="result.close_said"),),
            word=Sentence(key="result.close_word"),
        )
        if await self.app.push_screen_wait(Confirm(self.words, question)):
            self.station.submit(CloseRound(contest=self.contest), joined=pins)

    def action_sign(self) -> None:
        """Go on to the signing of the record."""
        if self.day.contest(self.contest).course.held:
            self.station.go(ScreenId.SIGN, self.contest)
        else:
            self.station.tell(Denied("no_round", contest=self.contest))

    def action_papers(self) -> None:
        """Show the papers of the contest."""
        self.station.go(ScreenId.PAPERS, self.contest)

    def action_log(self) -> None:
        """Show the log of the day, which can be printed."""
        self.station.go(ScreenId.LOG)

    def action_back(self) -> None:
        """Go back."""
        self.station.pop_screen()

    def _go_on(self) -> None:
        self.station.pop_screen()
        self.station.go(screen_of(self.day, self.contest), self.contest)
