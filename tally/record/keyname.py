"""The name of a key, ``UNIT/ROLE-N``: whose it is, what it may sign, and which of several it is."""

import re
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter, ValidationError

from tally.files.strict import shown
from tally.files.values import UnitCode
from tally.record.note import MOST_NAME
from tally.record.refusal import Refused

__all__ = ["MOST_NUMBER", "KeyName", "Role"]

MOST_NUMBER = 9999

_UNIT = TypeAdapter(UnitCode)
_FORM = re.compile(r"([^/]*)/([a-z]+)-([1-9][0-9]{0,3})")


class Role(StrEnum):
    """What a key may sign: trust files (root), records (board, station); ballots are sealed to an auditor's."""

    ROOT = "root"
    BOARD = "board"
    AUDITOR = "auditor"
    STATION = "station"


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyName:
    """A name that a key can have: the code of a unit, a role, and a number from 1 to ``MOST_NUMBER``.

    ``str`` gives its one spelling; names are ordered by it. Raises Refused (``bad_key_name``) for a unit that is no
    unit's code, a number out of range and a name that is too long for a signature's line.
    """

    unit: str
    role: Role
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= MOST_NUMBER or not _is_code(self.unit) or len(str(self).encode()) > MOST_NAME:
            raise Refused("bad_key_name", name=shown(str(self)))

    def __str__(self) -> str:
        return f"{self.unit}/{self.role}-{self.number}"

    @classmethod
    def parse(cls, text: str) -> "KeyName":
        """Read a name. Raises Refused (``bad_key_name``) unless writing it gives the same text."""
        form = _FORM.fullmatch(text)
        if not form or form[2] not in list(Role):
            raise Refused("bad_key_name", name=shown(text))
        return cls(unit=form[1], role=Role(form[2]), number=int(form[3]))


def _is_code(unit: str) -> bool:
    try:
        return _UNIT.validate_python(unit) == unit
    except ValidationError:
        return False
