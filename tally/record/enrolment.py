"""A key with the proof that its holder has it: what is handed in so that the key may stand in a trust file.

An enrolment (``enrolment/1``) is a signed note with one signature, by the key itself, over its name, its holder and its
public part. Nobody can enrol a key that they do not have, nor take over another's under a name of their own. Making one
is also how a fresh key is tried.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from tally.files.strict import shown
from tally.files.values import FileModel, Text
from tally.record import canonical, ed25519, note
from tally.record.form import check_spelling, read_model
from tally.record.keyname import KeyName, Role
from tally.record.note import Note, Signature, Vkey, key_hash
from tally.record.refusal import Refused

__all__ = ["Enrolment", "EnrolmentModel", "make", "read", "text_of", "write"]


class EnrolmentModel(FileModel):
    """The text of an enrolment, ``enrolment/1``."""

    schema_: Annotated[Literal["enrolment/1"], Field(alias="schema")]
    name: Text
    holder: Text
    vkey: Text


@dataclass(frozen=True, kw_only=True, slots=True)
class Enrolment:
    """A key, the person who holds it, and the proof: the key's own signature over ``text_of`` the two.

    Raises Refused: ``name_not_of_vkey``, ``bad_proof``, and what ``text_of`` raises for a holder.
    """

    name: KeyName
    vkey: Vkey
    holder: str
    proof: bytes

    def __post_init__(self) -> None:
        if self.vkey.name != str(self.name):
            raise Refused("name_not_of_vkey")
        text = text_of(self.vkey, holder=self.holder)
        if not ed25519.verify(self.vkey.public, self.proof, text.encode()):
            raise Refused("bad_proof", name=shown(self.vkey.name))

    @property
    def role(self) -> Role:
        """What the key may sign."""
        return self.name.role

    @property
    def unit(self) -> str:
        """The code of the unit that the key belongs to."""
        return self.name.unit


def text_of(vkey: Vkey, *, holder: str) -> str:
    """Give the text that a key signs to enrol. Raises Refused (what ``canonical.write`` raises) for a holder."""
    tree: canonical.Tree = {"schema": "enrolment/1", "name": vkey.name, "holder": holder, "vkey": str(vkey)}
    return canonical.write(tree).decode()


def make(seed: bytes, *, name: str, holder: str) -> bytes:
    """Sign an enrolment with the key of a 32-byte seed. Raises Refused for what ``read`` would not take again."""
    vkey = Vkey(name=name, public=ed25519.public_of(seed))
    text = text_of(vkey, holder=holder)
    data = note.write(Note(text=text, signatures=(note.sign(text, name, seed),)))
    read(data)
    return data


def read(data: bytes) -> Enrolment:
    """Read an enrolment, and prove it.

    Raises Refused: what ``note.parse``, ``canonical.read``, ``KeyName.parse``, ``Vkey.parse`` and ``Enrolment`` raise,
    and ``bad_enrolment`` with a ``location`` and a ``fault`` for another form, or for other lines than the key's own.
    """
    given = note.parse(data)
    model = read_model(EnrolmentModel, given.text.encode(), "bad_enrolment")
    name, vkey, proof = KeyName.parse(model.name), Vkey.parse(model.vkey), given.signatures[0].signature
    check_spelling(data, _written(vkey, model.holder, proof), "bad_enrolment")
    return Enrolment(name=name, vkey=vkey, holder=model.holder, proof=proof)


def write(enrolment: Enrolment) -> bytes:
    """Give the bytes of an enrolment."""
    return _written(enrolment.vkey, enrolment.holder, enrolment.proof)


def _written(vkey: Vkey, holder: str, proof: bytes) -> bytes:
    signature = Signature(name=vkey.name, key_hash=key_hash(vkey.name, vkey.public), signature=proof)
    return note.write(Note(text=text_of(vkey, holder=holder), signatures=(signature,)))
