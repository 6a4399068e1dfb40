"""Whatever a check of a record can find is told in both languages, and no words are kept that nothing asks for.

The source itself is read, so that a check without words is found here and not in front of an auditor.
"""

import ast
from dataclasses import dataclass
from string import Formatter

import pytest

from tally.cli.check_lines import check_sentence
from tally.congress import BlankBoxes
from tally.record.check import Check, failed, held
from tally.record.verify import CODES, Verdict
from tally.words import Lang, Words
from tests.cli.source import HOME, called, entries, names, texts, trees

ALL = {*CODES, "ballots"}
CALLS = {"held", "failed"}
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
TITLES = {"title", "title.verify", "title.diff", "made", "board", "roll", "list"}
COLUMNS = {f"column.{column}" for column in ("sex", "born", "ethnicity", "nominated_by")}
LINES = {"auditor", "board_member", "board_member_on_list", "status", "person", "born", "day"}
NOTES = {"agreed_by", "from_round", "withdrawn_before_round"}
NOTES |= {"home", "position", "education", "theory", "admitted", "official"}
UNENDED = {"holds", "fails", "not_compared", "check", "difference", "sealed_ballots", "file", *COLUMNS, *LINES, *NOTES}


@dataclass(frozen=True)
class Found:
    """What a check can come to: where the source says so, the checks it may be, why, and what goes with it."""

    where: str
    codes: frozenset[str]
    why: str
    params: frozenset[str]


def found():
    for file, tree in trees():
        owner = {}
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef):
                owner |= dict.fromkeys(ast.walk(scope), scope)
        for node, scope in owner.items():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS:
                where = f"{file}:{node.lineno}"
                for why in whys(node, scope, tree):
                    yield Found(where, codes(node, scope, tree), why, given(node, scope, tree))


def codes(node, scope, module):
    """The checks that a call is of: what it names itself, or what the loop around it goes through."""
    code = node.args[0]
    around = [part for part in ast.walk(scope) if isinstance(part, LOOPS) and node in ast.walk(part)]
    looped = [each.iter for part in around for each in part.generators if name_of(each.target) == name_of(code)]
    some = set().union(*(texts(part, scope) or texts(part, module) for part in looped or [code]))
    return frozenset(some or ALL)


def whys(node, scope, module):
    """What a call can find: what it says, or what the function that it stands in is given for it."""
    why = node.args[1]
    arguments = [argument.arg for argument in scope.args.args]
    if name_of(why) not in arguments:
        return texts(why, scope)
    place = arguments.index(name_of(why))
    calls = [part for part in ast.walk(module) if isinstance(part, ast.Call) and called(part) == scope.name]
    return set().union(*(texts(call.args[place], module) for call in calls))


def name_of(node):
    return node.id if isinstance(node, ast.Name) else None


def given(node, scope, module):
    """The names that go with a finding, those of a mapping or of what a function gives among them."""
    own = {keyword.arg for keyword in node.keywords if keyword.arg}
    for spread in (keyword.value for keyword in node.keywords if keyword.arg is None):
        shown = names(spread, scope) if not isinstance(spread, ast.Call) else returned(called(spread), module)
        assert shown is not None, f"line {node.lineno}: the source does not show what goes with it"
        own |= shown
    return frozenset(own)


def returned(name, module):
    [function] = [part for part in module.body if isinstance(part, ast.FunctionDef) and part.name == name]
    [end] = [part for part in ast.walk(function) if isinstance(part, ast.Return)]
    return names(end.value, function)


FOUND = sorted(set(found()), key=lambda one: (one.where, one.why))


def keys(one):
    """The words that say it, of each check that it may be."""
    return {
        f"check.{code}.{one.why}" if f"check.{code}.{one.why}" in entries("record") else f"check.any.{one.why}"
        for code in one.codes
    }


