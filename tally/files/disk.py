"""Files on the disk: the only place below the faces that opens one.

What is written is on the disk, whole, when the call returns: first in a file beside it, and then under its name.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path, PurePosixPath

from tally.ballot import Ballots
from tally.course import BallotPaper, Course
from tally.faults import BadInput, Fault
from tally.files.ballots import MOST_BYTES, Progress, read_ballots
from tally.files.congress_file import CongressFile, read_congress
from tally.files.rounds import read_courses

__all__ = [
    "PRIVATE",
    "PUBLIC",
    "check_absent",
    "flush_folder",
    "forget",
    "load_again",
    "load_bytes",
    "load_congress",
    "load_courses",
    "locked",
    "make_folder",
    "put",
    "remove",
    "replace",
    "write_new",
]

PUBLIC = 0o666
PRIVATE = 0o600
"""Who may read a file: everyone whom the system lets, or whoever wrote it alone."""


def load_bytes(path: str, *, named_by: str | None = None, place: str = "-") -> bytes:
    """Read a file whole, or one byte more than any file may have, which its reader then refuses.

    Raises BadInput if that cannot be; the fault is told of ``named_by`` at ``place``, if given.
    """
    file = Path(path)
    try:
        if file.is_file():
            with file.open("rb") as opened:
                return opened.read(MOST_BYTES + 1)
        key = "file_missing.not_a_file" if file.exists() else "file_missing.not_there"
    except OSError:  # no leave to read it, or a name longer than any file's
        key = "file_missing.not_readable"
    raise BadInput([Fault(path=named_by or path, location=place, key=key, params={"file": path})])


def load_again(path: str) -> bytes:
    """Read a file that was just written from the disk itself, not from what the system remembers of it.

    A system that cannot be told to forget may still give what it remembers. Raises BadInput as ``load_bytes`` does.
    """
    with suppress(OSError, ValueError):
        file = os.open(path, os.O_RDONLY)
        try:
            forget(file)
        finally:
            os.close(file)
    return load_bytes(path)


def forget(file: int) -> None:
    """Tell the system to forget what it remembers of an open file that is on the disk, if it can."""
    with suppress(AttributeError, OSError):
        os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def load_congress(path: str) -> CongressFile:
    """Read the congress file at a path. Raises BadInput with all its faults."""
    return read_congress(path, load_bytes(path))


def load_courses(
    file: CongressFile, *, progress: Progress | None = None, kept: dict[str, tuple[Ballots, bytes]] | None = None
) -> tuple[Course, ...]:
    """Read and count every round of the file, telling ``progress`` of each ballots file on the way.

    ``kept`` takes the ballots of each file, and the bytes that they were read from, by the place that names it
    (``contests[0].rounds[0].ballots``), where they are needed beside their sums.

    Raises BadInput with every fault of every ballots file, as ``read_courses`` does.
    """

    def read(name: str, place: str, paper: BallotPaper) -> Ballots:
        path = _beside(file.path, name, place)
        data = load_bytes(path, named_by=file.path, place=place)
        ballots = read_ballots(path, data, paper, progress=progress)
        if kept is not None:
            kept[place] = ballots, data
        return ballots

    return read_courses(file, read)


def write_new(path: str, data: bytes, *, mode: int = PUBLIC, place: str = "-") -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises BadInput, told of the file at ``place``: ``file_exists`` if there is anything of that name, which is never
    overwritten, and ``not_written`` if it cannot be written.
    """
    with _told_of(path, place), _prepared(path, data, mode) as prepared:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))  # the name is ours; no stick knows links
        try:
            _put_in_place(prepared, path)
        except BaseException:
            Path(path).unlink()
            raise


def make_folder(path: str) -> None:
    """Make a folder, and those above it, unless it is there. Raises BadInput (``not_written``)."""
    with _told_of(path, "-"):
        Path(path).mkdir(parents=True, exist_ok=True)


@contextmanager
def locked(folder: str, *, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold a folder ("" for the one that the command runs in): whoever else asks for it waits until it is let go.

    ``waiting`` is called once where somebody else holds it, before the wait: it may last minutes.
    Held while a file of it is read again and written, it keeps two who write at once from undoing each other's work.
    It is the folder itself that is locked, so that nothing is left behind, even by a program that was killed. Raises
    BadInput (``not_written``) where the folder cannot be held.
    """
    import fcntl

    with ExitStack() as stack:
        with _told_of(folder or ".", "-"):
            held = os.open(folder or ".", os.O_RDONLY)
            stack.callback(os.close, held)
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if waiting:
                    waiting()
                fcntl.flock(held, fcntl.LOCK_EX)
        yield


def replace(path: str, data: bytes) -> None:
    """Write a file in the place of one that is there, whole or not at all. Raises BadInput (``not_written``)."""
    with _told_of(path, "-"):
        true = os.path.realpath(path)
        put(true, data, mode=os.stat(true).st_mode & 0o777)


def put(path: str, data: bytes, *, mode: int = PUBLIC) -> None:
    """Write a file under its name, whole or not at all, in place of one that may be there.

    For whoever must tell one failure from another: raises OSError as the system does, and ValueError for a name that no
    file can have.
    """
    with _prepared(path, data, mode) as prepared:
        _put_in_place(prepared, path)


def remove(paths: Iterable[str]) -> tuple[str, ...]:
    """Remove files, and give those that are still there."""
    names = tuple(paths)
    for path in names:
        with suppress(OSError):
            Path(path).unlink()
    return tuple(path for path in names if os.path.lexists(path))


def check_absent(paths: Iterable[str]) -> None:
    """Check that nothing has one of these names yet. Raises BadInput with a fault (``file_exists``) for each that has.

    It spares people work that could not be kept; ``write_new`` looks again.
    """
    faults = [_exists(path, "-") for path in dict.fromkeys(paths) if os.path.lexists(path)]
    if faults:
        raise BadInput(faults)


@contextmanager
def _prepared(path: str, data: bytes, mode: int) -> Iterator[str]:
    """Give the name of a file beside the one to be written, which holds its data on the disk; in the end it is gone."""
    beside = os.path.join(os.path.dirname(path), f".tally-{os.urandom(8).hex()}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield beside
    finally:
        with suppress(OSError):
            Path(beside).unlink()


def _put_in_place(prepared: str, path: str) -> None:
    """Give a file its name, and make the folder remember it."""
    os.replace(prepared, path)
    flush_folder(os.path.dirname(path))


def flush_folder(path: str) -> None:
    """Make a folder ("" for the one that the command runs in) remember its names on the disk. Raises OSError."""
    folder = os.open(path or ".", os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def _told_of(path: str, place: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise BadInput([_exists(path, place)]) from None
    except (OSError, ValueError):  # no leave, no folder, no room, or a name that no file can have
        raise BadInput([Fault(path=path, location=place, key="not_written", params={"file": path})]) from None


def _exists(path: str, place: str) -> Fault:
    return Fault(path=path, location=place, key="file_exists", params={"file": path})


def _beside(congress_path: str, name: str, place: str) -> str:
    """Give the path of a ballots file: relative to the congress file, and inside its folder, links followed."""
    folder = Path(congress_path).parent
    named = PurePosixPath(name)
    path = folder / name
    inside = not named.is_absolute() and "\\" not in name and ".." not in named.parts
    if not (inside and Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))):
        fault = Fault(path=congress_path, location=place, key="bad_value.outside_folder", params={"file": name})
        raise BadInput([fault])
    return str(path)
