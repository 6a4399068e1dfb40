"""Files onto a stick, and off it. What is said to be on it has been read from it again."""

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from station.sticks.error import Code, StickError, telling
from station.sticks.mounted import Stick
from tally.files import disk

__all__ = ["Copied", "copy", "read"]


_OF_READING = {
    errno.ENOENT: Code.MISSING,
    errno.ELOOP: Code.NOT_PLAIN,
    errno.ENXIO: Code.NOT_PLAIN,  # what a socket answers
    errno.EACCES: Code.IO,
    errno.EPERM: Code.IO,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Copied:
    """Files that are on the stick, whole: those ``written`` now, and those that were ``there`` with the same bytes."""

    folder: Path
    written: tuple[str, ...]
    there: tuple[str, ...]


def copy(files: Mapping[str, bytes], folder: Path, *, stick: Stick | None = None) -> Copied:
    """Write files into a folder, each whole or not at all, and read every one of them again from the disk itself.

    The folder is made if the one above it is there, and none above it: on the mount point of a stick that was drawn
    out that would write to the computer's own disk. With ``stick``, the folder must be on that very stick, then and to
    the end. A file that is there already with the same bytes is left; one with others is never overwritten, and then
    nothing at all is written.

    Raises StickError, which tells what is whole on the stick all the same.
    """
    try:
        with telling(_of(folder)), _opened(folder, stick):
            return _copied(files, folder)
    except StickError as error:
        whole = _whole(files, folder, stick)
        rest = tuple(name for name in files if name not in whole)
        raise StickError(error.code, error.params, whole=whole, rest=rest) from None


def read(folder: Path, name: str, most: int) -> bytes:
    """Read a plain file in a folder, of at most so many bytes; no link is followed, and nothing waited for.

    Raises StickError: ``gone``, ``missing``, ``not_plain``, ``too_large``, ``io``.
    """
    return _read(folder, name, most)


def _copied(files: Mapping[str, bytes], folder: Path) -> Copied:
    there = tuple(name for name in files if _is_there(folder, name))
    others = [name for name in there if _bytes_there(folder, name, len(files[name])) != files[name]]
    if others:
        raise StickError(Code.EXISTS_OTHER, _of(folder, ", ".join(others)))
    written = tuple(name for name in files if name not in there)
    for name in written:
        if _is_there(folder, name):  # to some file systems, "A" and "a" are one name
            raise StickError(Code.EXISTS_OTHER, _of(folder, name))
        with telling(_of(folder, name)):
            disk.put(str(folder / name), files[name])
    for name, data in files.items():
        if _bytes_there(folder, name, len(data)) != data:
            raise StickError(Code.DIFFERS, _of(folder, name))
    return Copied(folder=folder, written=written, there=there)


@contextmanager
def _opened(folder: Path, stick: Stick | None) -> Iterator[None]:
    """Hold a folder, made if need be: it must be the same one, on the same stick, in the end."""
    if stick:
        _check_is_on(stick, os.stat(stick.path), folder)
    try:
        folder.mkdir()
        disk.flush_folder(str(folder.parent))
    except FileExistsError:
        pass
    held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if stick:
            _check_is_on(stick, os.fstat(held), folder)
        yield
        if not os.path.samestat(os.fstat(held), os.stat(folder)):
            raise StickError(Code.GONE, _of(folder))
    finally:
        os.close(held)


def _check_is_on(stick: Stick, what: os.stat_result, folder: Path) -> None:
    if what.st_dev != stick.filesystem:
        raise StickError(Code.GONE, _of(folder))


def _whole(files: Mapping[str, bytes], folder: Path, stick: Stick | None) -> tuple[str, ...]:
    """Look which of the files are whole on the stick now, by name and by bytes; none that cannot be looked at is."""
    try:
        with telling(_of(folder)):
            if stick:
                _check_is_on(stick, os.stat(folder), folder)
            disk.flush_folder(str(folder))
    except StickError:
        return ()
    return tuple(name for name, data in files.items() if _is_whole(folder, name, data))


def _is_whole(folder: Path, name: str, data: bytes) -> bool:
    try:
        return _bytes_there(folder, name, len(data)) == data
    except StickError:
        return False


def _is_there(folder: Path, name: str) -> bool:
    with telling(_of(folder, name)):
        try:
            os.lstat(_path(folder, name))
        except FileNotFoundError:
            return False
        return True


def _bytes_there(folder: Path, name: str, most: int) -> bytes | None:
    """Give the bytes of a file from the disk itself; None if there are more of them, or no plain file is there."""
    try:
        return _read(folder, name, most, again=True)
    except StickError as error:
        if error.code in {Code.MISSING, Code.NOT_PLAIN, Code.TOO_LARGE}:
            return None
        raise


def _read(folder: Path, name: str, most: int, *, again: bool = False) -> bytes:
    params = _of(folder, name)
    try:
        with telling(params, _OF_READING):
            data = _start(_path(folder, name), most + 1, params, again=again)
    except StickError as error:
        if error.code is Code.MISSING and not os.path.isdir(folder):
            raise StickError(Code.GONE, params) from None
        raise
    if len(data) > most:
        raise StickError(Code.TOO_LARGE, params | {"most": most})
    return data


def _start(path: str, most: int, params: Mapping[str, str | int], *, again: bool) -> bytes:
    """Read so many bytes of a plain file; ``again``: from the disk itself, not from what the system remembers."""
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise StickError(Code.NOT_PLAIN, params)
        if again:
            os.fsync(file)
            disk.forget(file)
        with open(file, "rb", closefd=False) as opened:
            return opened.read(most)
    finally:
        os.close(file)


def _path(folder: Path, name: str) -> str:
    """Give the path of a file that stands in the folder itself. Raises StickError for any other name."""
    if name in {"", ".", ".."} or "/" in name or "\0" in name:
        raise StickError(Code.NOT_PLAIN, _of(folder, name))
    return str(folder / name)


def _of(folder: Path, name: str | None = None) -> dict[str, str | int]:
    """Give the parameters of a sentence about a folder, and of a file in it if it is about one."""
    params: dict[str, str | int] = {"folder": str(folder)}
    return params if name is None else params | {"file": name}
