"""What ``tally verify --json`` writes, as pydantic models: ``verify/1``."""

from typing import Annotated, Literal

from pydantic import Field

from tally.congress import Mode
from tally.files.document_parts import Document
from tally.record.verify import Verdict

__all__ = ["CheckPart", "RecordPart", "TrustPart", "VerifyDocument"]


class CheckPart(Document):
    """One check of one record: whether it holds, and a sentence in the language asked for."""

    record: str
    code: str
    ok: bool
    why: str
    detail: str


class RecordPart(Document):
    """A record that was checked; of one whose bytes are no record only the path is known."""

    path: str
    verdict: Verdict
    sha256: str | None = None
    fingerprint: str | None = None
    mode: Mode | None = None
    unit: str | None = None
    contest: str | None = None
    sequence: int | None = None
    rounds: int | None = None


class TrustPart(Document):
    """The trust file: its newest version given, its fingerprint, and whether that was compared with a pinned one."""

    version: int
    fingerprint: str
    pinned: bool


class VerifyDocument(Document):
    """The verdict on all records together, every check of each, and what they are."""

    schema_: Annotated[Literal["verify/1"], Field(serialization_alias="schema")]
    verdict: Verdict
    checks: list[CheckPart]
    records: list[RecordPart]
    trust: TrustPart | None = None
