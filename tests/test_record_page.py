"""docs/record-format.md names every key of the signed files, every code and every limit that they have."""

import re
from pathlib import Path

import pytest

from tally.count import Stop
from tally.record import (
    audit,
    canonical,
    commitment,
    keyfile,
    keyname,
    merkle,
    models,
    note,
    opening,
    sealed,
    trust,
    trust_model,
)
from tally.record import rules as figures
from tally.record.enrolment import EnrolmentModel
from tally.record.keyfile import KeyFileModel
from tally.record.models import RecordModel
from tally.record.rules import rules_tree
from tally.record.trust_model import TrustModel
from tally.record.verify import CODES
from tally.regulation import REGULATIONS
from tests.test_formats_page import _findings_in_the_core as findings_in_the_core

PAGE = (Path(__file__).parent.parent / "docs" / "record-format.md").read_text()


def section(number):
    return re.search(rf"^## {number}\. .*?(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE)[0]


def keys_of(model):
    schema = model.model_json_schema()
    for part in (schema, *schema["$defs"].values()) if "$defs" in schema else (schema,):
        yield from part.get("properties", {})


@pytest.mark.parametrize(
    ("model", "sections"),
    [(EnrolmentModel, [7]), (TrustModel, [8]), (RecordModel, [9, 11]), (KeyFileModel, [15])],
)
def test_every_key_of_a_file_stands_in_its_section(model, sections):
    text = "".join(map(section, sections))
    assert [key for key in keys_of(model) if f"`{key}`" not in text] == []


def test_every_word_that_a_record_may_hold_stands_in_its_section():
    words = {word for part in RecordModel.model_json_schema()["$defs"].values() for word in part.get("enum", ())}
    assert len(words) > 50
    assert [word for word in words if f"`{word}`" not in section(9)] == []


def test_every_finding_stands_in_section_10_with_its_severity():
    rows = dict(re.findall(r"^\| `(\w+)` \| ([EW]) \|", section(10), re.MULTILINE))
    core = {code: severity[0].upper() for code, severity in findings_in_the_core().items()}
    assert rows == core


def test_every_stop_stands_in_section_10_in_the_order_in_which_it_is_told():
    rows = re.findall(r"^\| `(\w+)` \|", section(10).partition("### 10.4")[0], re.MULTILINE)
    assert rows == [stop.value for stop in Stop]


def test_every_check_stands_in_section_12_in_the_order_in_which_it_is_told():
    table = section(12).partition("###")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == [*CODES, "ballots"]


@pytest.mark.parametrize("regulation", REGULATIONS.values(), ids=REGULATIONS)
def test_the_figures_of_a_regulation_are_those_of_section_11(regulation):
    text = section(11)
    tree = rules_tree(regulation)
    assert regulation.id in text
    for day in (tree["since"], tree["until"]):
        assert day is None or f"`{day}`" in text
    rows = {key: row for row in text.split("\n") if row.startswith("|") for key in re.findall(r"`(\w+)`", row)}
    for key, figure in tree.items():
        if isinstance(figure, int):
            assert re.search(rf"\b{figure}\b", rows[key].split("|")[3]), key


def test_every_limit_stands_on_the_page():
    limits = {
        1: [canonical.MOST_BYTES, canonical.MOST_DEPTH],
        2: [canonical.MOST_BYTES, note.MOST_SIGNATURES, note.MOST_NAME],
        5: [note.MOST_NAME],
        8: [trust.LEAST_THRESHOLD, note.MOST_SIGNATURES, trust_model.MOST_KEYS],
        9: [models.MOST_ROUNDS, models.MOST_PERSONS, models.MOST_FINDINGS],
        11: [figures.MOST_SIZES],
        13: [commitment.MOST_BALLOT_BYTES, merkle.MOST_LEAVES, sealed.CHUNK_BYTES, sealed.MOST_RECIPIENTS],
        14: [audit.MOST_RISK],
    }
    for number, most in limits.items():
        for limit in most:
            assert re.search(rf"(?<![\d,]){limit:,}(?!,?\d)", section(number)), (number, limit)
    assert str(keyname.MOST_NUMBER) in section(5)
    for limit in (opening.MOST_BYTES, commitment.MOST_BYTES, sealed.MOST_BYTES):
        assert f"{limit // 2**20} MiB" in section(13)
    least, most = keyfile.REAL.least, keyfile.REAL.most
    assert f"{least.memory_kib:,} to {most.memory_kib:,}" in section(15)
    assert f"{least.passes} to {most.passes}; {least.lanes} to {most.lanes}" in section(15)
