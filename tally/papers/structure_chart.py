"""The targets of a plan as a chart: the list and the elected side by side, each with the mark of what is needed."""

from collections.abc import Iterator

from tally.contest import MeasuredOn, Target
from tally.papers.chart import Pattern, bar, chart, length, mark
from tally.papers.parts import Tree
from tally.papers.structure import Structure
from tally.structure import allowed, how_many, needed
from tally.words.phrases import share

__all__ = ["structure_chart"]

PATTERNS = {MeasuredOn.NOMINEES: Pattern.EMPTY, MeasuredOn.ELECTED: Pattern.HATCHED}


def structure_chart(structure: Structure) -> Tree:
    """Draw the targets (R16); of whom there is nobody yet, there is no bar."""
    words, groups, told = structure.words, [], []
    for target in structure.plan.targets:
        name = words("reports.chart.target", target=structure.named(target), bounds=structure.bounds(target))
        drawn = [*_drawn(structure, target)]
        groups.append((name, [one for one, _ in drawn]))
        told.append(words("reports.chart.told", target=name, told="; ".join(said for _, said in drawn)))
    columns = ("target", "persons", "percent", "of")
    return chart(
        (words(f"reports.column.{column}") for column in columns),
        groups,
        label=words("reports.chart.marks"),
        alt=words("reports.chart.structure", told=" ".join(told)),
    )


def _drawn(structure: Structure, target: Target) -> Iterator[tuple[Tree, str]]:
    """Give each bar of a target, and what it says."""
    words = structure.words
    for side, people in structure.sides.items():
        if not people:
            continue
        have, of = how_many(people, target, age_on=structure.plan.age_on), len(people)
        least, most = needed(target, of), allowed(target, of)
        persons, percent = share(words, have, of)
        who = words(f"reports.side.{side}")
        marks = [mark(least, of, is_most=False)] if least is not None else []
        marks += [mark(most, of, is_most=True)] if most is not None else []
        long = length(have, of, least=least, most=most)
        said = words("reports.chart.side", who=who, persons=persons, percent=percent)
        yield bar(long, PATTERNS[side], (persons, percent, who), marks=marks), said
