"""Write the corpus of the parsers: ``python -m tools.fuzz_corpus`` writes tests/corpus, ``… FOLDER`` writes there.

For each parser there are sound files, made by the library itself from keys and seeds that everybody knows, and broken
ones: a sound file with one thing done to it that must not pass.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import fuzz_corpus_plain as plain
from tools import fuzz_corpus_signed as signed
from tools.fuzz_corpus_parts import BOM, LONG, Files
from tools.fuzz_targets import CORPUS

__all__ = ["files", "main"]


def files() -> Iterator[tuple[str, bytes]]:
    """Give every file of the corpus: its path in the folder, and its bytes."""
    for target, made in {
        "any": _any(),
        "note": signed.note_files(),
        "canonical": signed.canonical_files(),
        "keyfile": signed.keyfile_files(),
        "opening": signed.opening_files(),
        "commitment": signed.commitment_files(),
        "sealed": signed.sealed_files(),
        "trust": signed.trust_files(),
        "enrolment": signed.enrolment_files(),
        "record": signed.record_files(),
        "ballots": plain.ballots_files(),
        "spreadsheet": plain.spreadsheet_files(),
        "roll": plain.roll_files(),
        "congress": plain.congress_files(),
    }.items():
        for name, data in made.items():
            yield f"{target}/{name}", data


def _any() -> Files:
    """Files that are of no format: for every parser."""
    return {
        "broken-nothing": b"",
        "broken-nul": b"\0" * 100,
        "broken-every-byte": bytes(range(256)),
        "broken-bom": BOM * 3,
        "broken-line-ends": b"\n" * LONG,
        "broken-returns": b"\r\n" * LONG,
        "broken-long-line": b"a" * 5 * LONG,
        "broken-commas": b"," * LONG,
        "broken-quotes": b'"' * LONG,
        "broken-lists": b"[" * LONG,
        "broken-objects": b'{"a":' * LONG,
        "broken-depth": b'{"a":' * 500 + b"1" + b"}" * 500,
        "broken-digits": b'{"a": ' + b"9" * LONG + b"}",
        "broken-digits-toml": b"a = " + b"9" * LONG,
        "broken-dots-toml": b"a." * LONG + b"a = 1",
        "broken-tables-toml": b"[[a.a]]\n" * 5_000,
        "broken-marks": ("a" + "\u0301\u0323" * LONG).encode(),
        "broken-surrogate": b'{"a": "\xed\xa0\x80"}',
    }


def main(arguments: Sequence[str]) -> None:
    """Write every file into the folder named, or into tests/corpus."""
    home = Path(*arguments) if arguments else CORPUS
    for name, data in files():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main(sys.argv[1:])
