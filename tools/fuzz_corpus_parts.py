"""What the files of the corpus are made of: one thing done to a sound file at a time, keys that everybody knows."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from tally.record import note
from tally.record.chance import Random
from tally.record.note import Note

__all__ = ["BOM", "EXAMPLES", "HOLDER", "LONG", "NAME", "ROOT", "Files", "seed", "signed", "source", "spoiled"]

Files = Mapping[str, bytes]

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "docs" / "examples"
NAME, HOLDER = "VD.1/board-1", "Nguyễn Thị Hằng"
LONG = 10_000
BOM = b"\xef\xbb\xbf"


def spoiled(sound: bytes, changes: Mapping[str, tuple[bytes, bytes]]) -> dict[str, bytes]:
    """Give the file with one thing done to it at a time: the first place of some bytes written otherwise."""
    for name, (old, new) in changes.items():
        assert old in sound, name
        assert old != new, name
    made = {f"broken-{name}": sound.replace(old, new, 1) for name, (old, new) in changes.items()}
    return made | {
        "broken-cut-short": sound[:-1],
        "broken-more-after-the-end": sound + b"\n",
        "broken-bom": BOM + sound,
        "broken-returns": sound.replace(b"\n", b"\r\n"),
        "broken-not-utf8": sound[: len(sound) // 2] + b"\xff" + sound[len(sound) // 2 :],
        "broken-nul": sound[: len(sound) // 2] + b"\0" + sound[len(sound) // 2 :],
    }


def source(name: str) -> Random:
    """Give a source of bytes that is the same in every run."""
    given = 0

    def random(count: int) -> bytes:
        nonlocal given
        given += 1
        return b"".join(sha256(f"{name} {given} {part}".encode()).digest() for part in range(1 + count // 32))[:count]

    return random


def seed(name: str) -> bytes:
    return sha256(f"corpus {name}".encode()).digest()


def signed(text: str, *names: str) -> bytes:
    return note.write(Note(text=text, signatures=tuple(note.sign(text, name, seed(name)) for name in names)))
