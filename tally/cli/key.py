"""``tally key``: a person's signing key, made, shown, tried, and given a new passphrase."""

from collections.abc import Callable, Mapping

from tally.cli.arguments import Arguments
from tally.cli.key_new import make, renew
from tally.cli.key_page import show_key
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.cli.unlock import load_key, unlock
from tally.files.disk import check_absent, write_new
from tally.record import enrolment

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Do what was asked of a key. Returns 0; raises BadInput."""
    _COMMANDS[str(arguments.command)](arguments, terminal)
    return 0


def _show(arguments: Arguments, terminal: Terminal) -> None:
    """Show what a key file says in the open."""
    file = load_key(arguments.file()).file
    show_key(terminal, file.vkey, file.holder, title="shown", remarks=[terminal.words("key.not_proved")])


def _test(arguments: Arguments, terminal: Terminal) -> None:
    """Open a key and let it sign its enrolment, which is checked, and written where that was asked for."""
    path, output = arguments.file(), arguments.value("--output")
    check_absent([output] if output else [])
    key = unlock(terminal, load_key(path))
    with about(path):
        data = enrolment.make(key.seed, name=key.vkey.name, holder=key.holder)
    remarks = [terminal.words("key.signs")]
    if output:
        write_new(output, data)
        remarks.append(terminal.words("key.file.enrolment", file=output))
    show_key(terminal, key.vkey, key.holder, title="tested", remarks=remarks)


_COMMANDS: Mapping[str, Callable[[Arguments, Terminal], None]] = {
    "key new": make,
    "key show": _show,
    "key test": _test,
    "key passphrase": renew,
}
