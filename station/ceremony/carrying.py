"""Everything of the day onto a stick, read back from there, and verified as anybody else verifies it.

Nothing of the session stands in the check: it has the bytes that came back from the stick, and the fingerprint that
somebody compared.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from station.ceremony.making import bytes_of, records_of
from station.ceremony.trusting import TRUST, ReadFile, Trusted, file_of
from station.session import Day
from station.session.records import NoteCopy
from station.sticks import Code, Stick, StickError, copy, read
from tally.cli.page import Page
from tally.cli.record_page import write_record
from tally.congress import Mode
from tally.papers.engine import NotPrintable, pdf
from tally.papers.kinds import papers_of_record
from tally.papers.source import whole
from tally.record import trust
from tally.record.check import Check
from tally.record.reading import reckon
from tally.record.trust_chain import TrustChain, chained
from tally.record.verify import Verdict, Verified, verify
from tally.words import Words

__all__ = ["Carried", "carry", "copied", "day_files", "minutes", "others", "proved"]

WIDTH = 90
"""Cells of a line of the minutes, as a page takes them."""
MOST_FOLDERS = 100
RECORD = ".record"


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """Files that are on a stick, each read back from it; ``verified`` are the records among them, by file name."""

    stick: Stick
    folder: Path
    files: Mapping[str, bytes]
    verified: Mapping[str, Verified]

    @property
    def copied(self) -> NoteCopy:
        """The command that notes it in the journal."""
        return NoteCopy(stick=self.stick.id, files=_hashes(self.files))

    def failed(self, names: Sequence[str]) -> tuple[Check, ...]:
        """Give the checks that do not hold of these records."""
        return tuple(check for name in names for check in self.verified[name].checks if not check.ok)

    def is_valid(self, name: str) -> bool:
        """Whether a record, as it is on the stick, is valid."""
        return self.verified[name].verdict is Verdict.VALID


def day_files(day: Day, file: ReadFile) -> dict[str, bytes]:
    """Give every record of the day as it stands, and whatever goes with it: sealed ballots, and the trust file.

    All of them, for a record is checked against those before it. Raises Refused (``changed_meanwhile``).
    """
    found: dict[str, bytes] = {}
    for kept, _ in records_of(day, file):
        found |= {name: file_of(kept, name, file) for name in kept.files if name != kept.file}
        found[kept.file] = bytes_of(kept, file)
    return found


def minutes(day: Day, file: ReadFile, words: Words) -> dict[str, bytes]:
    """Give the minutes of every record of the day, to be printed; as a page of text where they cannot be drawn."""
    found = dict[str, bytes]()
    for kept, record in records_of(day, file):
        content = reckon(record.model)
        given = whole(record, content)
        try:
            found |= {f"{paper.name}.pdf": pdf(paper) for paper in papers_of_record(words, given, ["minutes"])}
        except NotPrintable:  # a name with a letter that the font does not have
            page = Page(words, width=WIDTH, on_terminal=False)
            write_record(page, record, content)
            found[f"{kept.file.removesuffix(RECORD)}.txt"] = page.text().encode()
    return found


def carry(
    files: Mapping[str, bytes],
    stick: Stick,
    day: Day,
    trusted: Trusted | None,
    *,
    tell: Callable[[int], None] = lambda _: None,
) -> Carried:
    """Copy files to a stick, read them back from it, and verify the records among them.

    They go into one folder; where a file of the same name and with other bytes is there, into the next: nothing is
    written over, and each folder is whole. ``tell`` is told when 1, 2 and 3 of its steps are done.
    Before the first record nothing is ``trusted`` yet, and there is none to verify.

    Raises StickError; and Refused where what came back holds no trust file with the fingerprint that was compared.
    """
    folder = copied(files, stick, day)
    tell(1)
    back = {name: read(folder, name, len(data)) for name, data in files.items()}
    tell(2)
    verified = proved(back, trusted.pin, day.the_congress.mode) if trusted else {}
    tell(3)
    return Carried(stick=stick, folder=folder, files=back, verified=verified)


def copied(files: Mapping[str, bytes], stick: Stick, day: Day, *, what: str = "") -> Path:
    """Copy files into the folder of a day on a stick, and read them back; ``what`` they are ends the folder's name.

    Where a file of the same name and with other bytes is there, they go into the next. Raises StickError.
    """
    *names, last = _folders(day, what)
    for name in names:
        try:
            return copy(files, stick.path / name, stick=stick).folder
        except StickError as error:
            if error.code is not Code.EXISTS_OTHER:
                raise
    return copy(files, stick.path / last, stick=stick).folder


def _folders(day: Day, what: str) -> Iterator[str]:
    """Give names for the folder of a day on a stick: an exercise is never taken for the congress."""
    congress = day.the_congress
    exercise = "TAP-HUAN-" if congress.mode is Mode.TRAINING else ""
    name = f"{exercise}{congress.unit.code}-{congress.date.isoformat()}{what}"
    yield name
    yield from (f"{name}-{number}" for number in range(2, MOST_FOLDERS))


def proved(files: Mapping[str, bytes], pin: str, mode: Mode) -> dict[str, Verified]:
    """Verify all records among these files under the trust file among them, as ``tally verify`` does.

    Raises Refused as ``read_trusted`` does.
    """
    chain: TrustChain = chained([trust.read(data) for name, data in files.items() if name.endswith(TRUST)], [pin])
    names = sorted(name for name in files if name.endswith(RECORD))
    return dict(zip(names, verify([files[name] for name in names], chain, expected=mode), strict=True))


def others(first: Stick, now: Sequence[Stick]) -> tuple[Stick, ...]:
    """Give the sticks that are another place than a first one: not the same, and no other part of the same medium.

    Once the first was drawn out the next may bear its medium's name: then it is another by its own.
    """
    is_in = any(one.id == first.id for one in now)
    return tuple(one for one in now if one.id != first.id and (one.disk != first.disk or not is_in))


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
