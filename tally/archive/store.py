"""The files of an archive: where each stands, how one comes in, and what lies there.

``DIR/files/UNIT/NAME``: a name is the kind of the file, what it is of, and the first digits of the SHA-256 of its
bytes; so the same file always comes to the same place, and another that would come there is refused. Nothing that
stands in a file is ever a path: a unit's code is spelled in letters that cannot lead anywhere. No link is followed,
nothing overwritten.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePosixPath
from stat import S_ISDIR, S_ISLNK, S_ISREG

from tally.faults import BadInput, Fault
from tally.files.congress_file import read_congress
from tally.files.disk import load_bytes, locked, make_folder, put
from tally.record import reading, trust
from tally.record.refusal import Refused

__all__ = [
    "FILES",
    "PROGRAMME",
    "TRUST_FOLDER",
    "Added",
    "Kind",
    "Lying",
    "Problem",
    "Taken",
    "add",
    "kept",
    "kind_of",
    "named_as",
    "other_folder",
    "place_of",
    "problem_of",
    "sources_of",
    "walk",
]

FILES = "files"
PROGRAMME = "programme.json"
TRUST_FOLDER = "trust"
DIGITS = 16
"""How many hex digits of a file's SHA-256 stand in its name."""
MOST_SPELLED = 120
"""Bytes of a code or an id in a name; a longer one is cut, and told apart by its own hash."""

_ZIP = b"PK\x03\x04"
_SCHEMA = re.compile(rb'\n  "schema": "(record|trust)/1"')
_CONGRESS = re.compile(rb"""["']congress/1["']""")
_OWN = re.compile(r"-([0-9a-f]{16})\.[a-z]+$")
_PLAIN = frozenset("._-")
_BESIDE = ".tally-"
"""How the name of a file begins that is still being written."""


class Kind(StrEnum):
    """What a file is."""

    RECORD = "record"
    TRUST = "trust"
    CONGRESS = "congress"
    OTHER = "other"


_ENDINGS = {".record": Kind.RECORD, ".trust": Kind.TRUST, ".json": Kind.CONGRESS, ".toml": Kind.CONGRESS}


class Added(StrEnum):
    """What became of a file that was to come in."""

    NEW = "new"
    THERE = "there"
    PASSED = "passed"
    """It is of no kind that an archive keeps."""
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """What is wrong with a file: the key of a sentence, in the words of ``domain``, its figures, and where it is."""

    domain: str
    key: str
    params: dict[str, str | int] = field(default_factory=dict)
    place: str = "-"

    def told_of(self, path: str, *, place: str | None = None) -> Fault:
        """Give it as a fault of the file at a path, at its own place unless another is named."""
        location = self.place if place is None else place
        return Fault(path=path, location=location, key=self.key, params=self.params, domain=self.domain)


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """A file that was to come in: where it came from, where it stands under ``files``, and what is wrong with it."""

    source: str
    what: Added
    place: str | None = None
    problem: Problem | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Lying:
    """Something that lies in a folder; ``path`` is relative to it. What is no plain file has a ``problem``."""

    path: str
    size: int
    mtime_ns: int
    problem: str | None = None


def kind_of(name: str, data: bytes) -> Kind:
    """Say what a file seems to be: by what it says of itself, else by its name's ending; a zip file is of no kind."""
    if _is_packed(name, data):
        return Kind.OTHER
    key = data.rfind(b'\n  "schema": "')
    said = _SCHEMA.match(data, key) if key >= 0 else None
    if said:
        return Kind(said[1].decode())
    kind = _ENDINGS.get(PurePosixPath(name).suffix.lower(), Kind.OTHER)
    return Kind.OTHER if kind is Kind.CONGRESS and not _CONGRESS.search(data) else kind


def problem_of(why: Refused | BadInput) -> Problem:
    """Give what was wrong with a file, the first of several, as a problem."""
    if isinstance(why, Refused):
        return Problem(domain="refusal", key=why.code, params=dict(why.params))
    first = why.faults[0]
    return Problem(domain=first.domain, key=first.key, params=dict(first.params), place=first.location)


def other_folder(folder: str) -> Problem:
    """Say that a worker does not see in a folder what is in it here."""
    params: dict[str, str | int] = {"worker": os.uname().nodename, "folder": folder}
    return Problem(domain="recount", key="cluster.folder", params=params)


def named_as(path: str) -> str | None:
    """Give the digits that a file's name promises of its bytes; None where it promises nothing."""
    own = _OWN.search(path)
    return own[1] if own else None


def place_of(name: str, data: bytes) -> str:
    """Say where under ``files`` a file stands: a record with its unit, its place in the chain, its contest and rounds.

    Raises Refused for a record or trust file that cannot be read, BadInput for a congress file with faults, and
    ValueError for a file of no kind that an archive keeps.
    """
    digits = sha256(data).hexdigest()[:DIGITS]
    match kind_of(name, data):
        case Kind.RECORD:
            model = _record(data).model
            what = f"{model.sequence:03}-{_spelled(model.contest.id)}-{len(model.rounds)}"
            return f"{folder_of(model.unit.code)}/record-{what}-{digits}.record"
        case Kind.TRUST:
            value = trust.read(data).trust
            return f"{TRUST_FOLDER}/trust-{_spelled(value.organisation.code)}-{value.version}-{digits}.trust"
        case Kind.CONGRESS:
            congress = read_congress(name, data).congress
            ending = PurePosixPath(name).suffix.lower()
            return f"{folder_of(congress.unit.code)}/congress-{congress.date.isoformat()}-{digits}{ending}"
        case _:
            msg = "of no kind that is kept"
            raise ValueError(msg)


