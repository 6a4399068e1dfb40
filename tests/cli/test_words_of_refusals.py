"""Whatever the record turns away is told in both languages, and its sentence asks for nothing that is not handed on."""

import ast

import pytest

from tally.cli.refusals import about, fault_of
from tally.faults import BadInput
from tally.record.refusal import Refused
from tally.words import Lang, Words
from tally.words.sentences import fault_sentence
from tests.cli.source import REFUSAL_CALLS, Site, called, entries, params, sites, texts, trees

FORM_CALLS = {"read_object", "model_of", "read_model", "check_spelling"}
"""Calls of tally/record/form.py that are given the code they refuse with."""
FORM_PARAMS = frozenset({"location", "fault"})
COMPUTED = {
    "archive/facts.py": set(),  # what the bytes were refused for, as the check has it
    "record/ed25519.py": {"public_key_not_canonical", "public_key_small_order"},
    "record/form.py": set(),
    "cli/audit.py": {"reading_found_and_not"},
}
"""Where the source puts a code together or hands it on, and what comes out that stands nowhere else in full."""


def _refused_calls():
    for where, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and called(node) == "Refused":
                yield where, node, tree


def _refusals():
    """Give every code there is, where it is given, and the names of what goes with it."""
    yield from sites(REFUSAL_CALLS)
    for site in sites(FORM_CALLS):
        yield Site(site.where, site.key, FORM_PARAMS)
    for where, node, tree in _refused_calls():
        for code in COMPUTED.get(where, set()) if not texts(node.args[0], tree) else ():
            yield Site(f"{where}:{node.lineno}", code, params(node, tree))


REFUSALS = sorted(set(_refusals()), key=lambda site: (site.key, site.where))


def test_the_source_is_read_as_it_is_written():
    found = {site.key: site.params for site in REFUSALS}
    assert found["wrong_passphrase"] == frozenset()
    assert found["word_count"] == {"count", "needed"}
    assert found["bad_enrolment"] == FORM_PARAMS
    assert {"public_key_small_order", "random_source_fails", "not_an_opening", "bad_seed"} <= found.keys()
    assert len(found) > 70


def test_every_code_that_the_source_puts_together_is_known():
    in_full = {(site.where, site.key) for site in sites(REFUSAL_CALLS)}
    for where, node, _ in _refused_calls():
        if not any(site == f"{where}:{node.lineno}" for site, _ in in_full):
            assert where in COMPUTED, f"{where}:{node.lineno}"


@pytest.mark.parametrize("site", REFUSALS, ids=lambda site: f"{site.where}-{site.key}")
@pytest.mark.parametrize("lang", Lang)
def test_every_refusal_has_a_sentence_that_asks_for_nothing_it_lacks(site, lang):
    assert site.key in entries("refusal", lang)
    assert site.params is not None
    assert entries("refusal", lang)[site.key] <= site.params


def test_no_sentence_is_kept_for_a_refusal_that_nothing_gives():
    assert entries("refusal").keys() == {site.key for site in REFUSALS}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("key", sorted({site.key for site in REFUSALS}))
def test_a_sentence_says_what_happened_and_what_to_do(lang, key):
    """Two sentences at least, or two halves of one; how well they say it, people judge."""
    said = Words(lang)(f"refusal.{key}", **dict.fromkeys(entries("refusal", lang)[key], "x"))
    assert said.endswith(".")
    assert said.count(". ") >= 1 or "; " in said


def told(refused, lang=Lang.EN, **given):
    with pytest.raises(BadInput) as caught, about("a.record", **given):
        raise refused
    [fault] = caught.value.faults
    return fault.path, fault.location, fault.code, fault_sentence(Words(lang), fault)


def test_a_refusal_is_told_of_its_file_in_the_language_chosen():
    assert told(Refused("not_a_note"))[:3] == ("a.record", "-", "not_a_note")
    assert "cuối tệp" in told(Refused("not_a_note"), Lang.VI)[3]
    assert "at the end" in told(Refused("not_a_note"))[3]


def test_a_refusal_is_told_at_the_place_that_it_names_otherwise_at_the_one_given():
    named = Refused("bad_record", location="rounds[0].base", fault="missing.key")
    assert told(named)[1] == told(named, place="--record")[1] == "rounds[0].base"
    assert told(Refused("bad_seed"), place="--seed")[1] == "--seed"
    assert fault_of(Refused("bad_seed"), "x").location == "-"


def test_places_and_names_are_no_figures_and_a_kind_of_ballot_has_its_words():
    assert "Line 12345 is" in told(Refused("not_canonical", line=12345))[3]
    assert "Ballot 12345 was" in told(Refused("leaf_not_opened", index=12345))[3]
    assert "1,048,576 bytes" in told(Refused("too_large", most=1048576))[3]
    assert Words(Lang.EN)("term.ballot.boxes") in told(Refused("another_kind_of_ballot", expected="boxes"))[3]
    assert "the kind tuple" in told(Refused("not_a_value", kind="tuple"))[3], "not a kind of ballot"


def test_what_is_done_without_a_refusal_is_left_alone():
    with about("a.record"):
        pass
    with pytest.raises(KeyError), about("a.record"):
        raise KeyError


def test_no_secret_goes_with_any_refusal():
    for site in REFUSALS:
        assert not site.params & {"passphrase", "seed", "private", "typed", "salt"}, site
