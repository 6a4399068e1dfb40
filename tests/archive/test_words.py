"""Every sentence that an archive gives is there in both languages, and none is kept that nothing gives."""

import re
from pathlib import Path

import pytest

import tally
from tally.archive.facts import LACKS_TRUST
from tally.archive.progress import Step
from tally.archive.report import agreement, page, xlsx
from tally.archive.report.questions import COLUMNS, PARTS, TABLES
from tally.archive.store import Added
from tally.archive.units.standing import State
from tally.archive.units.status import DeadlineKind
from tally.contest import MeasuredOn
from tally.words import Lang
from tests.cli.source import entries

HOME = Path(tally.__file__).parent
SOURCES = [*(HOME / "archive").rglob("*.py"), *(HOME / "cli").glob("archive*.py")]
BUILT = {
    "added": {f"added.{what}" for what in Added},
    "proved": {"proved.yes", "proved.no"},
    "by": {f"by.{part}" for part in ("level", "cluster", "superior")},
    "deadline": {f"deadline.{what}" for what in DeadlineKind},
    "check": {"check.mode.exercise", *(f"check.trust.{why}" for why in LACKS_TRUST)},
    "step": {f"step.{step}" for step in Step if step is not Step.READING},
    "lying": {"link", "no_file", "bad_name", "not_readable"},
}
"""Keys that the source puts together."""


def of_the_report(text, known):
    """The keys of the report: its questions, their columns, and what stands in them by a code."""
    for key in TABLES:
        yield from (f"report.table.{key}", f"report.note.{key}")
        yield from (f"report.column.{column.key}" for column in COLUMNS[key])
    yield from (f"report.column.{key}" for key in (*xlsx._OF_UNIT, "persons"))
    yield from (f"report.part.{part}" for part in PARTS)
    yield from (f"report.deadline.{what}" for what in DeadlineKind)
    yield from (f"report.column.{key}" for key in agreement._PLAIN)
    yield from (f"report.figure.{key}" for key in re.findall(r'\("([a-z_]+)", (?:total\.|share\(|held_share\()', text))
    yield from (f"report.figure.{key}" for key in re.findall(r'yield "([a-z_]+)", (?:report|len)', text))
    yield from (f"report.page.{name}" for name in (*page._PLAIN, *page._WITH))
    codes = {*State, *MeasuredOn, *re.findall(r'"([a-z_]+)"', text)}
    yield from (key for key in known if key.startswith("report.word.") and key.rpartition(".")[2] in codes)


def given(known=()):
    text = "".join(path.read_text() for path in SOURCES)
    plain = set(re.findall(r'words\(\s*"archive\.([a-z_.]+)"', text))
    plain |= set(re.findall(r'showing_progress\((?:terminal\.)?words, "archive\.([a-z_.]+)"', text))
    plain |= set(re.findall(r'domain="archive", key="([a-z_]+)"', text))
    plain |= set(re.findall(r'"([a-z_]+)", domain="archive"', text))
    plain |= {*of_the_report(text, known)}
    plain |= set(re.findall(r'_said\(\s*words,\s*"([a-z_]+)"', text))
    plain |= {"misplaced", "unknown_kind"}
    plain |= {f"matter.{name}" for name in re.findall(r'^        \("([a-z_]+)", \[', text, re.MULTILINE)}
    plain |= {"matter.misfits"}
    plain |= {
        f"column.{name}" for name in ("name", "units", "held", "late", "seats", "elected", "open", "second_ballots")
    }
    return plain.union(*BUILT.values())


@pytest.mark.parametrize("lang", Lang)
def test_every_sentence_is_there_and_none_is_left_over(lang):
    known = entries("archive", lang).keys()
    assert known == given(known)


def test_the_scan_finds_what_is_there():
    assert {
        "no_index",
        "changed",
        "verified.read",
        "conflict",
        "status.units",
        "matter.gaps",
        "report.table.units",
    } <= given()
    assert len(State) == 4
