"""The auditor's page that was written, as a document: what ``tally verifier --json`` writes (``verifier/1``)."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["VerifierDocument"]


class VerifierDocument(Document):
    """The file that was written, and the SHA-256 of its bytes, by which anyone can compare it."""

    schema_: Annotated[Literal["verifier/1"], Field(serialization_alias="schema")]
    file: str
    sha256: str
