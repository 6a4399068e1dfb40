"""``tally trust``: the trust file of an organisation, drafted, signed by its roots, shown and compared."""

import os
from collections.abc import Callable, Mapping

from tally.cli import unlock
from tally.cli.arguments import Arguments
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.cli.trust_draft import add, new, revoke, thresholds, valid
from tally.cli.trust_page import write_changes_not_shown, write_diff, write_signed, write_trust
from tally.cli.unlock import OpenKey
from tally.cli.waiting import waiting
from tally.files.disk import load_bytes, locked, replace
from tally.files.documents import written
from tally.record import note, trust, trust_edit
from tally.record.refusal import Refused
from tally.record.trust_chain import Approval, approval, check_follows, check_signed
from tally.record.trust_changes import changes
from tally.record.trust_document import diff_document, signed_document

__all__ = ["run"]

DIFFER = 1


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Do what was asked of a trust file. Returns 1 if ``diff`` finds a difference, otherwise 0; raises BadInput."""
    return _COMMANDS[str(arguments.command)](arguments, terminal)


def _show(arguments: Arguments, terminal: Terminal) -> int:
    path = arguments.file()
    file = _read(path)
    with about(path):
        given = approval(file)
    if terminal.as_json:
        terminal.write(file.text)
        return 0
    page = terminal.page()
    write_trust(page, file, given)
    terminal.show(page)
    return 0


def _sign(arguments: Arguments, terminal: Terminal) -> int:
    """Show what the file changes and the whole of it, then ask for the passphrase, and sign what is there by then."""
    path = arguments.file()
    file, locked_key = _read(path), unlock.load_key(arguments.value("--key"))
    before = _before(arguments, file)
    old = before.trust if before else None
    with about(path):
        given = approval(file, old)
    with about(locked_key.path):
        trust_edit.check_signer(file, locked_key.file.vkey)
    page = terminal.page()
    if before:
        found = changes(before.trust, file.trust)
        write_diff(page, (arguments.value("--previous"), path), (before, file), found, given)
        page.blank()
    write_trust(page, file, given)
    if not before:
        write_changes_not_shown(page, path, file)
    if terminal.as_json:
        terminal.murmur(page.text().rstrip("\n"))
    else:
        terminal.show(page)
    key = unlock.unlock(terminal, locked_key)
    file, given = _signed(terminal, path, file, old, key=key)
    if terminal.as_json:
        terminal.write_json(written(signed_document(file, given)))
        return 0
    page = terminal.page()
    write_signed(page, path, file, given, key=key)
    terminal.show(page)
    return 0


def _before(arguments: Arguments, file: trust.TrustFile) -> trust.TrustFile | None:
    """Give the version before, which was signed and which the file follows; None if none was named. Raises BadInput."""
    path = arguments.value("--previous")
    if not path:
        return None
    before = _read(path)
    with about(path):
        check_signed(before, None)
    with about(arguments.file()):
        check_follows(file.trust, before.trust)
    return before


def _signed(
    terminal: Terminal, path: str, file: trust.TrustFile, old: trust.Trust | None, *, key: OpenKey
) -> tuple[trust.TrustFile, Approval]:
    """Write the file with one signature more; others may sign it at this moment, but nobody may have changed it."""
    folder = os.path.dirname(os.path.realpath(path))
    with locked(folder, waiting=waiting(terminal, folder)), about(path):
        now = trust.read(load_bytes(path))
        if now.text != file.text:
            raise Refused("changed_meanwhile")
        data = note.write(trust_edit.sign(now, key.vkey.name, key.seed))
        signed = trust.read(data)
        given = approval(signed, old)
        replace(path, data)
    return signed, given


def _diff(arguments: Arguments, terminal: Terminal) -> int:
    before, after = map(_read, arguments.operands)
    found = changes(before.trust, after.trust)
    with about(arguments.operands[1]):
        given = _approval_or_why(before, after)
    if terminal.as_json:
        terminal.write_json(written(diff_document(before, after, found, given)))
    else:
        page = terminal.page()
        write_diff(page, arguments.operands, (before, after), found, given)
        terminal.show(page)
    return DIFFER if found else 0


def _approval_or_why(before: trust.TrustFile, after: trust.TrustFile) -> Approval | Refused:
    """Say how far a file is approved as the version after another, or why it is not that."""
    try:
        check_follows(after.trust, before.trust)
    except Refused as refused:
        return refused
    return approval(after, before.trust)


def _read(path: str) -> trust.TrustFile:
    with about(path):
        return trust.read(load_bytes(path))


_COMMANDS: Mapping[str, Callable[[Arguments, Terminal], int]] = {
    "trust new": new,
    "trust add": add,
    "trust revoke": revoke,
    "trust thresholds": thresholds,
    "trust valid": valid,
    "trust sign": _sign,
    "trust show": _show,
    "trust diff": _diff,
}
