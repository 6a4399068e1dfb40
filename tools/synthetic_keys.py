"""Keys of synthetic organisations, made from their names: whoever reads this file can sign with them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from hashlib import sha256

from tally.record import ed25519, enrolment, note, trust
from tally.record.trust import Organisation, Thresholds, Trust

__all__ = ["key_seed", "signed", "trust_file"]


def key_seed(name: str) -> bytes:
    """Give the seed of the key of a name: known to all, and so worth nothing but for trying things out."""
    return sha256(f"synthetic nation {name}".encode()).digest()


def signed(text: str, names: tuple[str, ...]) -> bytes:
    """Sign a text with the keys of these names."""
    return note.write(note.Note(text=text, signatures=tuple(_signature(text, name) for name in names)))


def trust_file(
    organisation: Organisation,
    *,
    roots: Mapping[str, str],
    boards: Mapping[str, tuple[str, ...]],
    auditors: Mapping[str, str] | None = None,
    until: date,
) -> bytes:
    """Make the first trust file of some units, signed by the first two roots.

    Roots and auditors are given as holders by the names of their keys, boards as members by unit; each unit has a
    computer too.
    """
    holders = {**roots, **(auditors or {})}
    for unit, board in boards.items():
        holders |= {f"{unit}/board-{number}": name for number, name in enumerate(board, start=1)}
        holders[f"{unit}/station-1"] = "Máy kiểm phiếu"
    keys = [enrolment.read(enrolment.make(key_seed(name), name=name, holder=holders[name])) for name in sorted(holders)]
    made = Trust(
        organisation=organisation,
        version=1,
        previous=None,
        valid_from=date(2025, 1, 1),
        valid_to=until,
        thresholds=Thresholds(trust=2, record=2),
        keys=tuple(keys),
        revoked=(),
    )
    return signed(trust.text_of(made), tuple(roots)[:2])


@lru_cache(maxsize=64)
def _key_hash(name: str) -> bytes:
    return note.key_hash(name, ed25519.public_of(key_seed(name)))


def _signature(text: str, name: str) -> note.Signature:
    made = ed25519.sign(key_seed(name), text.encode())
    return note.Signature(name=name, key_hash=_key_hash(name), signature=made)
