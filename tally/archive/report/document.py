"""What ``tally archive report`` tells other programs."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["AnswerPart", "ReportDocument"]


class AnswerPart(Document):
    """A table of the report, and how many rows it has."""

    table: str
    rows: int


class ReportDocument(Document):
    """The report that was written; ``new`` is false where the file was there already, with these very bytes."""

    schema_: Annotated[Literal["archive-report/1"], Field(serialization_alias="schema")]
    file: str
    sha256: str
    new: bool
    units: int
    tables: list[AnswerPart]
