"""The trust file that a command is given: read, and approved from version to version."""

from collections.abc import Iterable

from tally.cli.refusals import about
from tally.files.disk import load_bytes
from tally.record import trust, trust_chain
from tally.record.trust_chain import TrustChain

__all__ = ["load_trust", "path_of_newest", "read_trust"]


def read_trust(paths: Iterable[str]) -> list[bytes]:
    """Give the bytes of trust files that could be read. Raises BadInput for one that is none."""
    files = []
    for path in paths:
        data = load_bytes(path)
        with about(path):
            trust.read(data)
        files.append(data)
    return files


def load_trust(paths: tuple[str, ...]) -> TrustChain:
    """Give the versions of a trust file, each approved. Raises BadInput."""
    files = read_trust(paths)
    with about(paths[-1]):
        return trust_chain.chain(files, ())


def path_of_newest(paths: Iterable[str], chain: TrustChain) -> str:
    """Give which of the files that make up the chain holds its newest version."""
    text = chain.files[-1].text.encode()
    return next(path for path in paths if load_bytes(path).startswith(text))
