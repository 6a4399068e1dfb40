"""The votes of a round as a chart: a bar for everybody in the order of the ballot, and the threshold (R8, R10)."""

from tally.course import Course
from tally.fates import Fate, fates
from tally.papers.chart import Pattern, bar, chart, length, place
from tally.papers.held_ballot import HeldBallot
from tally.papers.parts import Tree
from tally.words.phrases import share

__all__ = ["votes_chart"]

PATTERNS = {
    Fate.ELECTED: Pattern.SOLID,
    Fate.ALTERNATE: Pattern.STRIPED,
    Fate.TIED: Pattern.HATCHED,
    Fate.OVER_HALF: Pattern.LEVEL,
    Fate.NOT_OVER_HALF: Pattern.EMPTY,
    Fate.NOT_ELECTED: Pattern.EMPTY,
    Fate.UNDECIDED: Pattern.EMPTY,
}


def votes_chart(ballot: HeldBallot, course: Course) -> Tree:
    """Draw the votes of a ballot; ``course`` is the contest as far as it is known, which says who became an alternate.

    In a run-off over half is not asked for, and no line is drawn (R10).
    """
    words, held, names = ballot.words, ballot.held, ballot.names
    base, needed = held.base.value, None if held.is_run_off else held.base.needed
    groups, told = [], []
    for number, fate in fates(course, held).items():
        votes = held.count.votes[number]
        name = words("reports.person", number=str(number), name=names[number])
        cells = [
            *share(words, votes, base),
            words("reports.undecided" if fate is Fate.UNDECIDED else f"report.mark.{fate}"),
        ]
        groups.append((name, [bar(length(votes, base, least=needed), PATTERNS[fate], cells)]))
        told.append(words("reports.chart.one", name=name, votes=cells[0], percent=cells[1], fate=cells[2]))
    columns = ("name", "votes", "percent", "fate")
    label = words("reports.chart.no_threshold") if needed is None else words("paper.base.needed", n=needed)
    return chart(
        (words(f"reports.column.{column}") for column in columns),
        groups,
        label=label,
        alt=words("reports.chart.votes", round=str(held.number), label=label, told="; ".join(told)),
        threshold=None if needed is None else place(needed, base),
    )
