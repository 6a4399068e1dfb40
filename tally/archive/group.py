"""Who some persons are, counted: women, ages, ethnicity, re-elected or new, and what a plan names (R16)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from tally.contest import Candidate, Category, Sex, Target
from tally.structure import MAJORITY_ETHNICITY

__all__ = ["SCIENCE_TECHNOLOGY", "Group", "group_of", "together"]

SCIENCE_TECHNOLOGY = "science_technology"
"""The attribute of whoever is qualified in science or technology (R16)."""
YOUNGER_THAN, OLDER_THAN = 40, 50
"""Between the three age bands of the text of 2019 (R16)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Who some persons are, counted (R16): so many ``of`` them in all; ``ages`` from low to high, one a person."""

    of: int = 0
    women: int = 0
    ethnic_minority: int = 0
    incumbent: int = 0
    ages: tuple[int, ...] = ()
    attributes: Mapping[str, int] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """Those who were not members before."""
        return self.of - self.incumbent

    @property
    def under_40(self) -> int:
        """The youngest of the three bands of 2019."""
        return self.aged(None, YOUNGER_THAN - 1)

    @property
    def from_40_to_50(self) -> int:
        """The middle band, both ages included."""
        return self.aged(YOUNGER_THAN, OLDER_THAN)

    @property
    def over_50(self) -> int:
        """The oldest of the three bands of 2019."""
        return self.aged(OLDER_THAN + 1, None)

    @property
    def science_technology(self) -> int:
        """Those qualified in science or technology."""
        return self.attributes.get(SCIENCE_TECHNOLOGY, 0)

    def aged(self, first: int | None, last: int | None) -> int:
        """Count those of an age from ``first`` to ``last``, both included; None where there is no bound."""
        return sum((first is None or age >= first) and (last is None or age <= last) for age in self.ages)

    def have(self, target: Target) -> int:
        """Count those who belong to a target of any plan, as ``tally.structure.belongs`` counts persons (R16)."""
        match target.category:
            case Category.YOUNG:
                return 0 if target.below is None else self.aged(None, target.below - 1)
            case Category.AGE:
                return self.aged(target.first, target.last)
            case Category.ATTRIBUTE:
                return self.attributes.get(target.name or "", 0)
            case plain:
                return int(getattr(self, plain.value))


def group_of(people: Iterable[Candidate], *, age_on: date) -> Group:
    """Count who persons are; ages are in completed years on a day (R16)."""
    persons = tuple(people)
    attributes: dict[str, int] = {}
    for person in persons:
        for name in person.attributes:
            attributes[name] = attributes.get(name, 0) + 1
    return Group(
        of=len(persons),
        women=sum(person.sex is Sex.FEMALE for person in persons),
        ethnic_minority=sum(person.ethnicity.casefold() != MAJORITY_ETHNICITY for person in persons),
        incumbent=sum(person.incumbent for person in persons),
        ages=tuple(sorted(person.born.age_on(age_on) for person in persons)),
        attributes=dict(sorted(attributes.items())),
    )


def together(groups: Iterable[Group]) -> Group:
    """Count the persons of several groups as one."""
    every = tuple(groups)
    names = sorted({name for group in every for name in group.attributes})
    return Group(
        of=sum(group.of for group in every),
        women=sum(group.women for group in every),
        ethnic_minority=sum(group.ethnic_minority for group in every),
        incumbent=sum(group.incumbent for group in every),
        ages=tuple(sorted(age for group in every for age in group.ages)),
        attributes={name: sum(group.attributes.get(name, 0) for group in every) for name in names},
    )
