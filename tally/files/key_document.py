"""The public part of a key as a document: what ``tally key … --json`` writes (``key-shown/1``)."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["KeyShownDocument"]


class KeyShownDocument(Document):
    """A key's name, the person who holds it, its public part, and the fingerprint of that in groups of five digits."""

    schema_: Annotated[Literal["key-shown/1"], Field(serialization_alias="schema")]
    name: str
    holder: str
    vkey: str
    fingerprint: str
