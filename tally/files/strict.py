"""Bytes -> a tree of plain values, refusing whatever could be read in two ways.

JSON and TOML are read by the standard library; what it lets pass is told here: a key that stands twice, text that is
not UTF-8, depth and size beyond any real file.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tally.faults import BadInput, Fault

__all__ = ["Place", "Placed", "Tree", "key_faults", "location", "read_tree", "shown"]

Tree = dict[str, Any]
"""What a JSON or TOML document comes to; floats are among its values until the models refuse them."""
Place = tuple[str | int, ...]
"""The keys and indexes that lead to a part of a tree; of the whole tree, none."""
Placed = tuple[Place, Fault]
"""A fault with the part of the tree that it lies in."""

MOST_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 12
MOST_DIGITS = 18
MOST_SHOWN = 60

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TOML_TWICE = re.compile(r"Cannot overwrite|Cannot declare|Duplicate inline table key (?P<inline>.+)")
_TOML_KEY = re.compile(r"^[ \t]*([^\s=#\[{][^=\n]*)=", re.MULTILINE)
_TOML_DOTTED = re.compile(r"""(?<![\w-])(?:(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""", re.ASCII)
"""A key of more parts than any document is deep, over which the standard library takes memory by the square."""
_TOML_TABLE = re.compile(r"[ \t]*\[+([^\]]*)")


class _Object(dict[str, Any]):
    """An object of a JSON document: of ``repeated`` keys it has the last value, of ``unreadable`` ones none."""

    repeated: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()


def read_tree(path: str, data: bytes) -> Tree:
    """Read a JSON document, or a TOML one if the name ends in ``.toml``.

    Raises BadInput if it comes to no tree. What is wrong with the keys of the tree, ``key_faults`` says.
    """
    if len(data) > MOST_BYTES:
        raise BadInput([_fault(path, "-", "bad_value.too_large", most=MOST_BYTES)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([_fault(path, f"byte {error.start}", "not_utf8")]) from None
    tree = _parse(path, text)
    if not isinstance(tree, dict):
        raise BadInput([_fault(path, "-", "bad_value.object")])
    return tree


def key_faults(path: str, tree: Tree) -> list[Placed]:
    """Say which keys of the tree stood more than once, and which are no text; each with its place."""
    faults: list[Placed] = []
    if not isinstance(tree, _Object):  # from TOML, or from a document that is read only in its one spelling
        return faults
    for place, node in _objects(tree):
        for key in node.repeated:
            there = (*place, key)
            faults.append((there, _fault(path, location(there), "repeated_key", repeated=shown(key))))
        for key in node.unreadable:
            there = (*place, key)
            faults.append((there, _fault(path, location(there), "unknown_key", unknown=shown(key))))
    return faults


def _parse(path: str, text: str) -> object:
    try:
        if path.lower().endswith(".toml"):
            if _TOML_DOTTED.search(text):
                raise RecursionError
            return tomllib.loads(text)
        return json.loads(text, object_pairs_hook=_object, parse_int=_integer)
    except json.JSONDecodeError as error:
        fault = _fault(path, f"line {error.lineno}, column {error.colno}", "bad_syntax.json")
    except tomllib.TOMLDecodeError as error:
        fault = _toml_fault(path, text, str(error))
    except RecursionError:
        fault = _fault(path, "-", "bad_value.too_deep", most=MOST_DEPTH)
    except ValueError:  # an integer of thousands of digits in TOML
        fault = _fault(path, "-", "bad_value.huge_number")
    raise BadInput([fault])


def _object(pairs: list[tuple[str, object]]) -> _Object:
    """Make an object of its pairs; half a character is no text, and so no key of any document."""
    node = _Object(pair for pair in pairs if not _SURROGATE.search(pair[0]))
    if len(node) < len(pairs):
        times = Counter(key for key, _ in pairs)
        node.repeated = tuple(key for key, count in times.items() if count > 1)
        node.unreadable = tuple(filter(_SURROGATE.search, times))
    return node


def _integer(digits: str) -> int:
    """Read an integer; of one beyond any use, its first digits, which the models refuse at its place all the same."""
    return int(digits[:MOST_DIGITS])


def _toml_fault(path: str, text: str, message: str) -> Fault:
    """Tell where TOML breaks off; of a key that stands twice, give its name, which the standard library leaves out."""
    lines = text.split("\n")
    line, column, end = len(lines), len(lines[-1]) + 1, _TOML_PLACE.search(message)
    if end and end[1]:
        line, column = int(end[1]), int(end[2])
    place = f"line {line}, column {column}"
    message = _TOML_PLACE.sub("", message)
    twice = _TOML_TWICE.match(message)
    if not twice:
        return _fault(path, place, "bad_syntax.toml", detail=message)
    table = _TOML_TABLE.match(lines[line - 1])
    key = twice["inline"] or (table or [*_TOML_KEY.finditer("\n".join(lines[:line]))][-1])[1]
    return _fault(path, place, "repeated_key", repeated=shown(key.strip(" \t\"'")))


def _objects(node: object, place: Place = ()) -> Iterator[tuple[Place, _Object]]:
    """Give every object of a JSON document with its place; stop at the depth that the models refuse anyway."""
    if len(place) > MOST_DEPTH:
        return
    if isinstance(node, _Object):
        yield place, node
    children = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from _objects(child, (*place, key))


def location(place: Place) -> str:
    """Write a place in a tree as docs/formats.md does: ``contests[0].candidates[3].name``; ``-`` for the whole."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{shown(step)}" if text else shown(step)
    return text or "-"


def shown(text: str) -> str:
    """Give text of a file so that it can be told on one line: cut short, and what cannot be seen as its code point."""
    short = text if len(text) <= MOST_SHOWN else text[:MOST_SHOWN] + "…"
    return "".join(character if character.isprintable() else f"\\u{ord(character):04x}" for character in short)


def _fault(path: str, place: str, key: str, /, **params: str | int) -> Fault:
    return Fault(path=path, location=place, key=key, params=params)
