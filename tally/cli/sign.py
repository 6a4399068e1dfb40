"""``tally sign``: a member of the board reads what a record says, and adds a signature to it."""

import os

from tally.cli import unlock
from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_fault, check_sentence
from tally.cli.fingerprint_lines import write_trust_line
from tally.cli.page import Page
from tally.cli.read_record import load_record, sound_content
from tally.cli.refusals import about, objected
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, pins
from tally.cli.unlock import LockedKey, OpenKey
from tally.cli.waiting import waiting
from tally.faults import BadInput, Fault
from tally.files.disk import locked, replace
from tally.files.documents import written
from tally.record import note, objection
from tally.record.check import Check
from tally.record.document import Content
from tally.record.fingerprint import fingerprint
from tally.record.made_documents import SignedDocument
from tally.record.note import Vkey
from tally.record.reading import Record
from tally.record.signers import missing, signed_checks
from tally.record.signing import signed
from tally.record.trust_chain import TrustChain

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Sign a record, once it was reckoned again and shown in words. Raises BadInput; nothing is written then."""
    from tally.cli.record_page import write_record

    path, trust = arguments.file(), _trust(arguments)
    record = load_record(path)
    content = sound_content(terminal, path, record)
    locked_key = unlock.load_key(arguments.value("--key"))
    _check_signer(terminal, path, record, content, key=locked_key, chain=trust)
    page = terminal.page()
    write_record(page, record, content)
    _write_trust(page, trust)
    if terminal.as_json:
        terminal.murmur(page.text().rstrip("\n"))
    else:
        terminal.show(page)
    key = unlock.unlock(terminal, locked_key)
    folder = os.path.dirname(os.path.realpath(path))
    with locked(folder, waiting=waiting(terminal, folder)):  # others may sign at the same time
        now = load_record(path).note
        with about(path):
            record, signers = signed(record, now, name=key.vkey.name, seed=key.seed, chain=trust)
        replace(path, note.write(record.note))
    threshold = signed_checks(record, content.result.contest, trust)["threshold"] if trust else None
    if terminal.as_json:
        terminal.write_json(written(_document(path, record, signers, threshold)))
    else:
        _tell(terminal, path, key, threshold)
    return 0


def _trust(arguments: Arguments) -> TrustChain | None:
    """Give the trust file, if one was given. Raises BadInput, also for a fingerprint of none."""
    paths, pinned = arguments.values("--trust"), pins(arguments)
    if pinned and not paths:
        raise BadInput([Fault(path="tally", location="--pin", key="usage.pin_without_trust")])
    return load_trust(paths, pinned) if paths else None


def _check_signer(
    terminal: Terminal, path: str, record: Record, content: Content, *, key: LockedKey, chain: TrustChain | None
) -> None:
    """Check that a record is one to sign, and that a key is one of those who may; raises BadInput.

    Without a trust file by what key and record say themselves: the computer that made it has put its name to it. With
    it, that it is the record's, and that every known signature and the computer's are good. By which rules the record
    was made is checked without it.
    """
    with about(path):
        faults = objected(objection.to_signer(record, content, key.file.vkey, key.file.holder, chain), key.path)
    unsigned = objected(objection.to_record(record), path, place="signatures")
    checks = signed_checks(record, content.result.contest, chain) if chain and not unsigned else {}
    faults += unsigned + [
        check_fault(terminal.words, path, check, "record_not_to_sign")
        for code, check in checks.items()
        if code != "threshold" and not check.ok and check.why != "no_trust"  # another trust file is told once
    ]
    if faults:
        raise BadInput(faults)


def _write_trust(page: Page, trust: TrustChain | None) -> None:
    """Write by which trust file the record was checked, or that it was by none, and so what was not checked."""
    words = page.words
    page.blank()
    if trust is None:
        page.line(words("record.not_checked_here"), style="bold yellow")
        return
    write_trust_line(page, trust)
    if not trust.pinned:
        page.line(words("record.not_pinned"), style="bold yellow")


def _document(path: str, record: Record, signers: tuple[Vkey, ...], threshold: Check | None) -> SignedDocument:
    return SignedDocument(
        schema_="signed/1",
        record=path,
        sha256=record.hash.hex(),
        fingerprint=fingerprint(record.text),
        signed_by=[vkey.name for vkey in signers],
        missing=missing(threshold) if threshold else None,
    )


def _tell(terminal: Terminal, path: str, key: OpenKey, threshold: Check | None) -> None:
    """Say that the record is signed, and by the trust file how many must sign yet: a stranger's line never counts."""
    words, page = terminal.words, terminal.page()
    page.blank()
    said = words("record.signed", name=key.vkey.name, holder=one_line(key.holder), path=one_line(path))
    page.line(said, style="bold green")
    if threshold:
        page.line(check_sentence(words, threshold))
        if lacking := missing(threshold):
            page.line(words("record.still_to_sign", n=lacking), style="bold yellow")
    page.line(words("record.verify_next"))
    terminal.show(page)
