"""What the record turns away, told of the file that it stands in."""

from collections.abc import Iterator
from contextlib import contextmanager

from tally.faults import BadInput, Fault
from tally.record.refusal import Refused

__all__ = ["about", "fault_of"]


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
