"""The shape of a regulation: its clauses, and the figures that the code applies, each under its clause."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from tally.regulation.clause import Clause

__all__ = ["Regulation"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Regulation:
    """One regulation on elections in the Party: what it is called, when it held, and what it lays down.

    Nothing in it decides anything: ``tally.congress`` and the modules above it apply the figures. Percentages are whole
    per cent, counts are persons or ballots. ``until`` is the first day on which it no longer holds.
    """

    id: str
    since: date
    until: date | None
    clauses: Mapping[str, Clause]

    # R3: support that a person outside the convening committee's list needs, in per cent of those attending
    floor_support_above_percent: int
    # R4: surplus, in per cent of the seats voted on
    surplus_limit_percent: int
    surplus_least_allowed: int
    prepared_surplus_from_percent: int
    prepared_surplus_to_percent: int
    prepared_surplus_small_body: range
    # R8: who leaves the base, by kind of meeting; every other status stays in it
    leaves_base: Mapping[str, tuple[str, ...]]
    # R11: ballots
    committee_ballots_usual: int
    cell_secretary_ballots: int
    # R13, R16: sizes
    cell_committee_from_members: int
    standing_committee_at_most_one_in: int
    guided_sizes: Mapping[tuple[str, str], int]
    pools_expected: frozenset[str]
    # R14: quorum, as a fraction
    quorum_numerator: int
    quorum_denominator: int
    # R19: the share that may be rated excellent
    excellent_limit_percent: int

    documents: tuple[str, ...] = field(default=())

    def clause(self, clause_id: str) -> Clause:
        """Give the clause of that id. Raises KeyError for an id that the regulation does not have."""
        return self.clauses[clause_id]
