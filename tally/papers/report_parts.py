"""What the reports of a congress share: numbered sections, and to whom a copy goes."""

from collections.abc import Iterable, Iterator

from tally.congress import MeetingKind
from tally.papers.parts import Tree
from tally.words import Words

__all__ = ["numbered", "recipients"]


def numbered(parts: Iterable[Tree | None]) -> Iterator[Tree]:
    """Number the sections that have a title, one after the other; those without go with the one before them."""
    number = 0
    for part in parts:
        if part is not None and part["title"] is not None:
            number += 1
            yield part | {"title": f"{number}. {part['title']}"}
        elif part is not None:
            yield part


def recipients(words: Words, kind: MeetingKind) -> Tree:
    """Say to whom a copy goes: the chair of the body, the superior, the file."""
    lines = [words(f"reports.to.chair.{kind}"), words("reports.to.superior"), words("reports.to.file")]
    return {"title": words("reports.to"), "lines": lines}
