"""What ``tally seal``, ``sign`` and ``diff`` write with ``--json``, as pydantic models."""

from typing import Annotated, Any, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["DiffDocument", "DifferencePart", "SealedDocument", "SealedPart", "SignedDocument"]


class SealedPart(Document):
    """A record that was made, with the files of the ballots that it is the first to commit to."""

    path: str
    sequence: int
    contest: str
    rounds: int
    sha256: str
    fingerprint: str
    ballots: list[str]
    finding_lists: list[str]


class SealedDocument(Document):
    """The records that were made; none where nothing was due."""

    schema_: Annotated[Literal["sealed/1"], Field(serialization_alias="schema")]
    records: list[SealedPart]


class SignedDocument(Document):
    """A record that was signed, and the keys whose signatures on it were checked here.

    Without a trust file that is the signer's alone. ``missing`` is how many of the board must sign yet; it is left out
    where no trust file was given, or where signatures alone are not enough.
    """

    schema_: Annotated[Literal["signed/1"], Field(serialization_alias="schema")]
    record: str
    sha256: str
    fingerprint: str
    signed_by: list[str]
    missing: int | None = None


class DifferencePart(Document):
    """One place where two records differ, and what stands there in each; left out where nothing does."""

    place: str
    was: Any = None
    now: Any = None


class DiffDocument(Document):
    """Every place where two records differ."""

    schema_: Annotated[Literal["diff/1"], Field(serialization_alias="schema")]
    differences: list[DifferencePart]
