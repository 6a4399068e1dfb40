"""Files of the office programs are XML: no letter may stand in them that XML cannot hold."""

import re
from collections.abc import Iterator, Mapping

from tally.papers.engine import NotPrintable, Paper, Plain

__all__ = ["check_letters", "texts_of"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def check_letters(paper: Paper) -> None:
    """Check that XML can hold every letter of a paper. Raises NotPrintable (``no_letter``)."""
    for text in texts_of(paper.tree):
        if found := _NOT_XML.search(text):
            raise NotPrintable("no_letter", text=found[0])


def texts_of(tree: Plain) -> Iterator[str]:
    """Give every text that stands in a tree."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, Mapping):
        for part in tree.values():
            yield from texts_of(part)
    elif tree is not None and not isinstance(tree, int):
        for part in tree:
            yield from texts_of(part)
