"""Files that are a zip of parts, such as those of the office programs, in the same bytes whenever they are made."""

from io import BytesIO
from zipfile import ZipFile, ZipInfo

__all__ = ["packed_again"]

_DAY = (1980, 1, 1, 0, 0, 0)
"""When every part was made: the earliest day that a zip can name."""
_UNIX = 3
_FOR_ALL_TO_READ = 0o644 << 16


def packed_again(data: bytes) -> bytes:
    """Pack a zip again with nothing of the clock and the system in it; nor is it compressed as this machine would."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as given, ZipFile(made, "w") as packed:
        for name in given.namelist():
            entry = ZipInfo(name, _DAY)
            entry.create_system, entry.external_attr = _UNIX, _FOR_ALL_TO_READ
            packed.writestr(entry, given.read(name))
    return made.getvalue()
