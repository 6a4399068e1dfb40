"""Every fault, finding and code that the source can give has words in both languages, which ask for nothing it lacks.

The source itself is read, so that a new code without words is found here and not at a counting table.
"""

import ast
from itertools import product

import pytest

from tally.cli.commands import COMMANDS, EVERYWHERE, EXITS, FLAGS, VALUES
from tally.congress import STATUSES, MeetingKind
from tally.contest import MeasuredOn
from tally.count import Stop
from tally.faults import Fault
from tally.files.values import _KEYS
from tally.promise import Prospect
from tally.regulation import REGULATIONS
from tally.votes import CapBase, CardStatus, Level, PersonStatus, Standing
from tally.words import Lang, Words
from tests.cli.source import FAULT_CALLS, FINDING_CALLS, HOME, entries, sites

BOTH = [Words(lang) for lang in Lang]
BALLOTS = {"issued", "collected", "valid", "invalid"}
FAULTS = sorted(set(sites(FAULT_CALLS)), key=lambda site: (site.key, site.where))
FINDINGS = sorted(set(sites(FINDING_CALLS)), key=lambda site: (site.key, site.where))

FORM_FAULTS = {
    "missing.key": {"missing"},
    "unknown_key": {"unknown"},
    "bad_value.integer": {"least", "most"},
    "bad_value.too_low": {"least"},
    "bad_value.too_high": {"most"},
    "bad_value.choice": {"expected"},
    "bad_value.unseen_character": {"character"},
    "bad_value.too_many": {"most"},
    "bad_value.long_text": {"most"},
}
"""What values.py says beside the keys that stand for pydantic's own; the others of them say nothing."""

BUILT = {
    "not_quorate": {"present", "summoned"},
    "not_quorate.bodies": {"present", "summoned", "bodies_present", "bodies_summoned"},
    "surplus_over_limit": {"list", "seats", "surplus", "limit"},
    "floor_nominee_not_supported": {"number", "name", "attending", "agreed"},
    "card_sum_mismatch": {"persons", "attending"},
    "card_sum_mismatch.decision": {"choice", "after_round", "persons", "attending"},
    "issued_exceed_present": {"issued", "present"},
    "ballots_exceed_issued": BALLOTS,
    "collected_exceed_present": BALLOTS | {"present"},
    "collected_mismatch": BALLOTS,
    "votes_exceed_valid": BALLOTS,
    "votes_exceed_valid.people": BALLOTS | {"people"},
    "votes_do_not_fit": BALLOTS,
    "reasons_mismatch": BALLOTS,
    "surplus_outside_prepared_range.one": {"prepared", "least", "most", "seats"},
    "regulation_not_in_force": {"regulation", "date", "since", "until"},
    "regulation_not_in_force.ended": {"regulation", "date", "since", "until"},
    "same_name": {"name", "numbers"},
    "duplicate_candidate": {"name", "numbers"},
}
"""The figures of findings whose parameters the code builds up, or whose key the command chooses by them."""


def test_the_source_is_read_as_it_is_written():
    """A scan that finds nothing proves nothing: these are places of every kind."""
    keys = {site.key for site in FAULTS}
    for key in (
        "file_missing.not_there",
        "bad_value.merged",
        "unknown_candidate",
        "bad_value.number",
        "round_does_not_answer.but",
        "unreadable.password",
        "file_exists",
        "not_written",
        "usage.unknown_lang",
    ):
        assert key in keys
    codes = {site.key for site in FINDINGS}
    assert {"not_quorate", "surplus_over_limit", "alternates_tied", "collected_exceed_present"} <= codes
    assert {"birth_year_only", "card_sum_mismatch", "same_name"} <= codes
    assert len(FAULTS) > 80
    assert len(FINDINGS) > 30


@pytest.mark.parametrize("site", FAULTS, ids=lambda site: f"{site.where}-{site.key}")
def test_every_fault_has_a_sentence_that_asks_for_nothing_it_lacks(site):
    assert site.key in entries("fault")
    assert site.params is not None
    assert entries("fault")[site.key] <= site.params


@pytest.mark.parametrize("key", sorted(set(_KEYS.values()) | {"bad_value.other"}))
def test_what_the_models_refuse_has_a_sentence(key):
    assert entries("fault")[key] <= FORM_FAULTS.get(key, set())


@pytest.mark.parametrize("site", FINDINGS, ids=lambda site: f"{site.where}-{site.key}")
def test_every_finding_has_a_sentence_that_asks_for_nothing_it_lacks(site):
    given = BUILT.get(site.key, site.params)
    assert given is not None, "the source does not show the parameters: say above what they are"
    assert entries("finding")[site.key] <= given


@pytest.mark.parametrize("stop", Stop)
def test_every_reason_to_stop_is_said_in_the_middle_of_a_sentence_and_as_a_finding(stop):
    assert f"stop.{stop}" in entries("report")
    assert entries("finding")[stop] <= BUILT[stop]


@pytest.mark.parametrize("key", [key for key in BUILT if "." in key])
def test_what_one_code_says_in_two_ways_asks_for_nothing_it_lacks(key):
    assert entries("finding")[key] <= BUILT[key]


