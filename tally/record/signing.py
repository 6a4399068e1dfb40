"""A signature added to a record, which is then what was signed before, signed by one more."""

from dataclasses import replace

from tally.record import ed25519, note
from tally.record.note import Note, Vkey
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.record.trust_chain import TrustChain

__all__ = ["signed"]


def signed(
    shown: Record, now: Note, *, name: str, seed: bytes, chain: TrustChain | None
) -> tuple[Record, tuple[Vkey, ...]]:
    """Give a record with one signature more, of the key of that name and 32-byte seed, and the known keys under it now.

    ``shown`` is the record that was looked at, ``now`` how it stands: others may have signed it since, but nobody has
    changed it. Known are the keys of its trust file, and without it the signer's alone. Who may sign is asked before
    (``objection.to_signer``).

    Raises Refused: ``changed_meanwhile``; and what ``Note`` and ``note.verified`` raise of what would be written.
    """
    if now.text != shown.note.text:
        raise Refused("changed_meanwhile")
    trust = chain.of(bytes.fromhex(shown.model.trust)) if chain else None
    known = [key.vkey for key in trust.keys] if trust else [Vkey(name=name, public=ed25519.public_of(seed))]
    made = Note(text=now.text, signatures=(*now.signatures, note.sign(now.text, name, seed)))
    read = note.parse(note.write(made))
    return replace(shown, note=read), note.verified(read, known)
