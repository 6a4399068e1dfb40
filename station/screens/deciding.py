"""What the body decides: one of the choices that the rules give it, and the cards counted (R7, R9-R12, R18)."""

from collections.abc import Mapping

from station.modals.confirm import Confirm, Question
from station.modals.form import Blank, Form, Sheet, Wrong
from station.screens.asking import figure
from station.screens.base import StationScreen
from station.screens.entry_questions import reason_asked
from station.screens.joining import led
from station.screens.making import chosen
from station.session import Day
from station.session.act import Act
from station.session.decision import BodyDecided, Decide, UndoDecision, choices, decide
from station.session.denied import Denied
from station.widgets.drawing import Sentence
from tally.cli.heading import base_sentence
from tally.contest import Choice

__all__ = ["card_sheet", "decided", "read_back", "undone"]

CARDS = ("agree", "against", "abstain", "not_voting")


def card_sheet(day: Day, contest: str, choice: Choice) -> Sheet[Decide]:
    """Give the form of a card vote. The cards must come to those who attend (R18)."""
    course = day.contest(contest).course
    attending = course.meeting.roll.attending
    names = ", ".join(str(person.number) for person in course.contest.standing(len(course.held) + 1))

    def read(values: Mapping[str, str]) -> Decide:
        cards = {key: figure(values, key) for key in CARDS}
        if (have := sum(cards.values())) != attending:
            why = Sentence(key="result.cards_do_not_add_up", params={"have": have, "attending": attending})
            raise Wrong("agree", why)
        return Decide(contest=contest, choice=choice, candidates=_candidates(values.get("candidates", "")), **cards)

    blanks = [Blank(key=key, label=Sentence(key=f"result.card.{key}"), longest=6) for key in CARDS]
    if choice is Choice.FURTHER:
        blanks.append(Blank(key="candidates", label=Sentence(key="result.card.candidates"), longest=400))
    return Sheet(
        title=Sentence(key=f"station.choice.{choice.value}"),
        said=(Sentence(key="result.card.said", params={"attending": attending, "numbers": names}),),
        blanks=tuple(blanks),
        read=read,
    )


def _candidates(written: str) -> tuple[int, ...] | None:
    """Read who stands, by number; None, where nothing is written, for everybody whom the rules let stand."""
    words = written.replace(",", " ").split()
    if not all(word.isascii() and word.isdecimal() and len(word) < 9 for word in words):
        raise Wrong("candidates", Sentence(key="result.card.only_numbers"))
    return tuple(map(int, words)) or None


async def decided(screen: StationScreen, contest: str) -> bool:
    """Ask what the body decided, read it back, and store it with its card vote. Gives whether it was stored."""
    may = choices(screen.day, contest)
    if not may:
        screen.station.tell(Denied("not_a_choice"))
        return False
    course = screen.day.contest(contest).course
    rules = course.congress.regulation
    base = base_sentence(screen.words, course.meeting, rules, course.meeting.base(rules))
    options = tuple(Sentence(key=f"station.choice.{choice.value}") for choice in may)
    place = await chosen(screen, Sentence(key="result.what_decided"), options, base)
    if place is None:
        return False
    command = await screen.app.push_screen_wait(Form(screen.words, card_sheet(screen.day, contest, may[place])))
    if command is None:
        return False
    try:
        question = read_back(screen.day, command)
    except Denied as denied:
        screen.station.tell(denied)
        return False
    is_so = await screen.app.push_screen_wait(Confirm(screen.words, question))
    return is_so and await _stored(screen, command)


def read_back(day: Day, command: Decide) -> Question:
    """Say in words what is about to be stored: the choice, who stands, the cards, and whether it has passed (R18).

    Raises Denied where it can't be stored.
    """
    (event,) = decide(day, Act(), command)
    contest = day.contest(command.contest).contest
    numbers = command.candidates or ()
    names = ", ".join(f"{number} {contest.candidate(number).name}" for number in numbers)
    stands = [Sentence(key="result.decision.candidates", params={"names": names})] if names else []
    cards = {key: getattr(command, key) for key in CARDS}
    passed = isinstance(event, BodyDecided) and event.passed
    return Question(
        title=Sentence(key=f"station.choice.{command.choice.value}"),
        said=(
            *stands,
            Sentence(key="result.decision.cards", params=cards),
            Sentence(key="result.decision.passed" if passed else "result.decision.not_passed"),
        ),
        word=Sentence(key="result.decision.word"),
    )


async def undone(screen: StationScreen, contest: str) -> bool:
    """Ask whether the last decision was stored by mistake, and why; undo it. Gives whether it was undone."""
    last = screen.day.contest(contest).decisions[-1]
    question = Question(
        title=Sentence(key="result.decision.undo"),
        said=(Sentence(key=f"station.choice.{last.decision.choice}"), Sentence(key="result.decision.undo_said")),
    )
    if not await screen.app.push_screen_wait(Confirm(screen.words, question)):
        return False
    reason = await reason_asked(screen, Sentence(key="result.decision.why"))
    return reason is not None and await _stored(screen, UndoDecision(contest=contest, reason=reason))


async def _stored(screen: StationScreen, command: Decide | UndoDecision) -> bool:
    """Let whoever leads join, store, and say under which number."""
    pins = await led(screen, command.contest)
    if pins is None or screen.station.submit(command, joined=pins) is None:
        return False
    screen.app.notify(screen.words("station.stored", entry=str(screen.day.entries)), markup=False)
    return True
