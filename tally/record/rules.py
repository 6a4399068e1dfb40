"""The figures of a regulation that a record was made under, as the record carries them.

Rules are recalled, corrected and replaced. A record says itself by which figures its result was reckoned, so that it
can be reckoned again years later; whether they are those of the regulation that it names is a question of its own.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from tally.congress import MeetingKind
from tally.contest import ContestKind
from tally.files.values import Day, FileModel, Number, Several, Text
from tally.record.canonical import Tree
from tally.regulation import REGULATIONS

if TYPE_CHECKING:
    from tally.regulation import Regulation

__all__ = ["RulesModel", "regulation_of", "rules_tree"]

MOST_SIZES = 100


class SizeModel(FileModel):
    """The size that is usual at most for a body at a level (R16)."""

    level: Text
    kind: ContestKind
    most: Several


class SmallBodyModel(FileModel):
    """The seats, both included, of a body that is prepared with one person of surplus at most (R4)."""

    first: Annotated[Number, Field(alias="from")]
    last: Annotated[Number, Field(alias="to")]


Status = Literal[
    "present",
    "replaced",
    "absent",
    "temporary_elsewhere_absent",
    "exempt_absent",
    "barred",
    "excused_whole",
    "convening_absent",
    "unreplaced",
]


Statuses = Annotated[list[Status], Field(max_length=MOST_SIZES)]


class LeavesBaseModel(FileModel):
    """The statuses of the roll that leave the base, by kind of meeting (R8)."""

    members: Statuses
    delegates: Statuses
    committee: Statuses
    cell_conference: Statuses


class RulesModel(FileModel):
    """The figures of a regulation: percentages are whole per cent, counts are persons or ballots."""

    since: Day
    until: Day | None
    floor_support_above_percent: Number
    surplus_limit_percent: Number
    surplus_least_allowed: Number
    prepared_surplus_from_percent: Number
    prepared_surplus_to_percent: Number
    prepared_surplus_small_body: SmallBodyModel
    leaves_base: LeavesBaseModel
    committee_ballots_usual: Several
    cell_secretary_ballots: Several
    cell_committee_from_members: Number
    standing_committee_at_most_one_in: Several
    guided_sizes: Annotated[list[SizeModel], Field(max_length=MOST_SIZES)]
    pools_expected: Annotated[list[ContestKind], Field(max_length=MOST_SIZES)]
    quorum_numerator: Several
    quorum_denominator: Several


_PLAIN = (
    "floor_support_above_percent",
    "surplus_limit_percent",
    "surplus_least_allowed",
    "prepared_surplus_from_percent",
    "prepared_surplus_to_percent",
    "committee_ballots_usual",
    "cell_secretary_ballots",
    "cell_committee_from_members",
    "standing_committee_at_most_one_in",
    "quorum_numerator",
    "quorum_denominator",
)


def rules_tree(regulation: "Regulation") -> dict[str, Tree]:
    """Give the figures of a regulation as a record writes them (``RulesModel``)."""
    small, sizes = regulation.prepared_surplus_small_body, regulation.guided_sizes
    return {
        "since": regulation.since.isoformat(),
        "until": regulation.until.isoformat() if regulation.until else None,
        **{name: getattr(regulation, name) for name in _PLAIN},
        "prepared_surplus_small_body": {"from": small.start, "to": small.stop - 1},
        "leaves_base": {kind.value: list(regulation.leaves_base[kind]) for kind in MeetingKind},
        "guided_sizes": [{"level": level, "kind": kind, "most": sizes[level, kind]} for level, kind in sorted(sizes)],
        "pools_expected": [*sorted(regulation.pools_expected)],
    }


def regulation_of(regulation_id: str, model: RulesModel) -> "Regulation":
    """Give the regulation of that id with the figures of the record. Raises KeyError for an id that none has."""
    plain = {name: getattr(model, name) for name in _PLAIN}
    small = model.prepared_surplus_small_body
    return replace(
        REGULATIONS[regulation_id],
        since=model.since,
        until=model.until,
        prepared_surplus_small_body=range(small.first, small.last + 1),
        leaves_base={kind: tuple(statuses) for kind, statuses in model.leaves_base},
        guided_sizes={(size.level, size.kind.value): size.most for size in model.guided_sizes},
        pools_expected=frozenset(kind.value for kind in model.pools_expected),
        **plain,
    )