def test_no_sentence_is_kept_for_a_fault_or_finding_that_nothing_gives():
    assert entries("fault").keys() == {site.key for site in FAULTS} | set(_KEYS.values()) | {"bad_value.other"}
    assert entries("finding").keys() == {site.key for site in FINDINGS} | set(Stop) | BUILT.keys()


CODES = {
    "title": {"count", "check", "card", "rating", "rules"},
    "excluded": {
        status for regulation in REGULATIONS.values() for each in regulation.leaves_base.values() for status in each
    },
    "column": {"number", "name", "votes", "percent", "result", "order", "round", "reason", *Level},
    "mark": {"elected", "alternate", "tied", "over_half", "not_over_half", "not_elected"},
    "came_to": {"complete", "tied", "short", "stopped"},
    "stop": set(Stop),
    "target": {"young", "age", "attribute"},
    "attribute": {"science_technology"},
    "measure": set(MeasuredOn),
    "prospect": {
        "certain.certain",
        "certain.possible",
        "possible.possible",
        "impossible.possible",
        "impossible.impossible",
    },
    "decide": {
        "run_off",
        "tied_again",
        "short",
        "superior_appoints",
        "stopped",
        "rating_stopped",
        PersonStatus.NO_MAJORITY,
        PersonStatus.TIED,
        PersonStatus.OVER_CAP,
    },
    "chair": set(MeetingKind),
    "body": set(MeetingKind),
    "card": set(CardStatus),
    "decided": set(CardStatus),
    "level": set(Level),
    "rated": set(PersonStatus) - {PersonStatus.STOPPED},
    "standing": set(Standing) - {Standing.RATED},
    "cap_base": set(CapBase),
}
"""The groups of the report's words, each with every code the command can ask it for."""


@pytest.mark.parametrize("group", CODES)
def test_a_group_of_the_report_has_words_for_each_of_its_codes_and_no_other(group):
    assert {key.removeprefix(f"{group}.") for key in entries("report") if key.startswith(f"{group}.")} == CODES[group]


def test_every_code_is_one_that_exists():
    assert CODES["excluded"] <= {status for statuses in STATUSES.values() for status in statuses}
    assert CODES["prospect"] <= {f"{full}.{any_case}" for full, any_case in product(Prospect, Prospect)}


def asked_for() -> set[str]:
    """Give every key that the source of the command, and the sentences that it shares with papers, name in full."""
    keys = set()
    for file in (*(HOME / "cli").glob("*.py"), *(HOME / "words").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                domain, dot, rest = node.value.partition(".")
                if dot and domain in ("report", "command", "term", "key") and not rest.endswith("."):
                    keys.add(node.value)
    return keys


def test_every_key_that_the_command_names_has_words_in_both_languages():
    keys = {key for key in asked_for() if "{" not in key}
    assert len(keys) > 60
    for words in BOTH:
        assert [key for key in sorted(keys) if not words.has(key) and not _is_group(key)] == []


def _is_group(key: str) -> bool:
    domain, _, name = key.partition(".")
    return any(entry.startswith(f"{name}.") for entry in entries(domain))


def test_no_word_of_the_report_is_left_over():
    plain = {key for key in entries("report") if key.partition(".")[0] not in CODES}
    named = {key.removeprefix("report.") for key in asked_for() if key.startswith("report.")}
    assert plain <= named
    assert {group for group in CODES if group in entries("report")} <= named | {"excluded"}


SPECIAL = {
    "option.output.seal",
    "option.output.key_new",
    "option.output.key_test",
    "option.output.papers",
    "option.output.archive_report",
    "option.output.template",
    "option.roll.import",
    "option.round.papers",
    "option.key.seal",
    "option.key.open",
    "option.key.archive_recount",
    "option.ballots.verify",
    "option.ballots.open",
    "option.from.trust_revoke",
}
"""Options that are told in another way for one command."""


def test_what_is_told_in_another_way_is_an_option_of_that_command():
    for key in SPECIAL:
        _, option, command = key.split(".")
        assert f"--{option}" in COMMANDS[command.replace("_", " ")].options


def test_the_help_has_words_for_every_command_option_operand_and_exit_status():
    wanted = {"usage", "commands", "options", "exits", "interrupted", "not_written", "about.tally", "operand.COMMAND"}
    for name, command in COMMANDS.items():
        wanted |= {f"{part}.{name.replace(' ', '_')}" for part in ("does", "about")}
        wanted |= {f"operand.{operand.strip('[…]')}" for operand in command.operands}
        wanted |= {f"operand.{command.output}"} | {f"about.{name.split()[0]}"}
    wanted |= {f"option.{option[2:]}" for option in (*EVERYWHERE, *FLAGS, *VALUES)} | SPECIAL
    wanted |= {f"operand.{value}" for value in VALUES.values() if value.isalpha()}
    wanted |= {f"exit.{status}" for form in COMMANDS.values() for status in (*EXITS, *form.exits)}
    assert entries("command").keys() == wanted


def test_both_languages_ask_for_the_same():
    for domain in ("fault", "finding", "report", "command", "key", "refusal"):
        assert entries(domain, Lang.VI).keys() == entries(domain, Lang.EN).keys()


def test_the_code_of_a_fault_is_the_first_part_of_its_key():
    for site in FAULTS:
        assert Fault(path="-", location="-", key=site.key).code == site.key.split(".")[0]
