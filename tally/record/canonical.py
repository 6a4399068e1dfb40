"""One document, one spelling: the JSON that is signed.

UTF-8 in NFC, keys sorted by code point, two spaces of indent, ``": "`` and ``","`` with one item a line, whole numbers
alone, no escapes but those JSON demands, and one newline at the end. Whoever writes a document again gets the very same
bytes, so the bytes can be signed, hashed and compared without a question of what they mean.
"""

import json
import unicodedata
from collections import defaultdict
from itertools import chain, zip_longest
from json.encoder import encode_basestring
from typing import Any, TypeAlias

from pydantic_core import from_json, to_json

from tally.files.strict import shown
from tally.record.refusal import Refused

__all__ = ["MOST_BYTES", "MOST_DEPTH", "MOST_NUMBER", "Tree", "first_difference", "read", "write"]

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | int | bool | None"
"""What a document comes to. There are no fractions in it."""

MOST_BYTES = 1024 * 1024
MOST_DEPTH = 12
"""How many objects and lists may stand inside one another."""
MOST_NUMBER = 2**53 - 1
"""The largest number, and below zero the smallest, that every reader of JSON gives back unchanged."""

_LINES = tuple("\n" + "  " * depth for depth in range(MOST_DEPTH + 1))
_ONLY_TEXT = frozenset({str})
_KINDS = frozenset({dict, list, str, int, bool, type(None)})
_MOST_DIGITS = len(str(-MOST_NUMBER))
_WORDS = {None: "null", True: "true", False: "false"}


def write(tree: Tree) -> bytes:
    """Give the one spelling of a tree.

    Nothing is put right on the way. Raises Refused for text that is not NFC (``not_nfc``) or no text at all, half a
    surrogate pair (``not_text``), a number beyond ``MOST_NUMBER`` (``number_out_of_range``), a value or key of another
    type, be it a fraction, a tuple or an enum (``not_a_value``), and a tree too deep or too large.
    """
    try:
        data = (_spelled(tree, 0) + "\n").encode()
    except UnicodeEncodeError:
        raise Refused("not_text") from None
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    return data


def read(data: bytes) -> Tree:
    """Read a document. Raises Refused unless writing it again gives the very same bytes.

    What is plainly in order goes through pydantic's parser and writer, in less than half the time; at the first doubt
    ``write`` decides, and what is wrong gets its name. Beside what ``write`` raises: ``not_utf8``, ``not_json``,
    ``repeated_key``, ``not_an_integer``, and ``not_canonical`` with the first line that is spelled in another way.
    """
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Refused("not_utf8", byte=error.start) from None
    tree = _parsed_at_once(data)
    if _is_plain(tree) and to_json(tree, indent=2) + b"\n" == data and unicodedata.is_normalized("NFC", text):
        return tree
    tree = _parsed(text)
    if (again := write(tree)) != data:
        raise Refused("not_canonical", line=first_difference(data, again))
    return tree


def first_difference(given: bytes, again: bytes) -> int:
    """Give the number (from 1) of the first line in which two documents differ, which are not the same."""
    lines = enumerate(zip_longest(given.split(b"\n"), again.split(b"\n")), start=1)
    return next(number for number, (one, other) in lines if one != other)


def _spelled(node: Tree, depth: int) -> str:
    if type(node) is str:
        return _text(node)
    if type(node) is int:
        return _number(node)
    if node is None or type(node) is bool:
        return _WORDS[node]
    if depth == MOST_DEPTH:
        raise Refused("too_deep", most=MOST_DEPTH)
    if type(node) is list:
        return _block("[]", [_spelled(item, depth + 1) for item in node], depth)
    if type(node) is dict and _ONLY_TEXT.issuperset(map(type, node)):
        return _block("{}", [f"{_text(key)}: {_spelled(node[key], depth + 1)}" for key in sorted(node)], depth)
    raise Refused("not_a_value", kind=type(node).__name__)


def _block(brackets: str, items: list[str], depth: int) -> str:
    inner = _LINES[depth + 1]
    return brackets[0] + inner + ("," + inner).join(items) + _LINES[depth] + brackets[1] if items else brackets


def _text(text: str) -> str:
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        raise Refused("not_nfc", text=shown(text))
    return encode_basestring(text)


def _number(number: int) -> str:
    if not -MOST_NUMBER <= number <= MOST_NUMBER:
        raise Refused("number_out_of_range", most=MOST_NUMBER)
    return str(number)


def _parsed_at_once(data: bytes) -> Tree:
    """Parse a document; where that cannot be, give None, of which these bytes are not the spelling."""
    try:
        tree: Tree = from_json(data)
    except ValueError:
        return None
    return tree


def _is_plain(tree: Tree) -> bool:
    """Whether ``write`` takes every value of a tree, text aside, and every key stands in its place; False in doubt.

    Level by level, because that leaves nothing to be done node by node but to tell the kinds apart.
    """
    level = [tree]
    for _ in range(MOST_DEPTH):
        kinds: defaultdict[type, list[Any]] = defaultdict(list)
        for node in level:
            kinds[type(node)].append(node)
        if not _KINDS.issuperset(kinds) or any(list(keys) != sorted(keys) for keys in set(map(tuple, kinds[dict]))):
            return False
        if not -MOST_NUMBER <= min(kinds[int], default=0) <= max(kinds[int], default=0) <= MOST_NUMBER:
            return False
        level = [*chain.from_iterable(map(dict.values, kinds[dict])), *chain.from_iterable(kinds[list])]
    return not level


def _parsed(text: str) -> Tree:
    try:
        tree: Tree = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_no_integer,
            parse_constant=_no_integer,
        )
    except json.JSONDecodeError as error:
        raise Refused("not_json", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise Refused("too_deep", most=MOST_DEPTH) from None
    return tree


def _object(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    node: dict[str, Tree] = {}
    for key, value in pairs:
        if key in node:
            raise Refused("repeated_key", key=shown(key))
        node[key] = value
    return node


def _integer(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:  # before int(), which takes its time over thousands of digits
        raise Refused("number_out_of_range", most=MOST_NUMBER)
    return int(digits)


def _no_integer(number: str) -> int:
    raise Refused("not_an_integer", number=shown(number))
