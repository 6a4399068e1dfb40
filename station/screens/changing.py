"""Changing what a contest is: a menu of its parts, each with its form; what comes of it is stored as a definition."""

from station.drafting import Draft, with_contest, without_contest
from station.modals.confirm import Confirm, Question
from station.modals.form import Form, Sheet
from station.screens.base import StationScreen
from station.screens.defining import defined, drafted
from station.screens.forms import board_sheet, congress_sheet, contest_sheet, meeting_sheet
from station.screens.making import chosen, new_contest
from station.screens.plan_form import age_sheet, plan_of, target_sheet, without_target
from station.widgets.drawing import Sentence
from tally.contest import Category, Contest, Target
from tally.words import Words
from tally.words.phrases import capital, target_name

__all__ = ["change"]

PARTS = ("contest", "plan", "meeting", "board", "congress", "more", "remove")


async def change(screen: StationScreen, contest: str) -> None:
    """Ask which part is to be changed, and change it."""
    options = tuple(Sentence(key=f"prepare.part.{part}") for part in PARTS)
    place = await chosen(screen, Sentence(key="prepare.which_part"), options)
    if place is None:
        return
    draft = drafted(screen.day)
    was = draft.contest(contest)
    match PARTS[place]:
        case "contest":
            after = await _contest(screen, draft, contest_sheet(draft, was))
        case "plan":
            after = await _plan(screen, draft, was)
        case "meeting":
            after = await screen.app.push_screen_wait(Form(screen.words, meeting_sheet(draft, was)))
        case "board":
            after = await screen.app.push_screen_wait(Form(screen.words, board_sheet(draft)))
        case "congress":
            after = await screen.app.push_screen_wait(Form(screen.words, congress_sheet(draft)))
        case "more":
            after = await new_contest(screen, draft)
        case _:
            await _remove(screen, draft, was)
            return
    if after is not None and after != draft:
        await defined(screen, after)


async def _contest(screen: StationScreen, draft: Draft, sheet: Sheet[Contest]) -> Draft | None:
    after = await screen.app.push_screen_wait(Form(screen.words, sheet))
    return None if after is None else with_contest(draft, after)


async def _plan(screen: StationScreen, draft: Draft, was: Contest) -> Draft | None:
    """Ask which target is to be changed, or for a new one, or for the day that ages are reckoned on (R16)."""
    words, plan = screen.words, plan_of(was, draft.congress.date)
    targets = [target_words(words, target) for target in plan.targets]
    options: list[str | Sentence] = [Sentence(key="prepare.plan.new"), Sentence(key="prepare.plan.age"), *targets]
    place = await chosen(screen, Sentence(key="prepare.plan.which"), tuple(options))
    match place:
        case None:
            return None
        case 0:
            kinds = tuple(Category)
            names = tuple(Sentence(key=f"draft.category.{kind.value}") for kind in kinds)
            kind = await chosen(screen, Sentence(key="prepare.plan.kind"), names)
            return None if kind is None else await _contest(screen, draft, target_sheet(was, plan, kinds[kind], None))
        case 1:
            return await _contest(screen, draft, age_sheet(was, plan))
        case _:
            return await _target(screen, draft, was, place - 2)


async def _target(screen: StationScreen, draft: Draft, was: Contest, place: int) -> Draft | None:
    plan = plan_of(was, draft.congress.date)
    target = plan.targets[place]
    options = (Sentence(key="prepare.plan.change"), Sentence(key="prepare.plan.remove"))
    match await chosen(screen, target_words(screen.words, target), options):
        case 0:
            return await _contest(screen, draft, target_sheet(was, plan, target.category, place))
        case 1:
            return with_contest(draft, without_target(was, plan, place))
        case _:
            return None


def target_words(words: Words, target: Target) -> str:
    """Say a target: whom it counts, on whom it is measured, and its bounds (R16)."""
    bounds = []
    for name, share in (("at_least", target.at_least), ("at_most", target.at_most)):
        if share is not None:
            amount = f"{share.percent} %" if share.count is None else str(share.count)
            bounds.append(words(f"prepare.plan.{name}", amount=amount))
    measured = words(f"term.measured_on.{target.measured_on.value}")
    said = words("prepare.plan.target", target=target_name(words, target), measured=measured, bounds=words.join(bounds))
    return capital(said)


async def _remove(screen: StationScreen, draft: Draft, was: Contest) -> None:
    """Take a contest off the day, after asking; its screen goes first, for it has nothing to show then."""
    title = Sentence(key="prepare.remove", params={"title": was.title})
    question = Question(title=title, said=(Sentence(key="prepare.remove_said"),))
    if await screen.app.push_screen_wait(Confirm(screen.words, question)):
        screen.station.pop_screen()
        await defined(screen, without_contest(draft, was.id))
