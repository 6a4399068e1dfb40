"""Files on the disk: the only place below the faces that opens one."""

import os
from pathlib import Path, PurePosixPath

from tally.ballot import Ballots
from tally.course import BallotPaper, Course
from tally.faults import BadInput, Fault
from tally.files.ballots import MOST_BYTES, Progress, read_ballots
from tally.files.congress_file import CongressFile, read_congress
from tally.files.rounds import read_courses

__all__ = ["load_bytes", "load_congress", "load_courses"]


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


def load_congress(path: str) -> CongressFile:
    """Read the congress file at a path. Raises BadInput with all its faults."""
    return read_congress(path, load_bytes(path))


def load_courses(file: CongressFile, *, progress: Progress | None = None) -> tuple[Course, ...]:
    """Read and count every round of the file, telling ``progress`` of each ballots file on the way.

    Raises BadInput with every fault of every ballots file, as ``read_courses`` does.
    """

    def read(name: str, place: str, paper: BallotPaper) -> Ballots:
        path = _beside(file.path, name, place)
        return read_ballots(path, load_bytes(path, named_by=file.path, place=place), paper, progress=progress)

    return read_courses(file, read)


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
