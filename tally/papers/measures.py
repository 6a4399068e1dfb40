"""The measures of a paper, as ``templates/layout.typ`` has them: read by typst, so that they stand in one place."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from tally.papers.engine import TEMPLATES

__all__ = ["measures", "twips", "widths_in"]

_QUESTION = b"""
#import "chart.typ": drawn
#import "layout.typ": measures
#let chart = (widths: (1fr, ..drawn.cells), sides: (left, ..drawn.sides))
#metadata((..measures, shapes: (..measures.shapes, chart: chart))) <measures>
"""
_NO_TREE = json.dumps({"foot": ""})
"""What the layout takes from a tree when it is read; its measures do not hang on it."""


@cache
def measures() -> Mapping[str, Any]:
    """Give the measures by their names; a length is a text such as ``20pt``, a share of what is left ``1fr``.

    Among the shapes of tables is that of a ``chart``: its names, and the cells beside its bars.
    """
    from typst import Compiler, Fonts

    inputs = {"tree": _NO_TREE, "record_name": "", "record": ""}
    none = Fonts(include_system_fonts=False, include_embedded_fonts=False)
    typst = Compiler(_QUESTION, root=str(TEMPLATES), font_paths=none, sys_inputs=inputs)
    found: Mapping[str, Any] = json.loads(typst.query("<measures>", field="value", one=True))
    return found


def twips(length: str) -> int:
    """Give a length in twentieths of a point, the unit of Word."""
    return round(20 * float(length.removesuffix("pt")))


def widths_in(room: int, columns: Sequence[str]) -> list[int]:
    """Give the widths of columns in a room, in twips: those with a share divide what the others leave."""
    given = [0 if column.endswith("fr") else twips(column) for column in columns]
    shares = [float(column.removesuffix("fr")) if column.endswith("fr") else 0 for column in columns]
    left = room - sum(given)
    return [width or int(left * share / sum(shares)) for width, share in zip(given, shares, strict=True)]
