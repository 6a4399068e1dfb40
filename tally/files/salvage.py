"""A tree with faults -> what of it can still be judged, so that all faults of a file are told at once.

A part that has a fault is simply not there: a check that asks for it is not made. So a check rests only on parts that
are sure, and no fault is told that is but the consequence of another.
"""

from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from types import SimpleNamespace
from typing import Any, Never, cast, get_args

from pydantic import TypeAdapter

from tally.faults import Fault
from tally.files.strict import Place, Placed, Tree
from tally.files.values import FileModel, Model, read_form

__all__ = ["Unsure", "judgeable", "where_sure"]


class Unsure(AttributeError):
    """A check asks for a part that is not sure: one with a fault, or one that another part may have been meant for."""


where_sure = suppress(Unsure)
"""Stands around a check, which ends where it asks for a part that is not sure."""


class _Part(SimpleNamespace):
    """Stands in for the model of an object with faults: it has those keys of it that are sure."""

    def __getattr__(self, name: str) -> Never:
        raise Unsure(name)


def judgeable(model: type[Model], path: str, tree: Tree) -> tuple[Model, list[Fault]]:
    """Give the model of a tree, and the faults of its keys and its form.

    If there are any, the model is only what is left of it: it can be checked under ``where_sure``, and nothing else.
    """
    found, faults = read_form(model, path, tree)
    left = _Salvage(faults).part(model, tree, ()) if found is None else found
    return left, [fault for _, fault in faults]


class _Salvage:
    def __init__(self, faults: Iterable[Placed]) -> None:
        places = [(place, fault.code == "unknown_key") for place, fault in faults]
        self.faulty = {place for place, is_unknown_key in places if not is_unknown_key}
        self.misspelt = {place[:-1] for place, is_unknown_key in places if is_unknown_key}
        """Objects with a key that nobody knows: any key that they lack may be meant by it."""
        self.touched = {place[:length] for place, _ in places for length in range(len(place) + 1)}
        """Every place at or in which there is a fault."""

    def part(self, model: type[Model], tree: Any, place: Place) -> Model:
        """Give what is left of an object at a place of the tree: of one that is no object, nothing."""
        if place not in self.touched:
            return model.model_validate(tree)
        sure: dict[str, object] = {}
        written = set()
        for name, field in model.model_fields.items() if place not in self.faulty else ():
            key = field.alias or name
            if key in tree:
                with where_sure:
                    sure[name] = self.value(model, name, tree[key], (*place, key))
                    written.add(name)
            elif not field.is_required() and place not in self.misspelt:
                sure[name] = field.get_default(call_default_factory=True)
        return cast("Model", _Part(**sure, model_fields_set=written))

    def value(self, model: type[FileModel], name: str, value: Any, place: Place) -> Any:
        """Give what is left of the value of a key. Raises Unsure if that is nothing, or nobody knows what."""
        reader, inner = _field(model, name)
        if place in self.faulty:
            raise Unsure(name)
        if place not in self.touched:
            return reader.validate_python(value)
        if inner and isinstance(value, list):
            return [self.part(inner, item, (*place, index)) for index, item in enumerate(value)]
        if inner:
            return self.part(inner, value, place)
        if isinstance(value, dict):
            return reader.validate_python({key: value[key] for key in value if (*place, key) not in self.touched})
        raise Unsure(name)


@cache
def _field(model: type[FileModel], name: str) -> tuple[TypeAdapter[Any], type[FileModel] | None]:
    """Give what reads a value of a field, and the model of the objects in it, if it holds any."""
    field = model.model_fields[name]
    return TypeAdapter(field.rebuild_annotation()), _model_in(field.annotation)


def _model_in(annotation: object) -> type[FileModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, FileModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)
