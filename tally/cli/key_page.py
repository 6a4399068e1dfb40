"""The public part of a key, as people and programs are shown it."""

from collections.abc import Sequence

from tally.cli.fingerprint_lines import write_fingerprint
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.record.fingerprint import fingerprint
from tally.record.note import Vkey

__all__ = ["show_key"]


def show_key(terminal: Terminal, vkey: Vkey, holder: str, *, title: str, remarks: Sequence[str]) -> None:
    """Write a key's name, holder, public part and fingerprint, and what there is to remark on it."""
    digits = fingerprint(str(vkey).encode())
    if terminal.as_json:
        from tally.files.documents import written
        from tally.files.key_document import KeyShownDocument

        shown = KeyShownDocument(
            schema_="key-shown/1", name=vkey.name, holder=holder, vkey=str(vkey), fingerprint=digits
        )
        terminal.write_json(written(shown))
        return
    words, page = terminal.words, terminal.page()
    page.line(words(f"key.title.{title}", name=vkey.name), style="bold")
    page.line(words("key.holder", holder=one_line(holder)))
    page.line(words("key.public", vkey=str(vkey)))
    write_fingerprint(page, digits, words("key.fingerprint"))
    page.blank()
    page.items(map(one_line, remarks))
    terminal.show(page)
