"""Whether the sums agree with the units: the rows of single units are added up once more, and held against the sums.

Nor is a record's own measure of its plan taken on trust: the persons that the archive counts must come to the same.
What does not agree is told in a table of its own; nothing is put right.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType

from tally.archive.group import Group
from tally.archive.report.answers import Cell, Coded, Row
from tally.archive.report.structure_questions import COMPARED, GROUP, target_of
from tally.archive.units.standing import ContestStatus, UnitStatus
from tally.archive.units.status import Sums
from tally.contest import ContestKind, MeasuredOn
from tally.outcome import Status

__all__ = ["Agreement", "Named", "Part", "name_of", "parts_of"]

Part = tuple[str, str | None]
"""What units are summed up by, and its name; None is that of the units that have none."""
_PLAIN = (
    *("units", "programme_units", "programme_held", "outside", "held", "stopped", "unproved", "not_held", "late"),
    *("other_units", "other_contests", "contests", "left_out", "seats", "elected", "open", "contests_open"),
    *("second_ballots", "committees", "committees_complete", "committees_first"),
    *("delegates", "delegates_compared", "allotted", "allotted_compared", "allotted_units", "not_allotted"),
    "delegates_differ",
)
_SUMS: Mapping[str, str] = MappingProxyType(
    {name: name for name in _PLAIN}
    | {
        f"{who}.{name}": f"{group}.{name}"
        for who, group in (("nominees", "nominees"), ("elected", "elected_people"))
        for name in ("of", *GROUP)
    }
)
"""What the rows come to, and where the same stands in the sums."""


def parts_of(unit: UnitStatus) -> tuple[Part, ...]:
    """Give all that a unit is summed up in: one part of each kind, so that those of a kind come to the total."""
    return (("total", ""), ("level", unit.level), ("cluster", unit.cluster), ("superior", unit.superior))


def name_of(part: Part) -> Cell:
    """Give what a part is called: a level, and those that have none, by the word for it; all together by none."""
    kind, name = part
    if name is None:
        return Coded(prefix="archive.report.word.", code=_WITHOUT[kind])
    return Coded(prefix="term.level.", code=name) if kind == "level" else name or None


_WITHOUT = {"level": "no_level", "cluster": "no_cluster", "superior": "no_superior"}
Named = Mapping[str, Sequence[Mapping[str, Cell]]]
"""The rows of one unit by question, each cell by its column."""


class Agreement:
    """What the rows of the units come to, by part, and the records whose plan is counted otherwise."""

    def __init__(self) -> None:
        self._counted: dict[Part, Counter[str]] = {}
        self._targets: list[Row] = []

    def add(self, unit: UnitStatus, rows: Named) -> None:
        """Add the rows of a unit to all parts that it is in, and check its plan."""
        counted = _counted(rows)
        for part in parts_of(unit):
            self._counted.setdefault(part, Counter()).update(counted)
        for contest in unit.contests:
            self._targets += _targets(unit, contest)

    def of_part(self, part: Part) -> Mapping[str, int]:
        """Give what the rows of the units of a part come to."""
        return self._counted.get(part, Counter())

    def differences(self, sums: Mapping[Part, Sums]) -> Iterator[Row]:
        """Tell where the sums say otherwise than the rows of the units, and records otherwise than their lists."""
        for part, of in sums.items():
            for name, place in _SUMS.items():
                told, counted = attrgetter(place)(of), self.of_part(part)[name]
                if told is not None and told != counted:
                    who, _, figure = name.rpartition(".")
                    column = Coded(prefix="archive.report.column.", code="persons" if figure == "of" else figure)
                    yield ("sum", name_of(part), who or None, column, told, counted)
        yield from self._targets


def _counted(rows: Named) -> Counter[str]:
    """Add up the rows of one unit."""
    found: Counter[str] = Counter()
    for row in rows["units"]:
        _add_state(found, row)
    for row in rows["elections"]:
        _add_election(found, row)
    for row in rows["delegates"]:
        found["allotted"] += _whole(row["allotted"])
        if row["elected"] is not None:
            is_known = row["allotted"] is not None
            found["delegates"] += _whole(row["elected"])
            found["delegates_compared"] += is_known * _whole(row["elected"])
            found["allotted_compared"] += _whole(row["allotted"])
            found["allotted_units" if is_known else "not_allotted"] += 1
            found["delegates_differ"] += row["differ"] not in (None, 0)
    for row in rows["structure_units"]:
        found[f"{row['who']}.of"] += _whole(row["persons"])
        for name in GROUP:
            found[f"{row['who']}.{name}"] += _whole(row[name])
    for plan in ("own_plan", "superior_plan"):
        for row in rows[plan]:
            if row["met"] != "other_day":
                found[f"{plan}.targets"] += 1
                found[f"{plan}.met"] += row["met"] == "met"
    for row in rows["last_term_units"]:
        found["last_term.units"] += 1
        for when in ("then", "now"):
            found[f"{when}.of"] += _whole(row[when])
            for name in COMPARED:
                found[f"{when}.{name}"] += _whole(row[f"{name}_{when}"])
    return found


def _add_state(found: Counter[str], row: Mapping[str, Cell]) -> None:
    """Count a unit: a late one also as what it is besides."""
    state = str(row["state"])
    is_held, in_programme = state == "held", row["in_programme"] == "yes"
    found["units"] += 1
    found["programme_units"] += in_programme
    found["programme_held"] += in_programme and is_held
    found["outside"] += row["in_programme"] == "no"
    found["late"] += state in _LATE
    found["late_unproved"] += state == "late_unproved"
    found[_LATE.get(state, state)] += 1
    found["other_units"] += _whole(row["other_congresses"]) > 0
    found["other_contests"] += _whole(row["other_contests"])


_LATE = {"late": "not_held", "late_unproved": "unproved"}
"""What a late unit is besides."""


def _add_election(found: Counter[str], row: Mapping[str, Cell]) -> None:
    found["contests"] += 1
    if row["counts"] != "yes":
        found["left_out"] += 1
        return
    is_open, ballots = _whole(row["open"]) > 0, _whole(row["ballots"])
    found["seats"] += _whole(row["seats"])
    found["elected"] += _whole(row["elected_share"])
    found["open"] += _whole(row["open"])
    found["contests_open"] += is_open
    found["second_ballots"] += ballots > 1
    if row["kind"] == ContestKind.COMMITTEE.value:
        complete = row["outcome"] == Status.COMPLETE.value
        found["committees"] += 1
        found["committees_complete"] += complete
        found["committees_first"] += complete and ballots == 1


def _whole(cell: Cell) -> int:
    """Give the figure of a cell: of a share, how many have it; nothing where nothing is said."""
    if isinstance(cell, tuple):
        return cell[0]
    return cell if isinstance(cell, int) else 0


def _targets(unit: UnitStatus, contest: ContestStatus) -> Iterator[Row]:
    """Find the targets that a record measures otherwise than the persons on its list come to (R16)."""
    for one in contest.targets:
        group: Group | None = contest.nominees if one.measured_on is MeasuredOn.NOMINEES else contest.elected
        if group is None:
            continue
        target = target_of(one)
        for told, counted in ((one.have, group.have(target)), (one.of, group.of)):
            if told != counted:
                yield ("target", unit.code, one.measured_on.value, target, told, counted)
