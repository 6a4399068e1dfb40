"""Reports for tests: of the small nation, and of one in which every name that came in is hostile."""

import dataclasses
import json
from datetime import date

from tally.archive.indexed import indexed
from tally.archive.report.questions import report_of
from tally.archive.units.programme import load_programme
from tally.cli.archive_report import _sentence as sentence
from tests.archive.made import with_every_fault

__all__ = ["DAY", "HOSTILE", "hostile", "reported", "sentence"]

DAY = date(2025, 4, 10)
"""On which some units are late."""
HOSTILE = (
    "=1+1",
    "+SUM(A1)",
    "-2+3|cmd",
    "@IMPORT",
    "#N/A",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    "<!--<script>",
    "'\"&{{title}}",
    "_x0041_",
)
"""Names that are formulas, markup, scripts, places of a template or escapes where somebody takes them for that."""


def reported(archive, **given):
    with indexed(str(archive.folder)) as index:
        return report_of(index, load_programme(str(archive.folder)), **given)


def hostile(archive, **given):
    """A report with every fault, in which names of units, clusters, superiors and titles are hostile."""
    with_every_fault(archive)
    path = archive.folder / "programme.json"
    programme = json.loads(path.read_text())
    programme["title"] = HOSTILE[6]
    for unit, name in zip(programme["units"], HOSTILE, strict=False):
        unit |= {"name": name, "cluster": name, "level": name}
    path.write_text(json.dumps(programme))
    archive.update()
    report = reported(archive, **given)
    return dataclasses.replace(report, units=[dataclasses.replace(one, superior=one.name) for one in report.units])
