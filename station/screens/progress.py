"""How far the batch in hand is, and of the training congress which paper is typed now."""

from station.screens.batches import entered_in
from station.screens.desk import Progress
from station.screens.pace import Pace
from station.session import Day
from station.training.sheets import drawn, number_of
from tally.words import Words

__all__ = ["progress_of"]


def progress_of(day: Day, contest: str, hand: tuple[int, int], pace: Pace, words: Words) -> Progress:
    """Give how far the entry and batch in hand are; of the training congress with the paper to be typed now."""
    work, (entry, batch) = day.work(contest), hand
    state, size = work.batch(entry, batch), work.sizes[batch - 1]
    have = 0 if state is None else len(state.ballots)
    done, total = entered_in(work, entry)
    number = number_of(day, contest, (batch, have + 1)) if have < size else None
    paper = "" if number is None else drawn(contest, number, words)
    return Progress(entry=entry, batch=batch, have=have, size=size, done=done, total=total, pace=pace, drawn=paper)
