"""The records of a congress that lie in a folder already: the chain that a new record goes to the end of."""

from pathlib import Path

from tally.cli.check_lines import check_fault, check_sentence
from tally.cli.terminal import Terminal
from tally.congress import Congress
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes
from tally.record.links import congress_key, congress_of_record
from tally.record.reading import Record
from tally.record.trust_chain import TrustChain
from tally.record.verify import Verified, verify

__all__ = ["load_chain"]

_MAY_LACK = frozenset({"threshold"})
"""What a record may lack while the board has yet to sign it."""


def load_chain(terminal: Terminal, folder: Path, congress: Congress, trust: TrustChain) -> tuple[Record, ...]:
    """Give the records of a congress in a folder, in their order; none where there is no folder yet.

    Raises BadInput with everything that does not hold in one of them, be it that it is of another congress: nothing is
    put on top of a chain that is not sound.
    """
    paths = _paths(folder)
    texts = [load_bytes(path) for path in paths]
    verified = verify(texts, trust, expected=congress.mode)
    faults = [
        fault
        for path, data, one in zip(paths, texts, verified, strict=True)
        for fault in _faults(terminal, path, data, one)
    ]
    records = [(path, one.record) for path, one in zip(paths, verified, strict=True) if one.record]
    for path, record in records:
        if congress_of_record(record) != congress_key(congress):
            faults.append(Fault(path=path, location="-", key="record_of_another_congress"))
    chain = sorted((record for _, record in records), key=lambda record: record.model.sequence)
    if chain and chain[0].model.sequence != 1:
        missing = {"missing": str(chain[0].model.sequence - 1)}
        faults.append(Fault(path=str(folder), location="-", key="record_missing", params=missing))
    if faults:
        raise BadInput(faults)
    return tuple(chain)


def _paths(folder: Path) -> list[str]:
    """Give the records of a folder; a folder that nobody may look into is not one without records."""
    try:
        return sorted(str(path) for path in folder.iterdir() if path.suffix == ".record")
    except FileNotFoundError:
        return []
    except OSError:
        params = {"file": str(folder)}
        raise BadInput(
            [Fault(path=str(folder), location="-", key="file_missing.not_a_folder", params=params)]
        ) from None


def _faults(terminal: Terminal, path: str, data: bytes, one: Verified) -> list[Fault]:
    """Give what does not hold in a record; of a file that is none, that alone, and what an interruption leaves."""
    if one.record is None:
        detail = check_sentence(terminal.words, one.checks[0])
        key = "record_unreadable.whole" if data else "record_unreadable.empty"
        return [Fault(path=path, location="-", key=key, params={"detail": detail})]
    return [
        check_fault(terminal.words, path, check, "record_not_sound")
        for check in one.checks
        if not check.ok and check.code not in _MAY_LACK
    ]
