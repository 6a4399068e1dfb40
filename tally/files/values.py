"""The kinds of value that files hold, strict ones: what pydantic refuses here becomes a fault with a stable code."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from tally.faults import BadInput, Fault
from tally.files.strict import Placed, Tree, key_faults, location, shown
from tally.person import Birth

__all__ = [
    "Born",
    "Day",
    "FileModel",
    "Flag",
    "Identifier",
    "Model",
    "Number",
    "NumberKey",
    "Several",
    "Text",
    "UnitCode",
    "clean",
    "read_form",
    "validated",
    "validated_json",
]

MOST = 10_000_000
MOST_TEXT = 500
MOST_FAULTS = 10_000
"""Faults of one document that are told; above it nothing but that is."""

_NUMBER_KEY = r"^(0|[1-9][0-9]{0,7})$"
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
"""Categories of characters that nobody sees on paper: controls, changes of direction, surrogates, private ones."""


class FileModel(BaseModel):
    """An object of a file: unknown keys are refused, nothing is converted that could be taken for something else."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def clean(text: str) -> str:
    """Give the text in NFC, trimmed of spaces. Raises a pydantic error for characters that nobody sees on paper."""
    for character in () if text.isprintable() else text:
        if unicodedata.category(character) in _UNSEEN:
            raise PydanticCustomError("unseen_character", "{code}", {"code": f"U+{ord(character):04X}"})
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        raise PydanticCustomError("empty_text", "empty")
    return text


def _day(value: object) -> date:
    if type(value) is date:  # TOML has dates of its own
        return value
    if isinstance(value, str) and (match := _DAY.fullmatch(value)):
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            pass
    raise PydanticCustomError("not_a_day", "not a day")


def _born(value: object) -> Birth:
    if isinstance(value, str) and re.fullmatch(r"\d{4}", value, re.ASCII) and int(value) > 0:
        return Birth(year=int(value))
    try:
        day = _day(value)
    except PydanticCustomError:
        raise PydanticCustomError("not_a_birth", "neither a day nor a year") from None
    return Birth(year=day.year, month=day.month, day=day.day)


def _number_key(key: str) -> str:
    if re.fullmatch(_NUMBER_KEY, key):
        return key
    raise PydanticCustomError("not_a_number_key", "not a number key")


def _schema(**schema: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **schema})


Number = Annotated[int, Field(strict=True, ge=0, le=MOST)]
Several = Annotated[int, Field(strict=True, ge=1, le=MOST)]
Flag = Annotated[bool, Field(strict=True)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=MOST_TEXT), AfterValidator(clean)]
NumberKey = Annotated[str, AfterValidator(_number_key), _schema(pattern=_NUMBER_KEY)]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
UnitCode = Annotated[str, AfterValidator(clean), StringConstraints(pattern=r"^[^\s+/]{1,64}$")]
Day = Annotated[date, BeforeValidator(_day), _schema(format="date")]
Born = Annotated[Birth, BeforeValidator(_born), _schema(pattern=r"^\d{4}(-\d{2}-\d{2})?$")]


Model = TypeVar("Model", bound=FileModel)


def read_form(model: type[Model], path: str, tree: Tree) -> tuple[Model | None, list[Placed]]:
    """Read a tree as a model; if it has faults of its keys or its form, give none, and every such fault.

    Nothing is told of what stands under a repeated key, for nobody knows which of the two is meant.
    """
    faults = key_faults(path, tree)
    repeated = {place for place, fault in faults if fault.code == "repeated_key"}
    found = None
    try:
        found = model.model_validate(tree)
    except ValidationError as error:
        for detail in _details(path, error):
            place, fault = _placed(path, detail)
            above = len(place) if fault.code == "unknown_key" else len(place) + 1
            if not any(place[:length] in repeated for length in range(1, above)):
                faults.append((place, fault))
    return (None if faults else found), faults


def validated(model: type[Model], path: str, tree: Tree) -> Model:
    """Read a tree as a model. Raises BadInput with every fault of its keys and its form."""
    found, faults = read_form(model, path, tree)
    if found is None:
        raise BadInput(fault for _, fault in faults)
    return found


def validated_json(model: type[Model], path: str, data: bytes) -> Model:
    """Read a JSON document as a model, each value of its own kind. Raises BadInput with every fault of its form.

    Of a repeated key the last is taken: this is for documents that were read in their one spelling before.
    """
    try:
        return model.model_validate_json(data, strict=True)
    except ValidationError as error:
        raise BadInput(_placed(path, detail)[1] for detail in _details(path, error)) from None


def _details(path: str, error: ValidationError) -> list[ErrorDetails]:
    """Give what is wrong with a document. Raises BadInput above ``MOST_FAULTS``: telling all of it would take hours."""
    if error.error_count() > MOST_FAULTS:
        raise BadInput([Fault(path=path, location="-", key="bad_value.many_faults", params={"most": MOST_FAULTS})])
    return error.errors(include_url=False)


_KEYS = {
    "missing": "missing.key",
    "extra_forbidden": "unknown_key",
    "int_type": "bad_value.integer",
    "int_from_float": "bad_value.integer",
    "greater_than_equal": "bad_value.too_low",
    "less_than_equal": "bad_value.too_high",
    "string_type": "bad_value.text",
    "string_unicode": "bad_value.text",
    "string_too_short": "bad_value.empty",
    "string_too_long": "bad_value.long_text",
    "string_pattern_mismatch": "bad_value.form",
    "unseen_character": "bad_value.unseen_character",
    "empty_text": "bad_value.empty",
    "too_short": "bad_value.empty",
    "too_long": "bad_value.too_many",
    "bool_type": "bad_value.boolean",
    "enum": "bad_value.choice",
    "literal_error": "bad_value.choice",
    "not_a_day": "bad_value.day",
    "not_a_birth": "bad_value.day_or_year",
    "not_a_number_key": "bad_value.number_key",
    "list_type": "bad_value.list",
    "tuple_type": "bad_value.list",
    "dict_type": "bad_value.object",
    "model_type": "bad_value.object",
}


def _placed(path: str, detail: ErrorDetails) -> Placed:
    steps = detail["loc"]
    if steps[-1] == "[key]" and detail["type"] != "extra_forbidden":  # so pydantic marks a key of a mapping
        steps = steps[:-1]
    context = detail.get("ctx", {})
    key = _KEYS.get(detail["type"], "bad_value.other")
    params: dict[str, str | int] = {}
    if key == "missing.key":
        params["missing"] = str(steps[-1])
    elif key == "unknown_key":
        params["unknown"] = shown(str(steps[-1]))
    elif key == "bad_value.integer":
        params |= {"least": 0, "most": MOST}
    elif key == "bad_value.too_low":
        params["least"] = int(context["ge"])
    elif key == "bad_value.too_high":
        params["most"] = int(context["le"])
    elif key == "bad_value.choice":
        params["expected"] = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    elif key == "bad_value.unseen_character":
        params["character"] = str(context["code"])
    elif key in ("bad_value.too_many", "bad_value.long_text"):
        params["most"] = int(context["max_length"])
    return steps, Fault(path=path, location=location(steps), key=key, params=params)
