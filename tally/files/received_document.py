"""What ``tally receive`` writes with ``--json`` (``received/1``)."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document

__all__ = ["ReceivedDocument"]


class ReceivedDocument(Document):
    """What was received of a series of QR codes, whose parts are numbered from 1.

    ``file`` and, if it is a record, its ``fingerprint`` are there once no part is ``missing`` and the file is written.
    ``without_parts`` are the pictures in which no part was made out.
    """

    schema_: Annotated[Literal["received/1"], Field(serialization_alias="schema")]
    total: int
    missing: list[int]
    without_parts: list[str]
    file: str | None = None
    fingerprint: str | None = None
