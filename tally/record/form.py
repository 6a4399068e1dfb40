"""Signed documents as their models: what would have to be put right in one is refused, and its place is named."""

from itertools import zip_longest

from tally.faults import BadInput
from tally.files.values import Model, validated
from tally.record import canonical
from tally.record.refusal import Refused

__all__ = ["check_spelling", "read_model"]


def read_model(model: type[Model], data: bytes, code: str) -> Model:
    """Read a canonical document as a model.

    Raises Refused: what ``canonical.read`` raises; ``code`` with the ``location`` of the first value that is not as it
    should be and the ``fault`` in it, as a ``Fault`` names them.
    """
    tree = canonical.read(data)
    if not isinstance(tree, dict):
        raise Refused(code, location="-", fault="bad_value.object")
    try:
        return validated(model, "-", tree)
    except BadInput as bad:
        raise Refused(code, location=bad.faults[0].location, fault=bad.faults[0].key) from None


def check_spelling(given: bytes, again: bytes, code: str) -> None:
    """Check that a document is what its values are written as: trimmed, in order, agreeing with itself.

    Raises Refused (``code``) with the first line that is not as the ``location``, and ``bad_value.form`` as the fault.
    """
    lines = enumerate(zip_longest(given.split(b"\n"), again.split(b"\n")), start=1)
    line = next((number for number, (one, other) in lines if one != other), None)
    if line is not None:
        raise Refused(code, location=f"line {line}", fault="bad_value.form")
