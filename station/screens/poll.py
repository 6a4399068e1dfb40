"""The opinion poll on the list: how many agreed to each floor and self nominee, and what follows (R5, Art. 14, 17)."""

from collections.abc import Mapping
from dataclasses import replace

from station.modals.form import Blank, Sheet
from station.screens.asking import figure
from station.widgets.drawing import Sentence
from tally.cli.sentences import cite
from tally.contest import Candidate, Contest, NominatedBy
from tally.nomination import OpinionPoll, opinion_poll
from tally.regulation import Regulation
from tally.words import Words

__all__ = ["poll_of", "poll_said", "poll_sheet", "polled"]


def polled(contest: Contest) -> tuple[Candidate, ...]:
    """Give those on whom the poll is taken: whoever the floor or they themselves brought onto the first list (R3)."""
    return tuple(one for one in contest.standing(1) if one.nominated_by is not NominatedBy.COMMITTEE)


def poll_sheet(contest: Contest, attending: int) -> Sheet[Contest]:
    """Ask for how many agreed to each of them."""
    people = polled(contest)
    blanks = tuple(
        Blank(
            key=str(one.number),
            label=f"{one.number} {one.name}",
            text="" if one.agreed_by is None else str(one.agreed_by),
        )
        for one in people
    )

    def read(values: Mapping[str, str]) -> Contest:
        agreed = {int(key): figure(values, key, most=attending) for key, text in values.items() if text}
        asked = {one.number for one in people}
        after = (
            replace(one, agreed_by=agreed.get(one.number)) if one.number in asked else one for one in contest.candidates
        )
        return replace(contest, candidates=tuple(after))

    said = (Sentence(key="list.poll.said", params={"attending": attending}),)
    return Sheet(title=Sentence(key="list.poll.title"), said=said, blanks=blanks, read=read)


def poll_of(contest: Contest, attending: int, rules: Regulation) -> OpinionPoll | None:
    """Settle the poll once it is known how many agreed to each; None before."""
    people = polled(contest)
    agreed = {one.number: one.agreed_by for one in people if one.agreed_by is not None}
    if not people or len(agreed) < len(people):
        return None
    prepared = len(contest.standing(1)) - len(people)
    return opinion_poll(agreed, prepared=prepared, seats=contest.seats, attending=attending, regulation=rules)


def poll_said(contest: Contest, attending: int, rules: Regulation, words: Words) -> str:
    """Say what the poll comes to: who qualifies, whether the list has room for them, and who fills it if not (R5)."""
    poll = poll_of(contest, attending, rules)
    if poll is None:
        left = [str(one.number) for one in polled(contest) if one.agreed_by is None]
        return f"{words('list.poll.open', numbers=', '.join(left))} {cite(words, rules, 'R5')}"
    parts = [words("list.poll.qualified", n=len(poll.qualified), numbers=_numbers(poll.qualified))]
    clause = "R5"
    if poll.fits:
        parts.append(words("list.poll.fits"))
    else:
        filled, clause = poll.list_filled, "R5.order"
        parts.append(words("list.poll.over", numbers=_numbers(filled.taken)))
        if filled.tied:
            parts.append(words("list.poll.tied", numbers=_numbers(filled.tied), left=filled.places_left))
            clause = "R5.tie"
    return f"{' '.join(parts)} {cite(words, rules, clause)}"


def _numbers(numbers: tuple[int, ...]) -> str:
    return ", ".join(map(str, numbers)) or "–"
