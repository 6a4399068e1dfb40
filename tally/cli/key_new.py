"""``tally key new`` and ``tally key passphrase``: a key file exists only once its passphrase was seen to open it.

What was written is read again from the disk and opened with the words that were typed back. Until that has worked,
whatever ends the command takes the files away again.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Annotated, NoReturn

from pydantic import Field

from tally.cli import ask, unlock
from tally.cli.arguments import Arguments
from tally.cli.key_page import show_key
from tally.cli.refusals import about, fault_of
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.unlock import OpenKey, open_with
from tally.faults import BadInput, Fault
from tally.files import disk
from tally.files.values import FileModel, Text, validated
from tally.record import ed25519, enrolment, keyfile
from tally.record.chance import drawn
from tally.record.keyname import KeyName
from tally.record.passphrase import generate
from tally.record.refusal import Refused
from tally.words.sentences import fault_sentence

__all__ = ["make", "renew"]

COST = keyfile.DEFAULT
"""What a new key is sealed with."""
ENROLMENT = ".enrol"
"""What is added to the name of a key file for the name of its enrolment."""
TRIES = 3
"""How often somebody at a terminal may type the passphrase back."""
_ENDINGS = (signal.SIGTERM, signal.SIGHUP)


class _Asked(FileModel):
    """Who a new key is for."""

    name: Annotated[Text, Field(alias="--name")]
    holder: Annotated[Text, Field(alias="--holder")]


def make(arguments: Arguments, terminal: Terminal) -> None:
    """Make a key, its backup and its enrolment. Raises BadInput, and then there is no key."""
    path, backup = arguments.value("--output"), arguments.value("--backup")
    name, holder = _asked(arguments)
    _check_places(path, backup)
    with about("tally"):
        seed = drawn(os.urandom, ed25519.SEED_BYTES)
    data, words = _sealed(terminal, seed, name=name, holder=holder)
    with _taken_away_unless_proved(terminal, "key.none_made") as made:
        for place in (path, backup):
            _write(place, data, made, mode=disk.PRIVATE)
        typed, key = _typed_back(terminal, backup, words)
        with about(path):
            open_with(terminal, disk.load_again(path), typed)
            proof = enrolment.make(key.seed, name=key.vkey.name, holder=key.holder)
        _write(path + ENROLMENT, proof, made, mode=disk.PUBLIC)
    files = {"key": path, "backup": backup, "enrolment": path + ENROLMENT}
    remarks = [terminal.words(f"key.file.{file}", file=place) for file, place in files.items()]
    remarks.append(terminal.words("key.paper"))
    show_key(terminal, key.vkey, key.holder, title="made", remarks=remarks)


def renew(arguments: Arguments, terminal: Terminal) -> None:
    """Write a key under a new passphrase into a new file. Raises BadInput, and then nothing has changed."""
    path, output = arguments.file(), arguments.value("--output")
    disk.check_absent([output])
    key = unlock.unlock(terminal, unlock.load_key(path))
    data, words = _sealed(terminal, key.seed, name=key.vkey.name, holder=key.holder)
    with _taken_away_unless_proved(terminal, "key.not_renewed") as made:
        _write(output, data, made, mode=disk.PRIVATE)
        _typed_back(terminal, output, words)
    remarks = [terminal.words("key.file.renewed", file=output), terminal.words("key.old_opens", file=path)]
    show_key(terminal, key.vkey, key.holder, title="renewed", remarks=[*remarks, terminal.words("key.paper")])


def _asked(arguments: Arguments) -> tuple[str, str]:
    """Give the name and the holder of the key that was asked for."""
    given = {option: arguments.value(option) for option in ("--name", "--holder")}
    asked = validated(_Asked, "tally", given)
    with about("tally", place="--name"):
        return str(KeyName.parse(asked.name)), asked.holder


def _check_places(path: str, backup: str) -> None:
    """Check that key, backup and enrolment are three files, and none of them is there."""
    places = [path, backup, path + ENROLMENT]
    if len({*map(os.path.realpath, places)}) < len(places):
        raise BadInput([Fault(path=backup, location="--backup", key="backup_is_the_key", params={"file": path})])
    disk.check_absent(places)


def _sealed(terminal: Terminal, seed: bytes, *, name: str, holder: str) -> tuple[bytes, tuple[str, ...]]:
    """Give the key file of a seed, and the words of the passphrase that was drawn for it."""
    terminal.murmur(terminal.words("key.sealing", name=name))
    with about("tally"):
        words = generate(os.urandom)
        data = keyfile.seal(
            seed,
            name=name,
            holder=holder,
            passphrase=" ".join(words),
            random=os.urandom,
            cost=COST,
            limits=unlock.LIMITS,
        )
    return data, words


def _typed_back(terminal: Terminal, path: str, words: Sequence[str]) -> tuple[str, OpenKey]:
    """Show the passphrase, and open the file with what is typed back; whoever sits at a terminal may try again."""
    shown = (f"    {place}. {word}" for place, word in enumerate(words, start=1))
    terminal.murmur("", terminal.words("key.write_down"), "", *shown, "")
    data = disk.load_again(path)
    tries = TRIES if ask.is_answered_by_a_person() else 1
    while True:
        tries -= 1
        typed = ask.passphrase(terminal, terminal.words("key.type_back"))
        try:
            return typed, open_with(terminal, data, typed)
        except Refused as refused:
            fault = fault_of(refused, path)
            if not tries:
                raise BadInput([fault]) from None
            terminal.murmur(fault_sentence(terminal.words, fault))


def _write(path: str, data: bytes, made: list[str], *, mode: int) -> None:
    """Write a new file, and note it as made here. Raises BadInput, and then it is not."""
    made.append(path)
    try:
        disk.write_new(path, data, mode=mode)
    except BadInput:
        made.remove(path)
        raise


@contextmanager
def _taken_away_unless_proved(terminal: Terminal, said: str) -> Iterator[list[str]]:
    """Remove the files noted as made, and say so, if what is done with them does not come to its end.

    The end of the session counts as an interruption.
    """
    before = {ending: signal.signal(ending, _interrupt) for ending in _ENDINGS}
    made: list[str] = []
    try:
        yield made
    except BaseException:
        left = disk.remove(made)
        terminal.murmur(terminal.words(said))
        terminal.murmur(*(terminal.words("key.left", file=one_line(path)) for path in left))
        raise
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler or signal.SIG_DFL)


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt
