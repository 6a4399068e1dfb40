"""What the record turns away or objects to, told of the file that it stands in."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tally.faults import BadInput, Fault
from tally.record.refusal import Refused

if TYPE_CHECKING:
    from tally.record.objection import Objection

__all__ = ["about", "fault_of", "objected"]


@contextmanager
def about(path: str, *, place: str = "-") -> Iterator[None]:
    """Turn a refusal of what is done here into bad input of the file at ``path``. Raises BadInput.

    It is told of the place that it names itself, otherwise of ``place``; the path of the command line is ``tally``.
    """
    try:
        yield
    except Refused as refused:
        raise BadInput([fault_of(refused, path, place=place)]) from None


def fault_of(refused: Refused, path: str, *, place: str = "-") -> Fault:
    """Give a refusal as a fault of a file, at the place that it names itself, otherwise at ``place``."""
    named = str(refused.params.get("location", place))
    return Fault(path=path, location=named, key=refused.code, params=refused.params, domain="refusal")


def objected(objections: "Iterable[Objection]", path: str, *, place: str = "-") -> list[Fault]:
    """Give what is objected to as faults of a file at a place."""
    return [Fault(path=path, location=place, key=each.code, params=each.params) for each in objections]
