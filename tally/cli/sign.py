"""``tally sign``: a member of the board reads what a record says, and adds a signature to it."""

import os
from dataclasses import replace as changed

from tally.cli import unlock
from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_sentence
from tally.cli.fingerprint_lines import write_trust_line
from tally.cli.page import Page
from tally.cli.read_record import load_record, sound_content
from tally.cli.refusals import about
from tally.cli.sentences import one_line
from tally.cli.sign_checks import check_signer, check_trusted
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, pins
from tally.cli.unlock import OpenKey
from tally.faults import BadInput, Fault
from tally.files.disk import locked, replace
from tally.files.documents import written
from tally.record import note
from tally.record.check import Check
from tally.record.fingerprint import fingerprint
from tally.record.made_documents import SignedDocument
from tally.record.note import Note, Vkey
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.record.signers import signed_checks
from tally.record.trust_chain import TrustChain

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Sign a record, once it was reckoned again and shown in words. Raises BadInput; nothing is written then."""
    from tally.cli.record_page import write_record

    path, key_path = arguments.file(), arguments.value("--key")
    trust = _trust(arguments)
    record = load_record(path)
    content = sound_content(terminal, path, record)
    check_signer(key_path, path, record, content)
    if trust:
        check_trusted(terminal, record, content, trust, path=path, key_path=key_path)
    page = terminal.page()
    write_record(page, record, content)
    _write_trust(page, trust)
    if terminal.as_json:
        terminal.murmur(page.text().rstrip("\n"))
    else:
        terminal.show(page)
    key = unlock.unlock(terminal, key_path)
    with locked(os.path.dirname(os.path.realpath(path))):  # others may sign at the same time
        signed, signers = _signed(path, record, key, trust)
        replace(path, note.write(signed))
    threshold = None
    if trust:
        threshold = signed_checks(changed(record, note=signed), content.result.contest, trust)["threshold"]
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


def _signed(path: str, record: Record, key: OpenKey, trust: TrustChain | None) -> tuple[Note, tuple[Vkey, ...]]:
    """Give the record with one signature more, and the keys known here that have signed it now.

    Others may have signed it in the meantime, but nobody changed it. It is read again as it will stand in the file:
    what is written is what was checked.
    """
    text, of = record.note.text, trust.of(bytes.fromhex(record.model.trust)) if trust else None
    known = [each.vkey for each in of.keys] if of else [key.vkey]
    now = load_record(path).note
    with about(path):
        if now.text != text:
            raise Refused("changed_meanwhile")
        signed = Note(text=text, signatures=(*now.signatures, note.sign(text, key.vkey.name, key.seed)))
        return signed, note.verified(note.parse(note.write(signed)), known)


def _document(path: str, record: Record, signers: tuple[Vkey, ...], threshold: Check | None) -> SignedDocument:
    return SignedDocument(
        schema_="signed/1",
        record=path,
        sha256=record.hash.hex(),
        fingerprint=fingerprint(record.text),
        signed_by=[vkey.name for vkey in signers],
        missing=_missing(threshold) if threshold else None,
    )


def _tell(terminal: Terminal, path: str, key: OpenKey, threshold: Check | None) -> None:
    """Say that the record is signed, and by the trust file how many must sign yet: a stranger's line never counts."""
    words, page = terminal.words, terminal.page()
    page.blank()
    said = words("record.signed", name=key.vkey.name, holder=one_line(key.holder), path=one_line(path))
    page.line(said, style="bold green")
    if threshold:
        page.line(check_sentence(words, threshold))
        if missing := _missing(threshold):
            page.line(words("record.still_to_sign", n=missing), style="bold yellow")
    page.line(words("record.verify_next"))
    terminal.show(page)


def _missing(threshold: Check) -> int | None:
    """Give how many must sign yet; None where signatures alone do not make it enough."""
    if threshold.ok or "have" in threshold.params:
        return max(0, int(threshold.params["needed"]) - int(threshold.params["have"]))
    return None
