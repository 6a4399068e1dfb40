"""The whole day of a board, played from what the day says comes next: so it goes on wherever it was broken off.

Two operators type, the head of the board and a member settle and rule; every step is keys on the real application.
"""

from station.modals.ask import Ask
from station.modals.form import Form
from station.modals.reading import Reading
from station.screens.board import BoardScreen
from station.screens.box import BoxScreen
from station.screens.compare import CompareScreen
from station.screens.day import DayScreen
from station.screens.doubtful import DoubtfulScreen
from station.screens.entry import EntryScreen
from station.screens.locked import LockedScreen
from station.screens.people import PeopleScreen
from station.screens.prepare import PrepareScreen, errors_of
from station.screens.result import ResultScreen
from station.session.comparison import differences
from station.session.doubts import doubtful
from station.session.marks import Mark, Seen, typed
from station.session.phase import Phase, phase
from station.session.state import Duty
from tally.ballot import DEFECTS, BallotKind
from tests.station.robot.hand import Hand

OPERATORS = ("Lê Văn Cảnh", "Đỗ Thị Duyên")
PINS = ("1111", "2222", "3333", "4444", "5555", "6666", "7777")
REASON = "Cả ban đã xem tờ phiếu"


class Robot:
    """A board and its two operators at the application."""

    def __init__(self, app, congress):
        self.app, self.congress = app, congress
        self.hand = Hand(app)

    @property
    def day(self):
        return self.app.day

    def person(self, name):
        return next(one for one in self.day.people if one.name == name)

    @property
    def board(self):
        """The board by name, its head first."""
        members = sorted(self.day.the_congress.board, key=lambda one: one.role != "head")
        return [one.name for one in members]

    def pin_of(self, name):
        return PINS[[*self.board, *OPERATORS].index(name)]

    async def sit(self, name):
        """Have somebody at the keys, on the day's screen."""
        if self.day.at_keys and self.day.person(self.day.at_keys).name == name:
            return
        if self.day.at_keys:
            self.hand.press("f9")
        await self.hand.on(LockedScreen)
        await self.hand.mark(self.person(name).id)
        self.hand.press("enter")
        await self.hand.pin(self.pin_of(name))
        await self.hand.until(lambda: self.day.at_keys == self.person(name).id, f"{name} is at the keys")
        await self.hand.until(lambda: not isinstance(self.hand.screen, LockedScreen), "the lock has gone")

    async def home(self):
        """Go back to the day's screen with Esc, however deep we are."""
        hand = self.hand
        while not isinstance(hand.screen, DayScreen):
            screen = hand.screen
            face = getattr(screen, "_hand", None)
            hand.press("escape")
            await hand.until(lambda s=screen, f=face: hand.screen is not s or getattr(s, "_hand", None) != f, "Esc")
        await hand.on(DayScreen)

    async def open(self, contest, kind):
        """Open a contest from the day's screen; the screen must be the one for where it stands."""
        await self.home()
        await self.hand.mark(contest)
        self.hand.press("enter")
        return await self.hand.on(kind)

    async def enrol(self):
        """Take in the head, who then takes in everybody else, each with a PIN typed twice."""
        hand = self.hand
        if not self.day.people:
            await hand.on(LockedScreen)
            hand.press("enter")
            await hand.on(PeopleScreen)
            await self._new(self.board[0], self.board[0])
        await self.sit(self.board[0])
        await self.home()
        hand.press("f4")
        await hand.on(PeopleScreen)
        known = {one.name for one in self.day.people}
        for name in (one for one in self.board if one not in known):
            await self._new(name, name)
        for name in (one for one in OPERATORS if one not in known):
            await self._new(self.app.words("station.new_operator"), name)
        await self.home()

    async def _new(self, option, name):
        hand = self.hand
        hand.press("f2")
        await hand.choose_said(option)
        if option != name:
            await hand.write(Ask, name)
        await hand.pin(self.pin_of(name))
        await hand.pin(self.pin_of(name))
        await hand.until(lambda: name in {one.name for one in self.day.people}, f"{name} takes part")
        assert (self.person(name).duty is Duty.OPERATOR) is (name in OPERATORS)

    async def play(self):
        """Play every contest to the end of its last round."""
        await self.enrol()
        for contest in self.congress.rounds:
            await self.contest(contest)

    async def contest(self, contest):
        """Play a contest from wherever it stands."""
        steps = {
            Phase.PREPARE: self.prepare,
            Phase.BOX: self.box,
            Phase.ENTRY: self.enter,
            Phase.COMPARE: self.settle,
            Phase.READY: self.close,
            Phase.RESULT: self.decide,
        }
        while not self._is_played(contest):
            await steps[phase(self.day, contest)](contest)

    def _is_played(self, contest):
        state = self.day.contest(contest)
        return state.round is None and len(state.course.held) == len(self.congress.rounds[contest])

    def round(self, contest):
        """What lies in the box of the round at work."""
        return self.congress.rounds[contest][self.day.work(contest).number - 1]

    async def prepare(self, contest):
        """The head reads what is elected, and confirms it."""
        hand = self.hand
        await self.sit(self.board[0])
        await self.open(contest, PrepareScreen)
        errors = errors_of(self.day, contest)
        hand.press("f8")
        await hand.confirm()
        if errors:
            await hand.write(Ask, REASON)
        await hand.asked(Reading)
        hand.press("escape")
        await hand.on(BoxScreen)

    async def box(self, contest):
        """The head says what was handed out and collected, and begins the entry."""
        hand = self.hand
        await self.sit(self.board[0])
        await self.open(contest, BoxScreen)
        held = self.round(contest)
        collected = len(held.papers)
        figures = (held.issued + 3, 2, 1, collected, held.issued - collected)
        for figure in figures if hand.screen.stored is None else ():
            hand.type(f"{figure}\n")
        await hand.until(lambda: len(hand.screen.counted) == 5, "five figures")
        hand.press("f8")
        form = await hand.asked(Form)
        hand.press("up")  # from the first line to the last
        await hand.in_line(form, "batch")
        hand.press("backspace", "backspace")
        hand.type(str(self.congress.batch))
        hand.press("f8")
        await hand.on(EntryScreen)

    async def enter(self, contest):
        """The first operator types every batch, then the second, who errs where the congress says so."""
        for entry, name in enumerate(OPERATORS, start=1):
            await self.sit(name)
            for batch in self.day.work(contest).batches:
                state = self.day.work(contest).batch(entry, batch)
                if state is None or not state.closed:
                    await self._batch(contest, entry, batch)
        await self.hand.until(lambda: phase(self.day, contest) is not Phase.ENTRY, self._entered(contest))

    async def _batch(self, contest, entry, batch):
        hand = self.hand
        screen = hand.screen
        if not (isinstance(screen, EntryScreen) and screen.contest == contest):
            screen = await self.open(contest, EntryScreen)
        if screen._hand is None:
            await hand.until(lambda: screen.table.rows.marked == str(batch), f"batch {batch} is marked as the next")
            hand.press("enter")
        await hand.until(lambda: screen._hand == (entry, batch), f"batch {batch} is in hand")
        await hand.until(lambda: hand.app.focused is screen.desk.line and not screen.desk.line.text, "the line")
        before = sum(self.day.work(contest).sizes[: batch - 1])
        for paper in range(self._have(contest, entry, batch) + 1, self.day.work(contest).sizes[batch - 1] + 1):
            await self._paper(contest, entry, batch, paper, before + paper)
        full = self.day.work(contest).sizes[batch - 1]
        await self._stored(contest, entry, batch, full)
        hand.press("f8")
        await hand.until(lambda: self.day.work(contest).batch(entry, batch).closed, f"batch {batch} is closed")

    def _entered(self, contest):
        work = self.day.work(contest)
        far = [
            (entry, number, len(batch.ballots), batch.closed)
            for entry, one in enumerate(work.entries, start=1)
            for number, batch in one.batches.items()
        ]
        return f"every ballot of {contest} is entered: {work.box}, {work.sizes}, {far}"

    def _have(self, contest, entry, batch):
        state = self.day.work(contest).batch(entry, batch)
        return len(state.ballots) if state else 0

    async def _stored(self, contest, entry, batch, paper):
        await self.hand.until(
            lambda: self._have(contest, entry, batch) == paper, f"batch {batch}, entry {entry}: paper {paper} is stored"
        )

    async def _paper(self, contest, entry, batch, paper, place):
        """Type a paper. Plain ones are typed without waiting; an odd or doubtful one is looked at."""
        hand, work = self.hand, self.day.work(contest)
        one = self.round(contest).papers[place - 1]
        slip = self.congress.slips.get((contest, work.number, place)) if entry == 2 else None
        line = slip or one.line
        if one.seen is not None:
            await self._stored(contest, entry, batch, paper - 1)
            hand.type(line)
            hand.press("f4")
            await hand.choose(list(Seen).index(one.seen) + 1)
            await self._stored(contest, entry, batch, paper)
        elif typed(line, work.paper, self.day.the_congress.blank_boxes).verdict is not None:
            await self._stored(contest, entry, batch, paper - 1)
            hand.type(f"{line}\n")
            await hand.until(lambda: hand.screen.desk.line.value.asked, "it is asked whether that is meant")
            hand.type("\n")
            await self._stored(contest, entry, batch, paper)
        elif line == "0" and work.paper.kind is BallotKind.BOXES:
            hand.press("asterisk")
        else:
            hand.type(f"{line}\n")

    async def settle(self, contest):
        """The head and a member read again what differs, and the board rules on what is doubtful."""
        await self.sit(self.board[0])
        screen = await self.open(contest, CompareScreen)
        work = self.day.work(contest)
        for one in differences(work):
            if one.place not in work.settled:
                await self._settle_one(screen, contest, one)
        self.hand.press("f4")
        await self.hand.on(DoubtfulScreen)
        for place in doubtful(self.day.work(contest)):
            if self.day.work(contest).ruling(place) is None:
                await self._rule(contest, place)
        self.hand.press("f8")
        await self.hand.on(ResultScreen)

    async def _settle_one(self, screen, contest, one):
        hand, work = self.hand, self.day.work(contest)
        paper = self.round(contest).papers[sum(work.sizes[: one.place[0] - 1]) + one.place[1] - 1]
        truth = typed(paper.line, work.paper).marks
        await hand.mark(f"{one.place[0]}.{one.place[1]}")
        digits = {
            Mark.STRUCK: "1",
            Mark.KEPT: "2",
            Mark.AGREE: "1",
            Mark.DISAGREE: "2",
            Mark.BLANK: "3",
            Mark.BOTH: "4",
        }
        for count, number in enumerate(one.numbers, start=1):
            hand.type(digits[truth.mark(number, work.paper.kind)])
            await hand.until(lambda n=count: len(screen._answers.get(one.place, {})) == n, "an answer")
        hand.press("enter")
        await hand.choose_said(self.board[1])
        await hand.pin(self.pin_of(self.board[1]))
        await hand.until(lambda: one.place in self.day.work(contest).settled, f"{one.place} is settled")

    async def _rule(self, contest, place):
        hand, work = self.hand, self.day.work(contest)
        seen = next(marks.seen for marks in work.at(place) if marks.seen)
        await hand.mark(f"{place[0]}.{place[1]}")
        hand.press("enter")
        await hand.choose([reason.value for reason in DEFECTS].index(seen.value) + 1)
        await hand.choose(1)
        await hand.write(Ask, REASON)
        await hand.until(lambda: self.day.work(contest).ruling(place) is not None, f"the board rules on {place}")

    async def close(self, contest):
        """The head closes the round, and opens the hall's board to it."""
        hand = self.hand
        await self.sit(self.board[0])
        if not isinstance(hand.screen, ResultScreen):
            await self.open(contest, ResultScreen)
        number = self.day.work(contest).number
        hand.press("f8")
        await hand.confirm()
        await hand.until(lambda: len(self.day.contest(contest).course.held) == number, f"round {number} is closed")
        hand.press("f4")
        await hand.confirm()
        await hand.on(BoardScreen)
        assert self.day.contest(contest).board_open == number
        hand.press("escape")
        await hand.on(ResultScreen)

    async def decide(self, contest):
        """The body decides by cards on the next round, which is typed in."""
        hand = self.hand
        await self.sit(self.board[0])
        if not isinstance(hand.screen, ResultScreen):
            await self.open(contest, ResultScreen)
        cards = self.congress.rounds[contest][len(self.day.contest(contest).course.held)].decided
        hand.press("f7")
        await hand.choose_said(self.app.words(f"station.choice.{cards.choice}"))
        form = await hand.asked(Form)
        for part in ("agree", "against", "abstain", "not_voting"):
            await hand.in_line(form, part)
            hand.type(f"{getattr(cards, part)}\n")
        if cards.choice == "further":
            await hand.in_line(form, "candidates")
            hand.type(" ".join(map(str, cards.candidates)) + "\n")
        await hand.confirm()
        await hand.on(BoxScreen)
