"""Whatever is refused is told in both languages, and no word of the domain is left over."""

import re
from pathlib import Path

import pytest

import station
from tally.faults import Fault
from tally.words import Lang, Words
from tally.words.sentences import fault_sentence
from tests.cli.source import HOME, entries, sites

REFUSALS = sorted(set(sites({"BadFrame"})), key=lambda site: (site.key, site.where))
SOURCES = [*HOME.rglob("*.py"), *Path(station.__file__).parent.rglob("*.py")]
NAMED = {key for file in SOURCES for key in re.findall(r'"frames\.([a-z_]+)"', file.read_text(encoding="utf-8"))}


def test_the_source_is_read_as_it_is_written():
    assert {"not_a_frame", "too_many_frames", "damaged"} <= {site.key for site in REFUSALS}
    assert {"whole", "missing"} <= NAMED


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("site", REFUSALS, ids=lambda site: f"{site.where}-{site.key}")
def test_every_refusal_has_a_sentence_that_asks_for_nothing_it_lacks_and_says_what_to_do(site, lang):
    assert site.params is not None
    assert entries("frames", lang)[site.key] <= site.params
    fault = Fault(path="x", location="-", key=site.key, params=dict.fromkeys(site.params, 7), domain="frames")
    said = fault_sentence(Words(lang), fault)
    assert said.endswith(".")
    assert said.count(". ") >= 1 or "; " in said


def test_no_word_is_left_over():
    assert entries("frames").keys() == {site.key for site in REFUSALS} | NAMED
    assert entries("frames", Lang.VI).keys() == entries("frames", Lang.EN).keys()
