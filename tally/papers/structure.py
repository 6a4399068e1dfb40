"""A contest's plan beside its list and its elected: the targets, who belongs to which group, and the ages (R16)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally.contest import Candidate, Category, MeasuredOn, Plan, Target
from tally.contest import Share as Bound
from tally.course import Course
from tally.papers.parts import Tree, table
from tally.structure import Measure, how_many, measure
from tally.words import Words
from tally.words.phrases import capital, share, target_name

__all__ = ["Structure"]

OF_PLAN = (Category.YOUNG, Category.AGE, Category.ATTRIBUTE)
"""What is counted as the plan names it; everything else is counted in any case."""
YOUNGER_THAN, OLDER_THAN = 40, 50
"""Between the three age bands of the text of 2019, for a plan that names none (R16)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Structure:
    """A contest and its plan, and the words to tell them in."""

    words: Words
    course: Course
    plan: Plan

    @property
    def sides(self) -> dict[MeasuredOn, tuple[Candidate, ...]]:
        """Those on the list, and those elected."""
        return {MeasuredOn.NOMINEES: self.course.nominees, MeasuredOn.ELECTED: self.course.people_elected}

    @property
    def has_bands(self) -> bool:
        """Whether the plan names ages of its own."""
        return any(target.category is Category.AGE for target in self.plan.targets)

    def targets(self) -> Tree:
        """Give every target: what is needed, what the list has and the elected have, and whether it is met."""
        nominees, elected = self.sides.values()
        rows = [
            [
                self.named(one.target),
                self.words.join(self._needed(one)),
                *(self._have(one.target, people) for people in self.sides.values()),
                self._met(one),
            ]
            for one in measure(self.plan, on_list=nominees, elected=elected)
        ]
        return table("targets", self._headings("target", "needed", "list", "elected", "met"), rows)

    def named(self, target: Target) -> str:
        """Name a target, and whom it is measured on."""
        on = self.words(f"reports.measured_on.{target.measured_on}")
        return self.words("reports.target", target=capital(target_name(self.words, target)), on=on)

    def bounds(self, target: Target) -> str:
        """Say what a target asks for, as the plan has it."""
        return self.words.join(self._bound(key, bound) for key, bound in _bounds(target))

    def _bound(self, key: str, bound: Bound) -> str:
        if bound.percent is None:
            return self.words(f"reports.{key}.persons", n=bound.count or 0)
        return self.words(f"reports.{key}.percent", percent=bound.percent)

    def _needed(self, one: Measure) -> Iterator[str]:
        """Say what a target asks for, a share in persons too where it is known of how many."""
        persons = {"least": one.need, "most": one.limit}
        for key, bound in _bounds(one.target):
            said = self._bound(key, bound)
            if bound.percent is not None and one.of:
                said = self.words("reports.of_persons", bound=said, n=persons[key] or 0, of=one.of)
            yield said

    def _have(self, target: Target, people: Sequence[Candidate]) -> str:
        if not people:
            return self.words("reports.nobody_yet")
        have, percent = share(self.words, how_many(people, target, age_on=self.plan.age_on), len(people))
        return self.words("reports.share", have=have, percent=percent)

    def _met(self, one: Measure) -> str:
        if not one.of:
            return self.words("reports.nobody_yet")
        return self.words("report.met" if one.met else "report.not_met")

    def groups(self) -> Tree:
        """Count the list and the elected by women, age, ethnicity, re-elected or new, and what the plan names."""
        rows = [
            [capital(name), *(self._have(target, people) for people in self.sides.values())]
            for name, target in self._groups().items()
        ]
        return table("groups", self._headings("group", "list", "elected"), rows)

    def _groups(self) -> dict[str, Target]:
        """Give every group once, by its name; where the plan names no ages, the three bands of 2019."""
        groups: dict[str, Target] = {}
        for category in Category:
            targets = [target for target in self.plan.targets if target.category is category]
            if category is Category.AGE and not targets:
                groups |= self._bands()
            elif category not in OF_PLAN:
                targets = [Target(category=category, measured_on=MeasuredOn.ELECTED)]
            groups |= {target_name(self.words, target): target for target in targets}
        return groups

    def _bands(self) -> dict[str, Target]:
        on = MeasuredOn.ELECTED
        young = Target(category=Category.YOUNG, measured_on=on, below=YOUNGER_THAN)
        between = Target(category=Category.AGE, measured_on=on, first=YOUNGER_THAN, last=OLDER_THAN)
        older = Target(category=Category.AGE, measured_on=on, first=OLDER_THAN + 1)
        return {
            target_name(self.words, young): young,
            target_name(self.words, between): between,
            self.words("reports.older", age=str(OLDER_THAN)): older,
        }

    def ages(self) -> Tree:
        """Give the average age, the youngest and the oldest, in completed years on the day that the plan names."""
        ages = [[person.born.age_on(self.plan.age_on) for person in people] for people in self.sides.values()]
        rows = [
            [self.words("reports.age.average"), *(self._average(of) for of in ages)],
            [self.words("reports.age.youngest"), *(self._years(min(of, default=None)) for of in ages)],
            [self.words("reports.age.oldest"), *(self._years(max(of, default=None)) for of in ages)],
        ]
        return table("groups", self._headings("age", "list", "elected"), rows)

    def _average(self, ages: Sequence[int]) -> str:
        """Write the average with one decimal, exactly half rounded up, reckoned in integers."""
        if not ages:
            return self.words("reports.nobody_yet")
        tenths = (20 * sum(ages) + len(ages)) // (2 * len(ages))
        return self.words("reports.age.tenths", whole=str(tenths // 10), tenth=str(tenths % 10))

    def _years(self, age: int | None) -> str:
        return self.words("reports.nobody_yet") if age is None else self.words("paper.figure", n=age)

    def _headings(self, *columns: str) -> list[str]:
        return [self.words(f"reports.column.{column}") for column in columns]


def _bounds(target: Target) -> Iterator[tuple[str, Bound]]:
    if target.at_least is not None:
        yield "least", target.at_least
    if target.at_most is not None:
        yield "most", target.at_most
