"""The programme: which units are due to hold their congress, and what is expected of each (``programme/1``)."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from tally.archive.store import PROGRAMME, Problem
from tally.contest import Share, Target
from tally.faults import BadInput
from tally.files.congress_checks import Faults, check_target
from tally.files.disk import load_bytes
from tally.files.models import TargetModel, UnitModel
from tally.files.salvage import judgeable, where_sure
from tally.files.strict import read_tree
from tally.files.values import Day, FileModel, Number, Text

__all__ = ["LastTerm", "Planned", "Programme", "load_programme", "read_programme"]

MOST_UNITS = 200_000
MOST_TARGETS = 100


Targets: TypeAlias = Annotated[list[TargetModel], Field(max_length=MOST_TARGETS)]


class LastTermModel(FileModel):
    """The committee of the last term, in persons."""

    elected: Number
    women: Number
    young: Number
    ethnic_minority: Number


class PlannedModel(UnitModel):
    """A unit of the programme."""

    cluster: Text | None = None
    due: Day | None = None
    allotted: Number | None = None
    superior_plan: Targets | None = None
    age_on: Day | None = None
    last_term: LastTermModel | None = None


class ProgrammeModel(FileModel):
    """The whole programme."""

    schema_: Annotated[Literal["programme/1"], Field(alias="schema")]
    title: Text
    term: Text | None = None
    superior_plan: Targets = Field(default=[])
    age_on: Day | None = None
    units: Annotated[list[PlannedModel], Field(max_length=MOST_UNITS)]


@dataclass(frozen=True, kw_only=True, slots=True)
class LastTerm:
    """The committee of the last term, in persons, to compare with."""

    elected: int
    women: int
    young: int
    ethnic_minority: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A unit that is due on a day, None where no day is set, and the delegates allotted to it (R12).

    ``superior_plan`` is what the superior asks of the committee, ages reckoned on ``age_on`` (R16): what the programme
    says of this unit, or else of all.
    """

    code: str
    name: str
    level: str
    superior: str | None = None
    cluster: str | None = None
    due: date | None = None
    allotted: int | None = None
    superior_plan: tuple[Target, ...] = ()
    age_on: date | None = None
    last_term: LastTerm | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Programme:
    """The units that are due, by code, in the order of the file; with a ``term``, only its congresses are meant."""

    title: str
    term: str | None = None
    units: Mapping[str, Planned]


def load_programme(folder: str) -> Programme | None:
    """Read the programme of an archive; None where it has none. Raises BadInput with every fault of it."""
    path = os.path.join(folder, PROGRAMME)
    return read_programme(path, load_bytes(path)) if os.path.lexists(path) else None


def read_programme(path: str, data: bytes) -> Programme:
    """Read a programme. Raises BadInput with every fault of it; no unit stands in it twice."""
    model, found = judgeable(ProgrammeModel, path, read_tree(path, data))
    faults = Faults(path)
    faults += found
    with where_sure:
        _check_plan("superior_plan", model.superior_plan, faults)
    with where_sure:
        _check_units(model.units, faults)
    if faults:
        raise BadInput(faults)
    units = {one.code: _planned(one, model) for one in model.units}
    return Programme(title=model.title, term=model.term, units=units)


def _check_units(units: Iterable[PlannedModel], faults: Faults) -> None:
    there: set[str] = set()
    for at, one in enumerate(units):
        with where_sure:
            if one.code in there:
                twice = Problem(domain="archive", key="unit_twice", params={"unit": one.code})
                faults.append(twice.told_of(faults.path, place=f"units[{at}].code"))
            there.add(one.code)
        with where_sure:
            _check_plan(f"units[{at}].superior_plan", one.superior_plan, faults)
        with where_sure:
            _check_last_term(f"units[{at}].last_term", one.last_term, faults)


def _check_plan(place: str, plan: Iterable[TargetModel] | None, faults: Faults) -> None:
    for index, target in enumerate(plan or ()):
        check_target(f"{place}[{index}]", target, faults)


def _check_last_term(place: str, last: LastTermModel | None, faults: Faults) -> None:
    """Note whoever are more than all that were elected."""
    for name in ("women", "young", "ethnic_minority") if last else ():
        with where_sure:
            if last and getattr(last, name) > last.elected:
                faults.note(f"{place}.{name}", "bad_value.too_high", most=last.elected)


def _planned(model: PlannedModel, programme: ProgrammeModel) -> Planned:
    last = model.last_term
    asked = programme.superior_plan if model.superior_plan is None else model.superior_plan
    return Planned(
        code=model.code,
        name=model.name,
        level=model.level,
        superior=model.superior,
        cluster=model.cluster,
        due=model.due,
        allotted=model.allotted,
        superior_plan=tuple(map(_target, asked)),
        age_on=model.age_on or programme.age_on,
        last_term=LastTerm(**dict(last)) if last else None,
    )


def _target(model: TargetModel) -> Target:
    values = {name: getattr(model, name) for name in type(model).model_fields}
    bounds = {name: getattr(model, name) for name in ("at_least", "at_most")}
    shares = {name: Share(percent=one.percent, count=one.count) if one else None for name, one in bounds.items()}
    return Target(**values | shares)
