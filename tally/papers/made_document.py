"""What ``tally papers`` writes with ``--json``, as pydantic models."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["PaperCheckDocument", "PaperPart", "PapersDocument"]


class PaperPart(Document):
    """A paper that was made. ``new`` is false where the very same file was there already."""

    path: str
    sha256: str
    new: bool


class PapersDocument(Document):
    """The papers that were made; and the names of those that cannot hold what would have to stand on them."""

    schema_: Annotated[Literal["papers/1"], Field(serialization_alias="schema")]
    papers: list[PaperPart]
    no_room: list[str]


class PaperCheckDocument(Document):
    """Whether a PDF is a paper that a record gives, byte by byte.

    ``paper`` is its name, left out where it is none; ``gives`` names every paper that it was held against.
    """

    schema_: Annotated[Literal["paper-check/1"], Field(serialization_alias="schema")]
    proved: bool
    paper: str | None = None
    gives: list[str]