def test_the_source_is_read_as_it_is_written():
    by_why = {one.why: one for one in FOUND}
    assert by_why["agrees"].codes == {"arithmetic", "outcome", "structure", "findings"}
    assert by_why["unreadable"].codes >= {"signatures", "chain"}
    assert by_why["given_twice"].codes == {"chain"}
    assert by_why["not_of_the_board"].params == {"have", "needed", "keys", "others"}
    assert by_why["other_figures"].params == {"regulation", "place", "record", "reckoned"}
    assert by_why["sums_differ"].params == {"round", "valid", "invalid", "record", "refused"}
    assert {"pinned", "not_pinned", "recounted", "sums_agree", "training_expected"} <= by_why.keys()
    assert len(FOUND) > 40


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("one", FOUND, ids=lambda one: f"{one.where}-{one.why}")
def test_whatever_a_check_finds_has_a_sentence_that_asks_for_nothing_it_lacks(lang, one):
    for key in keys(one):
        assert key in entries("record", lang)
        assert entries("record", lang)[key] <= one.params


def test_both_languages_have_the_same_words_and_ask_for_the_same():
    one, other = (entries("record", lang) for lang in Lang)
    assert {key: asked - {"n"} for key, asked in one.items()} == {key: asked - {"n"} for key, asked in other.items()}


def test_no_words_of_a_check_are_left_over():
    wanted = {key for one in FOUND for key in keys(one)} | {f"check.{code}" for code in ALL}
    assert {key for key in entries("record") if key.startswith("check.")} == wanted


OF_ONE = {*Verdict, "to_sign", "training", "replaced"}


def asked_for():
    """Every key of the domain that the command's source names in full."""
    for file in sorted((HOME / "cli").glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("record."):
                yield node.value.removeprefix("record.").rstrip(".")


def test_every_other_word_is_one_that_the_command_asks_for():
    others = {key for key in entries("record") if not key.startswith("check.")}
    built = {"verdict", "verdict.of_one", "check", "check.any", "column", "blank_boxes"}
    wanted = {*asked_for()} - built | {"check"} | {f"verdict.{verdict}" for verdict in Verdict} | {"verdict.training"}
    wanted |= COLUMNS | {f"blank_boxes.{setting}" for setting in BlankBoxes}
    assert others | {"check"} == wanted | {f"verdict.of_one.{said}" for said in OF_ONE}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("key", sorted(entries("record")))
def test_a_sentence_ends_and_a_name_or_a_title_does_not(lang, key):
    said = Words(lang)(f"record.{key}", **dict.fromkeys(entries("record", lang)[key] | {"n"}, 1))
    if key in TITLES | UNENDED:
        assert not said.endswith(".")
    elif key.partition(".")[2] in ALL and key.startswith("check."):
        assert len(said) <= 18, "the name of a check stands before its sentence"
    else:
        assert said.endswith((".", ":", "…")), said


def test_places_and_days_are_no_figures():
    vi, en = Words(Lang.VI), Words(Lang.EN)
    outside = failed("trust", "outside_validity", date="2025-02-14", first="2026-01-01", last="2030-12-31")
    assert "từ ngày 01 tháng 01 năm 2026 đến hết ngày 31 tháng 12 năm 2030" in check_sentence(vi, outside)
    assert "from 1 January 2026 to 31 December 2030; this one was on 14 February 2025" in check_sentence(en, outside)
    assert "số 1234;" in check_sentence(vi, held("chain", "before_not_given", sequence=1234, before=1233))
    assert "1.234 chữ ký" in check_sentence(vi, held("signatures", "good", n=1234))


def test_what_was_refused_in_a_check_is_said_as_everywhere_else():
    refused = Check(code="encoding", ok=False, why="not_canonical", params={"line": 12345})
    assert check_sentence(Words(Lang.EN), refused).startswith("Line 12345 is")
    assert [field for _, field, _, _ in Formatter().parse(check_sentence(Words(Lang.VI), refused)) if field] == []
