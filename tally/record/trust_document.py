"""What ``tally trust`` writes for other programs beside the trust file itself: ``trust-diff/1``, ``trust-signed/1``."""

from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document
from tally.record.refusal import Refused
from tally.record.trust import TrustFile
from tally.record.trust_chain import Approval
from tally.record.trust_changes import Change

__all__ = ["TrustDiffDocument", "TrustSignedDocument", "diff_document", "signed_document"]


class ApprovalPart(Document):
    """How many root keys have signed, and how many must; the same of the version before, where it is known."""

    have: int
    needed: int
    have_old: int | None = None
    needed_old: int | None = None


class FilePart(Document):
    """A trust file by its version, the SHA-256 of its text and the fingerprint of that."""

    version: int
    sha256: str
    fingerprint: str


class ChangePart(Document):
    """One change: its code, and what it is about."""

    code: str
    params: dict[str, str | int]


class TrustSignedDocument(Document):
    """A trust file that was signed: who has signed it now of those whom it counts."""

    schema_: Annotated[Literal["trust-signed/1"], Field(serialization_alias="schema")]
    file: FilePart
    signed_by: list[str]
    signatures: ApprovalPart


class TrustDiffDocument(Document):
    """What the second of two trust files changes.

    ``follows`` is whether it is the version after the first; then ``signatures`` says how far it is approved.
    """

    schema_: Annotated[Literal["trust-diff/1"], Field(serialization_alias="schema")]
    before: FilePart
    after: FilePart
    changes: list[ChangePart]
    follows: bool
    signatures: ApprovalPart | None = None


def signed_document(file: TrustFile, given: Approval) -> TrustSignedDocument:
    """Write how far a trust file is signed."""
    return TrustSignedDocument(
        schema_="trust-signed/1",
        file=_file(file),
        signed_by=[str(key.name) for key in given.by],
        signatures=_approval(given),
    )


def diff_document(
    before: TrustFile, after: TrustFile, found: tuple[Change, ...], given: Approval | Refused
) -> TrustDiffDocument:
    """Write what ``after`` changes, and how far it is approved, or that it does not follow ``before``."""
    return TrustDiffDocument(
        schema_="trust-diff/1",
        before=_file(before),
        after=_file(after),
        changes=[ChangePart(code=change.code, params=dict(change.params)) for change in found],
        follows=isinstance(given, Approval),
        signatures=_approval(given) if isinstance(given, Approval) else None,
    )


def _approval(given: Approval) -> ApprovalPart:
    """Write how many have signed; of the version before only where it was asked for."""
    asked = given.needed_old > 0
    return ApprovalPart(
        have=len(given.by),
        needed=given.needed,
        have_old=len(given.by_old) if asked else None,
        needed_old=given.needed_old if asked else None,
    )


def _file(file: TrustFile) -> FilePart:
    return FilePart(version=file.trust.version, sha256=file.sha256.hex(), fingerprint=file.fingerprint)
