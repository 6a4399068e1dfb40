"""Who may sign a record: checked before anybody types a passphrase, as far as the files at hand can tell."""

from tally.cli import unlock
from tally.cli.check_lines import check_sentence
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.nomination import sitting
from tally.person import known_as
from tally.record import note
from tally.record.document import Content
from tally.record.keyname import KeyName, Role
from tally.record.reading import Record
from tally.record.signers import board_keys, signed_checks
from tally.record.trust_chain import TrustChain

__all__ = ["check_signer", "check_trusted"]


def check_signer(key_path: str, path: str, record: Record, content: Content) -> None:
    """Check that a key may sign a record by what key and record say themselves; raises BadInput.

    The computer that made it has put its name to it; the key is a board's of the record's unit and has not signed; its
    holder is on the board that the record names, and not on the list of the contest (R2, Art. 8).
    """
    file, model, congress = unlock.read_key(key_path), record.model, content.result.course.congress
    name = KeyName.parse(file.vkey.name)
    with about(path):
        signers = note.verified(record.note, (file.vkey,))
    members = {known_as(member.name) for member in sitting(congress.board, content.result.contest)}
    params = {"name": file.vkey.name, "unit": model.unit.code, "holder": file.holder}
    key = ""
    if name.role is not Role.BOARD or name.unit != model.unit.code:
        key = "key_may_not_sign"
    elif signers:
        key = "already_signed"
    elif known_as(file.holder) not in members:
        key = "holder_does_not_sit"
    if key:
        raise BadInput([Fault(path=key_path, location="-", key=key, params=params)])
    if model.station not in {signature.name for signature in record.note.signatures}:
        lacking = {"station": model.station}
        raise BadInput([Fault(path=path, location="signatures", key="station_did_not_sign", params=lacking)])


def check_trusted(
    terminal: Terminal, record: Record, content: Content, chain: TrustChain, *, path: str, key_path: str
) -> None:
    """Check by the trust file that the record is one to sign, and that the key is one of those who may.

    Raises BadInput where the trust file is not the record's, where a known signature or the computer's is not good, and
    where the key is not one of the unit's board in it. By which rules the record was made is checked without it.
    """
    contest = content.result.contest
    checks = signed_checks(record, contest, chain)
    faults = [
        Fault(
            path=path,
            location=check.code,
            key="record_not_to_sign",
            params={"check": check.code, "detail": check_sentence(terminal.words, check)},
        )
        for check in (checks["trust"], checks["signatures"])
        if not check.ok and check.why != "no_trust"  # that the trust file is another is told once
    ]
    trust = chain.of(bytes.fromhex(record.model.trust))
    vkey = unlock.read_key(key_path).vkey
    board = board_keys(record, contest, chain, trust) if trust else {}
    if trust and not any(key.vkey == vkey and sits for key, sits in board.items()):
        params = {"name": vkey.name, "unit": record.model.unit.code}
        faults.append(Fault(path=key_path, location="-", key="key_not_of_the_board", params=params))
    if faults:
        raise BadInput(faults)
