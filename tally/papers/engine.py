"""A paper -> its PDF: typst, offline, with the fonts that ship with it, the same bytes every time.

A paper is a template and a tree of plain values. A datum reaches typst as JSON alone and is never read as markup.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from typst import Fonts

__all__ = ["NotPrintable", "Paper", "Plain", "check_engine", "pdf"]

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
TEMPLATES = _HERE / "templates"

LIBRARIES = ("typst", "qrcode", "docxtpl")
"""What papers are made with, in every form; each is imported where it is needed."""
NO_ROOM = "no-room"
"""What a template panics with where its paper cannot hold what is to stand on it."""
_NO_LETTER = re.compile(r"the text `(.*)` could not be displayed", re.DOTALL)

Plain: TypeAlias = "str | int | Sequence[Plain] | Mapping[str, Plain] | None"
"""What a tree is made of: what JSON has, without floats."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Paper:
    """A paper before it is drawn.

    ``name`` is its file's, without the ending; ``template`` the file under ``templates``; ``tree`` everything that
    stands on it, words included. ``made`` is the day that the file says it was made on, the congress's own. ``record``
    is the name and the bytes of the record that goes into the file.
    """

    name: str
    template: str
    tree: Mapping[str, Plain]
    made: date
    record: tuple[str, bytes] | None = None


class NotPrintable(Exception):
    """A paper that cannot be drawn as it must be, with a stable ``code`` and what it is about.

    ``no_letter``: the font has no letter for some of the ``text``. ``no_room``: it does not fit on its paper.
    """

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params
        super().__init__(code, params)


def check_engine() -> None:
    """Check that papers can be made here.

    Raises ModuleNotFoundError with the ``name`` of what is missing: all of it is the optional extra ``papers``.
    """
    for name in LIBRARIES:
        if find_spec(name) is None:
            raise ModuleNotFoundError(name, name=name)


def pdf(paper: Paper) -> bytes:
    """Draw a paper: PDF/A-2b, tagged, or PDF/A-3b where its record goes with it.

    The same paper gives the same bytes. Raises NotPrintable. Any warning of typst is a mistake in a template, and is
    raised as RuntimeError.
    """
    import typst

    name, record = paper.record or ("", b"")
    inputs = {"tree": json.dumps(paper.tree, ensure_ascii=False), "record_name": name, "record": record.decode()}
    try:
        made, warnings = typst.compile_with_warnings(
            str(TEMPLATES / f"{paper.template}.typ"),
            root=str(TEMPLATES),
            font_paths=_fonts(),
            sys_inputs=inputs,
            pdf_standards=["a-3b" if paper.record else "a-2b"],
            timestamp=datetime.combine(paper.made, time(), UTC),
        )
    except typst.TypstError as error:
        raise _not_printable(error.message) or error from None
    if warnings or not isinstance(made, bytes):
        msg = f"{paper.template}: {'; '.join(warning.message for warning in warnings)}"
        raise RuntimeError(msg)
    return made


def _not_printable(message: str) -> NotPrintable | None:
    """Tell what is wrong with a paper from what is wrong with its template."""
    if found := _NO_LETTER.search(message):
        return NotPrintable("no_letter", text=found[1].strip('"'))
    return NotPrintable("no_room") if NO_ROOM in message else None


@cache
def _fonts() -> "Fonts":
    """Give the fonts that ship with the papers, and no other: they look the same on every computer."""
    from typst import Fonts

    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
