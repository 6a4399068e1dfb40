"""What ``tally papers`` writes with ``--json``, as pydantic models."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document, FindingPart

__all__ = ["PaperCheckDocument", "PaperErrorPart", "PaperPart", "PapersDocument"]


class PaperPart(Document):
    """A paper that was made. ``new`` is false where the very same file was there already."""

    path: str
    sha256: str
    new: bool


class PaperErrorPart(Document):
    """What ``tally check`` calls an error, and the contest it is of."""

    contest: str
    finding: FindingPart


class PapersDocument(Document):
    """The papers that were made; and the names of those that cannot hold what would have to stand on them.

    ``signatures`` says that nobody's signature under the records was checked; papers of a congress file have none.
    Where records are ``missing``, by their numbers, no paper of all records was made; and a record that was
    ``replaced`` gives no paper of its own. ``errors`` are those of the congress file, which the papers still have.
    """

    schema_: Annotated[Literal["papers/1"], Field(serialization_alias="schema")]
    papers: list[PaperPart]
    no_room: list[str]
    signatures: Literal["not_checked"] | None = None
    missing: list[int]
    replaced: list[int]
    errors: list[PaperErrorPart]


class PaperCheckDocument(Document):
    """Whether a PDF is a paper that a record gives, byte by byte.

    ``paper`` is its name, left out where it is none; ``gives`` names every paper that it was held against, among them
    none of all records where some are ``missing``. ``records`` are the files of those that the paper is made from;
    nobody's signature under them was checked. The record in the paper has the lines of the keys ``only_in_paper`` and
    lacks those ``only_in_record``.
    """

    schema_: Annotated[Literal["paper-check/1"], Field(serialization_alias="schema")]
    proved: bool
    paper: str | None = None
    gives: list[str]
    records: list[str]
    signatures: Literal["not_checked"]
    only_in_paper: list[str]
    only_in_record: list[str]
    missing: list[int]
