"""The program's own source and catalogues, read for the keys that stand in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.pofile import read_po

import tally
from tally.words import Lang
from tally.words.catalogue import LOCALE

HOME = Path(tally.__file__).parent
FAULT_CALLS = {"Fault", "note", "fault", "whole_fault", "_fault", "BadText", "_misuse", "_objection", "check_fault"}
FINDING_CALLS = {"Finding", "finding", "tell", "_same"}
REFUSAL_CALLS = {"Refused"}
USAGE = {"_misuse": "usage."}
"""Calls that put something before the key they are given."""


@dataclass(frozen=True)
class Site:
    """A place in the source that gives a key, and the names that go with it: None where the code builds them up."""

    where: str
    key: str
    params: frozenset[str] | None


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    """Give every value that a name is given in a function, whole or added to it."""
    values = []
    for node in ast.walk(scope):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AnnAssign | ast.AugAssign) and node.value is not None:
            values += [node.value for target in targets if isinstance(target, ast.Name) and target.id == name]
    return values


def texts(node: ast.expr | None, scope: ast.AST, met: frozenset[str] = frozenset()) -> set[str]:
    """Give the texts an expression can be: a constant, a choice between some, or a name that was given them."""
    parts: list[ast.expr] = []
    if isinstance(node, ast.Constant):
        return {node.value} if isinstance(node.value, str) and node.value else set()
    if isinstance(node, ast.IfExp):
        parts = [node.body, node.orelse]
    elif isinstance(node, ast.BoolOp):
        parts = node.values
    elif isinstance(node, ast.Tuple):
        parts = node.elts
    elif isinstance(node, ast.Subscript):
        parts = [node.value]
    elif isinstance(node, ast.Name) and node.id not in met:
        met, parts = met | {node.id}, assigned(node.id, scope)
    return set().union(*(texts(part, scope, met) for part in parts))


def names(node: ast.expr | None, scope: ast.AST) -> set[str] | None:
    """Give the keys a mapping of parameters has for certain; None if the source does not show them."""
    if node is None:
        return set()
    if isinstance(node, ast.Dict):
        return {key.value for key in node.keys if isinstance(key, ast.Constant)}
    if isinstance(node, ast.Name):
        found = [names(value, scope) for value in assigned(node.id, scope) if isinstance(value, ast.Dict)]
        return found[0] if found else None
    return None


def params(node: ast.Call, scope: ast.AST) -> frozenset[str] | None:
    given = {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
    if called(node) == "check_fault":
        return frozenset({"check", "detail"})
    if called(node) in ("Fault", "Finding"):
        shown = names(given.get("params"), scope)
        return None if shown is None else frozenset(shown)
    spread = [names(keyword.value, scope) for keyword in node.keywords if keyword.arg is None]
    if None in spread:
        return None
    return frozenset(given).union(*spread) - {"severity", "rule"}


@cache
def trees() -> tuple[tuple[str, ast.Module], ...]:
    """Give every file of the source by its place, parsed once for all who ask."""
    files = sorted(HOME.rglob("*.py"))
    return tuple((str(file.relative_to(HOME)), ast.parse(file.read_text(encoding="utf-8"))) for file in files)


@cache
def calls_made() -> tuple[tuple[str, ast.Call, ast.AST], ...]:
    """Give every call of the source: its file, itself, and the function it stands in."""
    found = []
    for where, tree in trees():
        owner: dict[ast.AST, ast.AST] = {}
        for scope in ast.walk(tree):
            if isinstance(scope, ast.FunctionDef | ast.Module):
                owner |= dict.fromkeys(ast.walk(scope), scope)
        found += [(where, node, scope) for node, scope in owner.items() if isinstance(node, ast.Call)]
    return tuple(found)


def sites(calls: set[str]) -> Iterator[Site]:
    """Give every place where one of the calls gives a key: as ``key`` or ``code``, else plainly, last or first."""
    for where, node, scope in calls_made():
        if called(node) in calls:
            plain = node.args[:1] if called(node) in FINDING_CALLS | REFUSAL_CALLS else node.args[-1:]
            named = () if called(node) in REFUSAL_CALLS else ("key", "code")
            given = [keyword.value for keyword in node.keywords if keyword.arg in named]
            for key in set().union(*(texts(part, scope) for part in given or plain)):
                yield Site(f"{where}:{node.lineno}", USAGE.get(called(node), "") + key, params(node, scope))


@cache
def entries(domain: str, lang: Lang = Lang.VI) -> dict[str, set[str]]:
    """Give every entry of a catalogue with its placeholders."""
    with (LOCALE / lang / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        found = {}
        for message in read_po(file):
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                forms = [message.string] if isinstance(message.string, str) else list(message.string)
                parsed = [field for form in forms for _, field, _, _ in Formatter().parse(form)]
                found[key.partition(".")[2]] = {field for field in parsed if field}
    return found
