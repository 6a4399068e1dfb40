"""The structure plan of a contest as forms: the day that ages are reckoned on, and a target at a time (R16)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from station.modals.form import Blank, Sheet, Wrong
from station.screens.asking import day, figure, text, written_day
from station.widgets.drawing import Sentence
from tally.contest import Category, Contest, MeasuredOn, Plan, Share, Target

__all__ = ["age_sheet", "plan_of", "target_sheet", "without_target"]

MOST_AGE = 150
MOST_COUNT = 10_000


def plan_of(contest: Contest, usual: date) -> Plan:
    """Give the plan of a contest; an empty one where there is none, with ages reckoned on the usual day."""
    return contest.plan or Plan(age_on=usual, targets=())


def age_sheet(contest: Contest, plan: Plan) -> Sheet[Contest]:
    """Ask on which day ages are reckoned."""

    def read(values: Mapping[str, str]) -> Contest:
        return replace(contest, plan=replace(plan, age_on=day(values, "age_on")))

    return Sheet(title=Sentence(key="draft.form.plan"), blanks=(_line("age_on", written_day(plan.age_on)),), read=read)


def target_sheet(contest: Contest, plan: Plan, category: Category, place: int | None) -> Sheet[Contest]:
    """Give the form of a target of a category: the one at a place of the plan, or a new one."""
    was = plan.targets[place] if place is not None else None
    measured = tuple((str(one), Sentence(key=f"draft.measured_on.{one.value}")) for one in MeasuredOn)
    now = was.measured_on if was else MeasuredOn.ELECTED
    blanks = (
        *_which(category, was),
        Blank(key="measured_on", label=Sentence(key="draft.part.measured_on"), text=now.value, options=measured),
        _line("at_least", _written(was.at_least if was else None)),
        _line("at_most", _written(was.at_most if was else None)),
    )

    def read(values: Mapping[str, str]) -> Contest:
        at = len(plan.targets) if place is None else place
        targets = (*plan.targets[:at], _target(category, values), *plan.targets[at + 1 :])
        return replace(contest, plan=replace(plan, targets=targets))

    title = Sentence(key=f"draft.category.{category.value}")
    return Sheet(title=title, said=(Sentence(key="draft.said.target"),), blanks=blanks, read=read)


def _line(key: str, written: str) -> Blank:
    return Blank(key=key, label=Sentence(key=f"draft.part.{key}"), text=written)


def _written(share: Share | None) -> str:
    """Write a bound as it is typed: a percentage with its sign, a number of persons without."""
    if share is None:
        return ""
    return str(share.count) if share.percent is None else f"{share.percent}%"


def _share(values: Mapping[str, str], key: str) -> Share | None:
    """Read a bound; nothing written is none. Raises Wrong."""
    written = values[key].replace(" ", "")
    if written.endswith("%"):
        return Share(percent=figure({key: written.removesuffix("%")}, key, most=100))
    return Share(count=figure(values, key, most=MOST_COUNT)) if written else None


def _which(category: Category, was: Target | None) -> tuple[Blank, ...]:
    """Ask what tells a target from others of its category."""
    names = {Category.YOUNG: ("below",), Category.AGE: ("first", "last"), Category.ATTRIBUTE: ("name",)}
    found = []
    for name in names.get(category, ()):
        value = getattr(was, name) if was else None
        found.append(_line(f"target_{name}", "" if value is None else str(value)))
    return tuple(found)


def _target(category: Category, values: Mapping[str, str]) -> Target:
    """Give the target that a form describes. Raises Wrong."""

    def age(name: str, least: int) -> int | None:
        key = f"target_{name}"
        return figure(values, key, least=least, most=MOST_AGE) if key in values else None

    target = Target(
        category=category,
        measured_on=MeasuredOn(values["measured_on"]),
        at_least=_share(values, "at_least"),
        at_most=_share(values, "at_most"),
        below=age("below", 1),
        first=age("first", 0),
        last=age("last", 0),
        name=text(values, "target_name") if "target_name" in values else None,
    )
    if target.at_least is None and target.at_most is None:
        raise Wrong("at_least", Sentence(key="draft.wrong.bound"))
    if target.first is not None and target.last is not None and target.first > target.last:
        raise Wrong("target_last", Sentence(key="fault.bad_value.ages_reversed"))
    return target


def without_target(contest: Contest, plan: Plan, place: int) -> Contest:
    """Give the contest without a target of its plan; without a plan, once no target is left."""
    left = (*plan.targets[:place], *plan.targets[place + 1 :])
    return replace(contest, plan=replace(plan, targets=left) if left else None)
