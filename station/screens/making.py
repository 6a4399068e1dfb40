"""Making a congress, a contest or its list, step by step: everything asked can be mended later."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from station.days import FileFound, lists, load, places
from station.drafting import Draft, added, drawn, listed, with_contest
from station.modals.choose import Choice, Choose
from station.modals.confirm import Confirm, Question
from station.modals.form import Form
from station.modals.reading import Read, Reading
from station.screens.base import StationScreen
from station.screens.forms import contest_sheet, fresh, new_congress_sheet
from station.screens.office import office
from station.screens.person import About, person_sheet
from station.session import Day
from station.sticks import StickError
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from tally.congress import Mode
from tally.contest import Candidate, Contest, ContestKind
from tally.faults import BadInput
from tally.result import pool_of
from tally.words import Words
from tally.words.sentences import fault_sentence

__all__ = [
    "chosen",
    "faults_by_cell",
    "file_label",
    "mode_wanted",
    "new_congress",
    "new_contest",
    "one_more",
    "people_of_file",
]


async def chosen(
    screen: StationScreen, title: str | Sentence, options: tuple[str | Sentence, ...], *said: str | Sentence
) -> int | None:
    """Ask for one of a few; None for none."""
    choice = Choice(title=title, options=options, said=said)
    return await screen.app.push_screen_wait(Choose(screen.words, choice))


async def mode_wanted(screen: StationScreen, *said: str | Sentence) -> Mode | None:
    """Ask whether it counts. That cannot be changed once a ballot is in."""
    modes = (Mode.REAL, Mode.TRAINING)
    options = tuple(Sentence(key=f"draft.mode.{mode.value}") for mode in modes)
    fixed = Sentence(key="draft.said.mode")
    place = await chosen(screen, Sentence(key="draft.which_mode"), options, *said, fixed)
    return None if place is None else modes[place]


async def new_congress(screen: StationScreen, today: date, is_taken: Callable[[Draft], bool]) -> Draft | None:
    """Make a congress with its first contest: whether it counts, the congress, the contest, its list.

    ``is_taken`` says whether the day of such a congress has begun already.
    """
    mode = await mode_wanted(screen)
    if mode is None:
        return None
    sheet = new_congress_sheet(mode, today, is_taken, screen.words)
    draft = await screen.app.push_screen_wait(Form(screen.words, sheet))
    while draft is not None:
        whole = await new_contest(screen, draft)
        if whole is not None or await _dropped(screen):
            return whole
    return None


async def _dropped(screen: StationScreen) -> bool:
    """Ask before a congress is given up that was half made."""
    question = Question(title=Sentence(key="draft.drop"), said=(Sentence(key="draft.drop_said"),))
    return await screen.app.push_screen_wait(Confirm(screen.words, question))


async def new_contest(screen: StationScreen, draft: Draft) -> Draft | None:
    """Add a contest: its kind, its seats, its list. A contest without anybody on its list is none."""
    kinds = tuple(ContestKind)
    options = tuple(office(draft.congress, kind) for kind in kinds)
    place = await chosen(screen, Sentence(key="draft.which_contest"), options)
    contest: Contest | None = None if place is None else fresh(draft, kinds[place], screen.words)
    while contest is not None:
        contest = await screen.app.push_screen_wait(Form(screen.words, contest_sheet(draft, contest)))
        whole = None if contest is None else await _first_list(screen, draft, contest)
        if whole is not None:
            return with_contest(draft, whole)
    return None


async def _first_list(screen: StationScreen, draft: Draft, contest: Contest) -> Contest | None:
    """Take the list from a spreadsheet, or have it typed; where one does not come about, ask again."""
    options = (Sentence(key="draft.list.file"), Sentence(key="draft.list.typed"))
    attending = draft.congress.meeting(contest.meeting).roll.attending
    while True:
        place = await chosen(screen, Sentence(key="draft.which_list"), options)
        if place is None:
            return None
        if place == 0:
            people = await people_of_file(screen)
            whole = None if people is None else replace(contest, candidates=people)
        else:
            about = About(contest=contest, attending=attending, round_number=None)
            whole = await _typed(screen, about, _may_stand(screen.day, draft, contest))
        if whole is not None:
            return whole


def _may_stand(day: Day, draft: Draft, contest: Contest) -> tuple[Candidate, ...]:
    """Give those who may stand where a contest draws on another: whom it elected, or, before that, its list (R13)."""
    if contest.pool is None:
        return ()
    held = day.contests.get(contest.pool)
    return pool_of(held.course).may_stand if held else draft.contest(contest.pool).candidates


async def _typed(screen: StationScreen, about: About, pool: tuple[Candidate, ...]) -> Contest | None:
    """Put people on a list one after the other, until Esc; None where nobody was."""
    contest = about.contest
    while (after := await one_more(screen, replace(about, contest=contest), pool)) is not None:
        contest = after
    return contest if contest.candidates else None


async def one_more(screen: StationScreen, about: About, pool: tuple[Candidate, ...]) -> Contest | None:
    """Put one more person on a list: of those who may stand where they are known (R13), or typed."""
    contest = about.contest
    people = [one for one in pool if not any(one.is_same_person(other) for other in contest.candidates)]
    said = Sentence(key="list.said.typed", params={"n": len(contest.candidates)})
    if people:
        options: list[str | Sentence] = [*(one.name for one in people), Sentence(key="list.somebody_else")]
        place = await chosen(screen, Sentence(key="list.who_stands"), tuple(options), said)
        if place is None:
            return None
        if place < len(people):
            return added(contest, [drawn(people[place])], round_number=about.round_number)
    sheet = person_sheet(about, None, screen.words)
    return await screen.app.push_screen_wait(Form(screen.words, replace(sheet, said=(said,))))


async def people_of_file(screen: StationScreen) -> tuple[Candidate, ...] | None:
    """Take people from a spreadsheet on a stick or in the folder of days; its faults are told by cell."""
    world = screen.station.world
    found = await asyncio.to_thread(lambda: lists(places(world.home, world.sticks())))
    if not found:
        nothing = Read(title=Sentence(key="list.no_file_title"), texts=(Sentence(key="list.no_file"),))
        await screen.app.push_screen_wait(Reading(screen.words, nothing))
        return None
    options = tuple(file_label(one) for one in found)
    place = await chosen(screen, Sentence(key="list.which_file"), options)
    if place is None:
        return None
    try:
        people, past = await asyncio.to_thread(lambda: listed(found[place].name, load(found[place])))
    except BadInput as bad:
        read = faults_by_cell(found[place].name, bad, screen.words)
    except StickError as error:
        read = Read(title=found[place].name, texts=(Sentence(key=f"stick.{error.code}", params=error.params),))
    else:
        if past:
            await screen.app.push_screen_wait(Reading(screen.words, _left(found[place].name, past)))
        return people
    await screen.app.push_screen_wait(Reading(screen.words, read))
    return None


def _left(name: str, past: Mapping[str, str]) -> Read:
    """Tell which columns of a list say something of its people that is not taken over, each with the cell it is in."""
    columns = (Sentence(key="report.column_past", params={"heading": past[cell], "cell": cell}) for cell in past)
    return Read(title=name, texts=(Sentence(key="list.columns_past", params={"n": len(past)}), *columns))


def file_label(found: FileFound) -> Sentence:
    """Say which file it is, and where."""
    where = found.place.stick
    key = "draft.file_here" if where is None else "draft.file_on_stick"
    return Sentence(key=key, params={"file": PurePath(found.name).name, "stick": where or ""})


def faults_by_cell(name: str, bad: BadInput, words: Words) -> Read:
    """Give the faults of a list to read, each with its cell."""
    title = Sentence(key="list.file_has_faults", params={"file": name, "n": len(bad.faults)})
    texts = tuple(f"{fault.location}: {fault_sentence(words, fault)}" for fault in bad.faults)
    return Read(title=title, texts=texts, ink=Ink.BAD)
