"""Bytes -> a tree of plain values, refusing whatever could be read in two ways.

JSON and TOML are read by the standard library; what it lets pass is refused here: a key that stands twice, text that is
not UTF-8, depth and size beyond any real file.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tally.faults import BadInput, Fault

__all__ = ["Tree", "location", "read_tree"]

Tree = dict[str, Any]
"""What a JSON or TOML document comes to; floats are among its values until the models refuse them."""

MOST_BYTES = 16 * 1024 * 1024
MOST_DEPTH = 12


class _Repeating(dict[str, Any]):
    """An object of the document in which ``repeated`` keys stood more than once."""

    repeated: tuple[str, ...] = ()


def read_tree(path: str, data: bytes) -> Tree:
    """Read a JSON document, or a TOML one if the name ends in ``.toml``. Raises BadInput with its faults."""
    if len(data) > MOST_BYTES:
        raise BadInput([_fault(path, "-", "bad_value.too_large", most=MOST_BYTES)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([_fault(path, f"byte {error.start}", "not_utf8")]) from None
    tree = _parse(path, text)
    if not isinstance(tree, dict):
        raise BadInput([_fault(path, "-", "bad_value.object")])
    faults = [
        _fault(path, location((*place, key)), "repeated_key", repeated=key)
        for place, node in _objects(tree)
        for key in node.repeated
    ]
    if faults:
        raise BadInput(faults)
    return tree


def _parse(path: str, text: str) -> object:
    try:
        if path.lower().endswith(".toml"):
            return tomllib.loads(text)
        return json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        fault = _fault(path, f"line {error.lineno}, column {error.colno}", "bad_syntax.json")
    except tomllib.TOMLDecodeError as error:
        fault = _fault(path, "-", "bad_syntax.toml", detail=str(error))
    except RecursionError:
        fault = _fault(path, "-", "bad_value.too_deep", most=MOST_DEPTH)
    except ValueError:  # an integer of thousands of digits
        fault = _fault(path, "-", "bad_value.huge_number")
    raise BadInput([fault])


def _object(pairs: list[tuple[str, object]]) -> _Repeating:
    node = _Repeating(pairs)
    if len(node) < len(pairs):
        times = Counter(key for key, _ in pairs)
        node.repeated = tuple(key for key, count in times.items() if count > 1)
    return node


def _objects(node: object, place: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], _Repeating]]:
    """Give every object that has repeated keys, with its place; stop at the depth that the models refuse anyway."""
    if len(place) > MOST_DEPTH:
        return
    if isinstance(node, _Repeating) and node.repeated:
        yield place, node
    children = node.items() if isinstance(node, Mapping) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from _objects(child, (*place, key))


def location(place: tuple[str | int, ...]) -> str:
    """Write a place in a tree as formats.md does: ``contests[0].candidates[3].name``; ``-`` for the whole."""
    text = ""
    for step in place:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text or "-"


def _fault(path: str, place: str, key: str, /, **params: str | int) -> Fault:
    return Fault(path=path, location=place, key=key, params=params)
