"""What can go wrong with a stick, told so that people know what is on it and what is not."""

import errno
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from types import MappingProxyType

__all__ = ["Code", "StickError", "telling"]


class Code(StrEnum):
    """Why it did not work. The words of each are ``stick.`` and its value."""

    GONE = "gone"
    """The stick or the folder is not there, or no longer."""
    FULL = "full"
    READ_ONLY = "read_only"
    """Nothing may be written: it is locked, or belongs to somebody else."""
    IO = "io"
    """The stick fails in reading or writing."""
    DIFFERS = "differs"
    """What was written is not what is read again."""
    EXISTS_OTHER = "exists_other"
    """There is something else of that name already; it was left as it is."""
    MISSING = "missing"
    """The folder has no such file."""
    NOT_PLAIN = "not_plain"
    """A link, a folder, a device, or no name of a file in that folder."""
    TOO_LARGE = "too_large"


_CODES = {
    errno.EDQUOT: Code.FULL,
    errno.ENOSPC: Code.FULL,
    errno.EACCES: Code.READ_ONLY,
    errno.EPERM: Code.READ_ONLY,
    errno.EROFS: Code.READ_ONLY,
    errno.ENODEV: Code.GONE,
    errno.ENOENT: Code.GONE,
    errno.ENOMEDIUM: Code.GONE,
    errno.ENOTCONN: Code.GONE,
    errno.ENOTDIR: Code.GONE,
    errno.ESTALE: Code.GONE,
}


class StickError(Exception):
    """It did not work. ``code`` is stable; ``params`` are what its sentence needs: ``folder``, ``file``, ``most``.

    Of a copy, ``whole`` names the files that were found whole on the stick afterwards, and ``rest`` those that were
    not: each of the files is in one of the two.
    """

    def __init__(
        self,
        code: Code,
        params: Mapping[str, str | int],
        *,
        whole: tuple[str, ...] = (),
        rest: tuple[str, ...] = (),
    ) -> None:
        self.code = code
        self.params = params
        self.whole = whole
        self.rest = rest
        super().__init__(" ".join([code, *(f"{name}={value}" for name, value in params.items())]))


@contextmanager
def telling(params: Mapping[str, str | int], codes: Mapping[int, Code] = MappingProxyType({})) -> Iterator[None]:
    """Tell what the system says in our codes, with ``params``; ``codes`` are others than usual, by its numbers."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        number = getattr(error, "errno", None)
        raise StickError({**_CODES, **codes}.get(number or 0, Code.IO), params) from None
