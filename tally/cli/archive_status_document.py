"""Where the units of an archive stand, for other programs."""

from collections.abc import Iterable

from tally.archive.units import document as documents
from tally.archive.units.standing import UnitStatus
from tally.archive.units.status import ArchiveStatus
from tally.cli.archive import failed_parts, misfit_parts
from tally.cli.long_document import write_long
from tally.cli.terminal import Terminal
from tally.files.document_parts import Document

__all__ = ["write_status_document"]


def write_status_document(terminal: Terminal, status: ArchiveStatus) -> None:
    """Write ``archive-status/1``, a unit at a time."""
    sums = {
        part: {name: documents.SumsPart.model_validate(one) for name, one in getattr(status, part).items()}
        for part in ("by_level", "by_cluster", "by_superior")
    }
    lists: dict[str, Iterable[Document]] = {
        "units": map(_unit_part, status.units),
        "conflicts": map(documents.ConflictPart.model_validate, status.conflicts),
        "gaps": map(documents.GapPart.model_validate, status.gaps),
        "failed": failed_parts(terminal.words, status.faulty),
        "waiting": (documents.WaitingPart.model_validate(one) for one in status.faulty if one.replaces),
        "misfits": misfit_parts(terminal.words, status.misfits),
        "deadlines": map(documents.DeadlinePart.model_validate, status.deadlines),
        "passed": map(documents.DeadlinePart.model_validate, status.passed),
    }
    document = documents.StatusDocument(
        schema_="archive-status/1",
        title=status.title,
        term=status.term,
        today=status.today,
        is_training=status.is_training,
        behind=status.behind,
        on_faith=status.on_faith,
        later=status.later,
        total=documents.SumsPart.model_validate(status.total),
        unplanned=[*status.unplanned],
        others=[*status.others],
        strays=[*status.strays],
        exercises=[*status.exercises],
        **{name: [] for name in lists},
        **sums,
    )
    write_long(terminal, document, **lists)


def _unit_part(unit: UnitStatus) -> documents.UnitPart:
    return documents.UnitPart(
        due=unit.planned.due if unit.planned else None,
        allotted=unit.planned.allotted if unit.planned else None,
        contests=[documents.ContestPart.model_validate(one) for one in unit.contests],
        **{name: getattr(unit, name) for name in _OF_UNIT},
    )


_OF_UNIT = (
    *("code", "name", "level", "superior", "in_programme", "cluster", "state"),
    *("is_late", "mode", "congress", "day", "other_congresses", "left_out_contests", "is_training", "stray"),
)
