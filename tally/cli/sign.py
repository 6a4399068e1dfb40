"""``tally sign``: a member of the board reads what a record says, and adds a signature to it."""

from tally.cli import unlock
from tally.cli.arguments import Arguments
from tally.cli.read_record import load_record, sound_content
from tally.cli.refusals import about
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.unlock import OpenKey
from tally.faults import BadInput, Fault
from tally.files.disk import replace
from tally.files.documents import written
from tally.record import note
from tally.record.fingerprint import fingerprint
from tally.record.keyname import KeyName, Role
from tally.record.made_documents import SignedDocument
from tally.record.note import Note
from tally.record.reading import Record
from tally.record.refusal import Refused

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Sign a record, once it was reckoned again and shown in words. Raises BadInput; nothing is written then."""
    from tally.cli.record_page import write_record

    path, key_path = arguments.file(), arguments.value("--key")
    record = load_record(path)
    content = sound_content(terminal, path, record)
    _check_key(key_path, path, record)
    page = terminal.page()
    write_record(page, record, content)
    if terminal.as_json:
        terminal.murmur(page.text().rstrip("\n"))
    else:
        terminal.show(page)
    key = unlock.unlock(terminal, key_path)
    signed = _signed(path, record, key)
    replace(path, note.write(signed))
    if terminal.as_json:
        document = SignedDocument(
            schema_="signed/1",
            record=path,
            sha256=record.hash.hex(),
            fingerprint=fingerprint(record.text),
            signed_by=[signature.name for signature in signed.signatures],
        )
        terminal.write_json(written(document))
    else:
        _done(terminal, path, key, signed)
    return 0


def _check_key(path: str, record_path: str, record: Record) -> None:
    """Check, before anybody types a passphrase, that it is a board's key of the record's unit, and has not signed."""
    vkey = unlock.read_key(path).vkey
    name = KeyName.parse(vkey.name)
    with about(record_path):
        signers = note.verified(record.note, (vkey,))
    params = {"name": vkey.name, "unit": record.model.unit.code}
    key = ""
    if name.role is not Role.BOARD or name.unit != record.model.unit.code:
        key = "key_may_not_sign"
    elif signers:
        key = "already_signed"
    if key:
        raise BadInput([Fault(path=path, location="-", key=key, params=params)])


def _signed(path: str, record: Record, key: OpenKey) -> Note:
    """Give the record with one signature more; others may have signed it in the meantime, but nobody changed it.

    It is read again as it will stand in the file: what is written is what was checked.
    """
    text = record.note.text
    now = load_record(path).note
    with about(path):
        if now.text != text:
            raise Refused("changed_meanwhile")
        signed = Note(text=text, signatures=(*now.signatures, note.sign(text, key.vkey.name, key.seed)))
        note.verified(note.parse(note.write(signed)), (key.vkey,))
    return signed


def _done(terminal: Terminal, path: str, key: OpenKey, signed: Note) -> None:
    words, page = terminal.words, terminal.page()
    page.blank()
    said = words("record.signed", name=key.vkey.name, holder=key.holder, path=one_line(path))
    page.line(said, style="bold green")
    page.line(words("record.signatures_now", n=len(signed.signatures)))
    terminal.show(page)
