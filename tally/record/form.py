"""Signed documents as their models: what would have to be put right in one is refused, and its place is named."""

from tally.faults import BadInput
from tally.files.values import Model, validated
from tally.record import canonical
from tally.record.canonical import Tree
from tally.record.refusal import Refused

__all__ = ["check_spelling", "model_of", "read_model", "read_object"]


def read_object(data: bytes, code: str) -> dict[str, Tree]:
    """Read a canonical document that is an object. Raises Refused: what ``canonical.read`` raises; ``code``."""
    tree = canonical.read(data)
    if not isinstance(tree, dict):
        raise Refused(code, location="-", fault="bad_value.object")
    return tree


def model_of(model: type[Model], tree: dict[str, Tree], code: str) -> Model:
    """Give an object as a model.

    Raises Refused (``code``) with the ``location`` of the first value that is not as it should be and the ``fault`` in
    it, as a ``Fault`` names them.
    """
    try:
        return validated(model, "-", tree)
    except BadInput as bad:
        raise Refused(code, location=bad.faults[0].location, fault=bad.faults[0].key) from None


def read_model(model: type[Model], data: bytes, code: str) -> Model:
    """Read a canonical document as a model. Raises Refused as ``read_object`` and ``model_of`` do."""
    return model_of(model, read_object(data, code), code)


def check_spelling(given: bytes, again: bytes, code: str) -> None:
    """Check that a document is what its values are written as: trimmed, in order, agreeing with itself.

    Raises Refused (``code``) with the first line that is not as the ``location``, and ``bad_value.form`` as the fault.
    """
    if given != again:
        raise Refused(code, location=f"line {canonical.first_difference(given, again)}", fault="bad_value.form")
