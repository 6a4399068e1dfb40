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
from tally.rounds import answers

__all__ = ["card_sheet", "decided", "read_back", "standing", "undone"]

CARDS = ("agree", "against", "abstain", "not_voting")


def card_sheet(day: Day, contest: str, choice: Choice) -> Sheet[Decide]:
    """Give the form of a card vote, with the names of who may stand; it stays until it can be stored.

    The cards must come to those who attend (R18); on a list stand only those whom the outcome lets stand (R10, R11).
    """
    attending = day.contest(contest).course.meeting.roll.attending
    may = standing(day, contest, choice)

    def read(values: Mapping[str, str]) -> Decide:
        cards = {key: figure(values, key) for key in CARDS}
        if (have := sum(cards.values())) != attending:
            why = Sentence(key="result.cards_do_not_add_up", params={"have": have, "attending": attending})
            raise Wrong("agree", why)
        numbers = _candidates(values.get("candidates", ""))
        if others := [str(number) for number in numbers or () if number not in may]:
            raise Wrong("candidates", Sentence(key="result.card.not_among", params={"numbers": ", ".join(others)}))
        command = Decide(contest=contest, choice=choice, candidates=numbers, **cards)
        try:
            decide(day, Act(), command)
        except Denied as denied:
            raise Wrong(blanks[-1].key, Sentence(key=f"denied.{denied.code}", params=denied.params)) from None
        return command

    blanks = [Blank(key=key, label=Sentence(key=f"result.card.{key}"), longest=6) for key in CARDS]
    if choice is Choice.FURTHER:
        blanks.append(Blank(key="candidates", label=Sentence(key="result.card.candidates"), longest=400))
    return Sheet(
        title=Sentence(key=f"station.choice.{choice.value}"),
        said=(
            Sentence(key="result.card.said", params={"attending": attending}),
            *_names_said("result.card.names", day, contest, may),
        ),
        blanks=tuple(blanks),
        read=read,
    )


def standing(day: Day, contest: str, choice: Choice) -> tuple[int, ...]:
    """Give who may stand in what the body decides on; nobody where no ballot follows (R7, R10-R12)."""
    if choice is Choice.AGAIN:
        return day.work(contest).paper.candidates
    papers = answers(day.contest(contest).course)
    return next((paper.candidates for paper in papers if paper.purpose.value == choice.value), ())


def _names_said(key: str, day: Day, contest: str, numbers: tuple[int, ...]) -> tuple[Sentence, ...]:
    """Say who these are, in the order of the list; nothing of nobody."""
    on_list = day.contest(contest).contest
    names = ", ".join(f"{number} {on_list.candidate(number).name}" for number in numbers)
    return (Sentence(key=key, params={"names": names}),) if names else ()


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
    is_so = await screen.app.push_screen_wait(Confirm(screen.words, read_back(screen.day, command)))
    return is_so and await _stored(screen, command)


def read_back(day: Day, command: Decide) -> Question:
    """Say in words what is about to be stored: the choice, who stands, the cards, and whether it has passed (R18).

    Raises Denied where it can't be stored.
    """
    (event,) = decide(day, Act(), command)
    may = standing(day, command.contest, command.choice)
    named = may if command.candidates is None else tuple(number for number in may if number in command.candidates)
    cards = {key: getattr(command, key) for key in CARDS}
    passed = isinstance(event, BodyDecided) and event.passed
    return Question(
        title=Sentence(key=f"station.choice.{command.choice.value}"),
        said=(
            *_names_said("result.decision.candidates", day, command.contest, named),
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
