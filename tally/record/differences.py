"""Where two documents differ, place by place: a record and what its figures come to, or two records.

Items of a list are matched by what names them (a number, a name, an id), so that a person who was added is one
difference, and not one for everybody below.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from tally.files.strict import shown
from tally.record.canonical import Tree

__all__ = ["Difference", "Steps", "differences"]

Steps: TypeAlias = tuple[str, ...]
"""The keys that lead to a part of a document; an item of a list is named by its number, name or place."""

_NAMES = ("number", "name", "id", "check")
"""The keys that name an item of a list: the first that tells all its items apart."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """One place where two documents differ, and what stands there in each; None where nothing does, or null."""

    place: Steps
    was: Tree
    now: Tree

    @property
    def named(self) -> str:
        """The place as it is told, its steps joined by dots."""
        return ".".join(map(shown, self.place))


def differences(was: Tree, now: Tree, place: Steps = ()) -> Iterator[Difference]:
    """Give every place where ``now`` differs from ``was``; none only if the two are the same document."""
    parts = _parts(was, now)
    if parts is None:
        if json.dumps(was) != json.dumps(now):  # true is 1 to Python, and not to anyone who reads JSON
            yield Difference(place=place, was=was, now=now)
        return
    before, after = parts
    for key in [*before, *(key for key in after if key not in before)]:
        if key in before and key in after:
            yield from differences(before[key], after[key], (*place, key))
        else:
            yield Difference(place=(*place, key), was=before.get(key), now=after.get(key))


def _parts(was: Tree, now: Tree) -> tuple[Mapping[str, Tree], Mapping[str, Tree]] | None:
    """Give the parts of two objects or lists by what names them; None for what can only be told as a whole."""
    if isinstance(was, dict) and isinstance(now, dict):
        return was, now
    if not isinstance(was, list) or not isinstance(now, list):
        return None
    if not was and not now:
        return {}, {}
    for name in _NAMES:
        before, after = _named(was, name), _named(now, name)
        if before is not None and after is not None:
            in_both = [key for key in before if key in after]
            return (before, after) if in_both == [key for key in after if key in before] else None
    if len(was) != len(now) or not any(isinstance(item, dict | list) for item in (*was, *now)):
        return None
    return _placed(was), _placed(now)


def _placed(items: list[Tree]) -> dict[str, Tree]:
    """Give the items of a list by their place, from 0."""
    return {str(place): item for place, item in enumerate(items)}


def _named(items: list[Tree], name: str) -> dict[str, Tree] | None:
    """Give the items of a list by their name; None where one has none, or two have the same."""
    named: dict[str, Tree] = {str(item[name]): item for item in items if isinstance(item, dict) and name in item}
    return named if len(named) == len(items) else None
