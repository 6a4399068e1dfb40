"""Inputs of a mebibyte, each the worst that one of the formats has in store; too large to be kept as files."""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

from tally.record import commitment
from tools.fuzz_corpus_parts import seed, signed
from tools.fuzz_targets import CORPUS

__all__ = ["large"]

SIZE = 1024 * 1024
LINE = "— a ".encode() + b64encode(bytes(68)) + b"\n"


def large() -> Iterator[tuple[str, str, bytes]]:
    """Give for each input the parser that it is for, what it is, and its bytes."""
    for name, inputs in (
        ("canonical", _documents()),
        ("note", _notes()),
        ("trust", {"unknown keys": _with_unknown_keys(CORPUS / "trust" / "sound-draft")}),
        ("enrolment", {"unknown keys": _with_unknown_keys(CORPUS / "enrolment" / "sound")}),
        ("record", {"unknown keys": _with_unknown_keys(CORPUS / "record" / "sound-cell-26-1")}),
        ("keyfile", {"keys": _documents()["keys"]}),
        ("opening", _openings()),
        ("commitment", _commitments()),
        ("sealed", {"a payload": (CORPUS / "sealed" / "sound-two-keys").read_bytes() + bytes(SIZE)}),
        ("ballots", _ballots()),
        ("spreadsheet", _lists("Tái cử hay mới")),
        ("roll", _lists("Bầu,Có mặt")),
    ):
        for what, data in inputs.items():
            yield name, what, data[:SIZE]


def _documents() -> Mapping[str, bytes]:
    return {
        "lists in lists": b"[" * SIZE,
        "objects in objects": b'{"a":' * (SIZE // 5),
        "numbers": b"[\n" + b"  1,\n" * (SIZE // 5 - 3) + b"  1\n]\n",
        "empty objects": b"[" + b"{}," * (SIZE // 3 - 3) + b"{}]",
        "one key": b"{" + b'"a":1,' * (SIZE // 6 - 3) + b'"a":1}',
        "keys": b"{" + b",".join(b'"%x":1' % number for number in range(SIZE // 10)) + b"}",
        "digits": b"9" * SIZE,
        "escapes": b'"' + b"\\u0061" * (SIZE // 6 - 1) + b'"',
        "marks in order": b'"a' + "\u0301".encode() * (SIZE // 2 - 4) + b'"\n',
        "marks out of order": b'"a' + "\u0301\u0323".encode() * (SIZE // 4 - 4) + b'"\n',
        "line ends": b"\n" * SIZE,
    }


def _notes() -> Mapping[str, bytes]:
    return {
        "a text": b"a" * (SIZE - 7000) + b"\n\n" + LINE * 64,
        "signatures": b"a\n\n" + LINE * (SIZE // len(LINE)),
        "line ends": b"\n" * SIZE,
        "a name": "a\n\n— ".encode() + b"a" * SIZE + b" b\n",
        "base64": "a\n\n— a ".encode() + b"A" * SIZE + b"\n",
    }


def _with_unknown_keys(path: Path) -> bytes:
    """Give the text of a sound file with very many keys that it does not have, signed."""
    text = path.read_bytes().partition(b"\n\n")[0].strip()
    keys = b",\n".join(b'  "zz%05d": 1' % number for number in range((SIZE - len(text)) // 16 - 2000))
    return signed((text.removesuffix(b"\n}") + b",\n" + keys + b"\n}\n").decode(), "VD.1/board-1")


def _openings() -> Mapping[str, bytes]:
    head, leaf, _ = (CORPUS / "opening" / "sound").read_bytes().split(b"\n\n")
    leaves = [leaf.replace(b"index 0", b"index %d" % place) for place in range(SIZE // len(leaf) - 10)]
    whole = head.replace(b"size 3", b"size 1000000").replace(b"leaves 2", b"leaves %d" % len(leaves))
    return {
        "leaves": b"\n\n".join((whole, *leaves)) + b"\n",
        "hashes": head + b"\n\n" + leaf + b"\n" + leaf.splitlines()[-1] * (SIZE // 44),
        "heads": (head + b"\n") * (SIZE // len(head)),
    }


def _commitments() -> Mapping[str, bytes]:
    head, lines = (CORPUS / "commitment" / "sound-round").read_bytes().split(b"\n\n")
    ballot = lines.split(b"\n")[0].partition(b" ")[2]
    salts = (commitment.encoded(seed(str(number))).encode() for number in range(SIZE // (45 + len(ballot) + 1) - 10))
    return {
        "empty lines": head + b"\n\n" + b"\n" * SIZE,
        "ballots": head + b"\n\n" + b"".join(salt + b" " + ballot + b"\n" for salt in salts),
        "a ballot": head + b"\n\n" + b"A" * SIZE,
    }


def _ballots() -> Mapping[str, bytes]:
    head = b"ballot,struck,defect\n"
    return {
        "ballots": head + b"".join(b"%d,1 2,\n" % number for number in range(SIZE // 12)),
        "ballots in quotes": head + b"".join(b'"%d",1 2,\n' % number for number in range(SIZE // 16)),
        "rows too short": head + b"a\n" * (SIZE // 2),
        "rows without an id": head + b",,\n" * (SIZE // 3),
        "numbers off the list": head + (b"," + b"99 " * 40_000 + b",\n") * 8,
        "one column": b"ballot," * (SIZE // 7),
        "columns": b"a," * (SIZE // 2),
        "a row": head + b"1," + b" " * SIZE,
        "marks": head + b"a" + "\u0301\u0323".encode() * 30_000 + b",,\n",
    }


def _lists(own: str) -> Mapping[str, bytes]:
    """Give lists of persons that have columns of their own."""
    head = f"TT,Họ và tên,Giới tính,Năm sinh,Dân tộc,{own}\n".encode()
    return {
        "commas": b"," * SIZE,
        "line ends": b"\n" * SIZE,
        "a row": head + b"a," * (SIZE // 2),
        "rows": head + b"a\n" * (SIZE // 2),
        "headings": b"Nam," * (SIZE // 4),
        "marks": head + b"1," + "a\u0301\u0323".encode() * 25_000 + b",x\n",
        "words": head + (b"1," + b"a " * 60_000 + b"\n") * 8,
        "quotes": b'"a""' * (SIZE // 4),
    }