def folder_of(unit: str) -> str:
    """Give the folder of a unit: its code, in letters, digits and ``. _ -`` alone; it never leads elsewhere."""
    name = _spelled(unit)
    return f"%{ord(name[0]):02X}{name[1:]}" if name.startswith(".") or name.casefold() == TRUST_FOLDER else name


def add(folder: str, sources: Iterable[str], *, waiting: Callable[[], None] | None = None) -> Iterator[Taken]:
    """Bring files in, of a folder all that it holds, and say of each what became of it, as it comes.

    The same file comes in once, however often it is brought. ``waiting`` is called where somebody else holds the
    archive. Raises OSError where the archive cannot be written, and BadInput where it cannot be made.
    """
    make_folder(os.path.join(folder, FILES))
    with locked(folder, waiting=waiting):
        for source, problem in sources_of(sources):
            yield Taken(source=source, what=Added.REFUSED, problem=problem) if problem else _take(folder, source)


def walk(folder: str) -> Iterator[Lying]:
    """Give all that lies in a folder and those below, in the order of the names; links are named, not followed."""
    yield from _walk(folder, "")


def kept(folder: str) -> Iterator[Lying]:
    """Give all that lies among the files of an archive, but for a file that is still being written."""
    for lying in walk(os.path.join(folder, FILES)):
        if lying.problem or not os.path.basename(lying.path).startswith(_BESIDE):
            yield lying


def sources_of(sources: Iterable[str]) -> Iterator[tuple[str, Problem | None]]:
    """Give the files that were named, of a folder all that it holds; with a problem whatever is no plain file."""
    for source in sources:
        if not os.path.isdir(source):
            yield source, None
            continue
        for lying in walk(source):
            path = os.path.join(source, lying.path)
            yield path, Problem(domain="archive", key=f"{lying.problem}") if lying.problem else None


def _is_packed(name: str, data: bytes) -> bool:
    """Whether a file is a zip file; what is in it may stand there as it is, and says nothing of the file."""
    return data.startswith(_ZIP) and PurePosixPath(name).suffix.lower() == ".zip"


def _record(data: bytes) -> reading.Record:
    return reading.read(data)


def _spelled(text: str) -> str:
    """Spell a text so that it can stand in a file's name on any system, and nothing in it leads anywhere."""
    name = "".join(
        letter if (letter.isalnum() and letter.isprintable()) or letter in _PLAIN else _escaped(letter)
        for letter in text
    )
    if len(name.encode()) <= MOST_SPELLED:
        return name
    short = name.encode()[: MOST_SPELLED - DIGITS - 1].decode(errors="ignore")
    return f"{short}~{sha256(text.encode()).hexdigest()[:DIGITS]}"


def _escaped(letter: str) -> str:
    return "".join(f"%{byte:02X}" for byte in letter.encode())


def _take(folder: str, source: str) -> Taken:
    try:
        data = load_bytes(source)
        place = place_of(os.path.basename(source), data)
    except (Refused, BadInput) as why:
        return Taken(source=source, what=Added.REFUSED, problem=problem_of(why))
    except ValueError:
        packed = Problem(domain="archive", key="packed") if _is_packed(source, data) else None
        return Taken(source=source, what=Added.PASSED, problem=packed)
    path = os.path.join(folder, FILES, *place.split("/"))
    if os.path.lexists(path):
        return _again(path, source, place, data)
    make_folder(os.path.dirname(path))
    put(path, data)
    return Taken(source=source, what=Added.NEW, place=place)


def _again(path: str, source: str, place: str, data: bytes) -> Taken:
    """Say that a file is there; one of its name with other bytes was changed since it came in, and stays as it is."""
    if not os.path.islink(path) and os.path.isfile(path) and load_bytes(path) == data:
        return Taken(source=source, what=Added.THERE, place=place)
    problem = Problem(domain="archive", key="changed", params={"file": place})
    return Taken(source=source, what=Added.REFUSED, place=place, problem=problem)


def _walk(folder: str, below: str) -> Iterator[Lying]:
    try:
        names = sorted(os.listdir(os.path.join(folder, below)), key=os.fsencode)
    except OSError:
        yield Lying(path=_shown(below) or ".", size=0, mtime_ns=0, problem="not_readable")
        return
    for name in names:
        path = f"{below}/{name}" if below else name
        try:
            found = os.lstat(os.path.join(folder, path))
        except OSError:
            yield Lying(path=_shown(path), size=0, mtime_ns=0, problem="not_readable")
            continue
        if not _is_text(name):
            yield Lying(path=_shown(path), size=found.st_size, mtime_ns=found.st_mtime_ns, problem="bad_name")
        elif S_ISDIR(found.st_mode):
            yield from _walk(folder, path)
        elif S_ISREG(found.st_mode):
            yield Lying(path=path, size=found.st_size, mtime_ns=found.st_mtime_ns)
        else:
            what = "link" if S_ISLNK(found.st_mode) else "no_file"
            yield Lying(path=path, size=found.st_size, mtime_ns=found.st_mtime_ns, problem=what)


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: str) -> str:
    """Write a path whose bytes are no text so that it can be told; two such paths may come to the same."""
    return os.fsencode(path).decode(errors="backslashreplace")
