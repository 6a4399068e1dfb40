"""A changed draft becomes what the day is about: its faults are told in words, and what the head must confirm again."""

import re

from station.drafting import Draft, document, draft_of, faults
from station.modals.confirm import Confirm, Question
from station.modals.reading import Read, Reading
from station.screens.base import StationScreen
from station.session import Day, Happened, fold
from station.session.definition import Define, Defined
from station.session.denied import Denied
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from tally.contest import Candidate
from tally.faults import Fault
from tally.words import Words
from tally.words.sentences import fault_sentence

__all__ = ["defined", "drafted", "fault_line", "to_confirm_again"]

MOST_FAULTS = 60
_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?")


def drafted(day: Day) -> Draft:
    """Give the day's definition as a draft. Raises Denied before there is one."""
    if day.document is None:
        raise Denied("no_congress")
    return draft_of(day.document)


async def defined(screen: StationScreen, draft: Draft) -> bool:
    """Make a draft what the day is about, if whoever is at the keys still wants it then. Gives whether it is so."""
    day, words = screen.day, screen.words
    found = faults(draft)
    if found:
        await screen.app.push_screen_wait(Reading(words, faults_read(draft, found, words)))
        return False
    text = document(draft)
    again = to_confirm_again(day, text)
    if again:
        names = Sentence(key="draft.confirm_again", params={"contests": words.join(again)})
        question = Question(title=Sentence(key="draft.confirm_again_title"), said=(names,))
        if not await screen.app.push_screen_wait(Confirm(words, question)):
            return False
    return screen.station.submit(Define(document=text)) is not None


def to_confirm_again(day: Day, text: str) -> tuple[str, ...]:
    """Give the titles of contests that the head has confirmed, and would have to confirm again after a definition."""
    after = fold(day, Happened(event=Defined(document=text)))
    return tuple(
        state.contest.title
        for state in day.contests.values()
        if state.confirmed and (now := after.contests.get(state.contest.id)) is not None and not now.confirmed
    )


def faults_read(draft: Draft, found: tuple[Fault, ...], words: Words) -> Read:
    """Give the faults of a draft to read, each with its place in words."""
    title = Sentence(key="draft.not_stored", params={"n": len(found)})
    return Read(title=title, texts=tuple(fault_line(draft, one, words) for one in found[:MOST_FAULTS]), ink=Ink.BAD)


def fault_line(draft: Draft, fault: Fault, words: Words) -> str:
    """Say a fault of a draft, and where it is as people call it."""
    parts = _named(draft, _STEP.findall(fault.location), words)
    return f"{' · '.join(parts)}: {fault_sentence(words, fault)}"


def _named(draft: Draft, steps: list[tuple[str, str]], words: Words) -> list[str]:
    """Name a place step by step: the contest by its title, the person by the name, any other by its word."""
    named: list[str] = []
    people: tuple[Candidate, ...] = ()
    for name, index in steps:
        place = int(index) if index else 0
        if name == "contests" and index:
            people = draft.contests[place].candidates
            named.append(draft.contests[place].title or draft.contests[place].id)
        elif name == "candidates" and index:
            named.append(people[place].name or str(people[place].number))
        else:
            key = f"draft.part.{name}"
            said = words(key) if words.has(key) else name
            named.append(f"{said} {place + 1}" if index else said)
    return named
