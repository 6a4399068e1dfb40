"""A document with long lists, written part by part: the whole of it is never held in memory."""

import json
from collections.abc import Iterable

from tally.cli.terminal import Terminal
from tally.files.document_parts import Document
from tally.files.documents import written

__all__ = ["write_long"]


def write_long(terminal: Terminal, document: Document, **lists: Iterable[Document]) -> None:
    """Write a document as ``Terminal.write_json`` does, with these parts in its lists, which are empty in it.

    The lists are given in the order of the document.
    """
    rest = _json(document)
    for name, parts in lists.items():
        head, _, rest = rest.partition(f'\n  "{name}": []')
        terminal.write(f'{head}\n  "{name}": [')
        between = ""
        for part in parts:
            terminal.write(f"{between}\n{_json(part, indent='    ')}")
            between = ","
        terminal.write("\n  ]" if between else "]")
    terminal.write(f"{rest}\n")


def _json(document: Document, *, indent: str = "") -> str:
    text = json.dumps(written(document), ensure_ascii=False, indent=2)
    return indent + text.replace("\n", f"\n{indent}")
