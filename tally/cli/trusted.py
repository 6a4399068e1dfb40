"""The trust file that a command is given: read, compared with a fingerprint, and approved from version to version."""

from collections.abc import Iterable, Sequence

from tally.cli import ask
from tally.cli.arguments import Arguments
from tally.cli.refusals import about, fault_of
from tally.cli.terminal import Terminal
from tally.files.disk import load_bytes
from tally.files.strict import shown
from tally.record import trust, trust_chain
from tally.record.fingerprint import typed
from tally.record.refusal import Refused
from tally.record.trust import TrustFile
from tally.record.trust_chain import TrustChain
from tally.words.sentences import fault_sentence

__all__ = ["load_trust", "path_of_newest", "pins", "pins_or_ask", "read_trust"]


def read_trust(paths: Iterable[str]) -> list[TrustFile]:
    """Read trust files of one organisation, which are not approved yet.

    Raises BadInput for one that is none, and for one of another organisation than the first.
    """
    files: list[TrustFile] = []
    for path in paths:
        data = load_bytes(path)
        with about(path):
            files.append(trust.read(data))
            first, other = files[0].trust.organisation, files[-1].trust.organisation
            if other.code != first.code:
                named, old = (shown(f"{one.name} ({one.code})") for one in (other, first))
                raise Refused("another_organisation", name=named, old=old)
    return files


def load_trust(paths: Sequence[str], pins: Sequence[str]) -> TrustChain:
    """Give the versions of a trust file, each approved, one of them with a fingerprint that was pinned, if any was.

    Raises BadInput.
    """
    files = read_trust(paths)
    with about(paths[-1]):
        return trust_chain.chained(files, pins)


def path_of_newest(paths: Iterable[str], chain: TrustChain) -> str:
    """Give which of the files that make up the chain holds its newest version."""
    text = chain.files[-1].text.encode()
    return next(path for path in paths if load_bytes(path).startswith(text))


def pins(arguments: Arguments) -> tuple[str, ...]:
    """Give the fingerprints that the command line pins. Raises BadInput for one that is none."""
    with about("tally", place="--pin"):
        return tuple(map(typed, arguments.values("--pin")))


def pins_or_ask(arguments: Arguments, terminal: Terminal, question: str) -> tuple[str, ...]:
    """Give the fingerprints that are pinned; where none is and somebody sits there, ask for one. Raises BadInput.

    Enter alone is an answer too: then there is none.
    """
    given = pins(arguments)
    if given or terminal.as_json or not ask.is_answered_by_a_person():
        return given
    while answer := ask.answer(terminal, question):
        try:
            return (typed(answer),)
        except Refused as why:
            terminal.murmur(fault_sentence(terminal.words, fault_of(why, "tally")))
    return ()
