"""The core's codes as sentences: what is wrong with an input, and what the rules have to remark."""

from collections.abc import Mapping
from datetime import date

from tally.faults import Fault
from tally.finding import Finding
from tally.words.catalogue import Words
from tally.words.dates import show_date

__all__ = ["fault_sentence", "finding_sentence", "operand"]

_CODES = {
    "kind": "term.ballot",
    "category": "term.category",
    "standing": "report.standing",
    "roll_status": "term.status",
    "choice": "term.next",
}
_CODES_OF_REFUSALS = {"expected": "term.ballot"}
"""Parameters that are codes, and where their words stand."""
_DATES = frozenset({"date", "since", "until"})
_NOT_FIGURES = frozenset(
    {"number", "round", "after_round", "expected", "first", "last", "byte", "line", "column", "index"}
)
"""Parameters that name something, or repeat what stands in a file: they are shown as they are written there."""


def fault_sentence(words: Words, fault: Fault) -> str:
    """Say what is wrong with an input, and what to do about it."""
    codes = _CODES_OF_REFUSALS if fault.domain == "refusal" else _CODES
    return words(f"{fault.domain}.{fault.key}", **_said(words, fault.params, codes))


def finding_sentence(words: Words, finding: Finding) -> str:
    """Say what the rules have to remark, and what to do about it; a finding of one round begins with that round."""
    params = _said(words, finding.params, _CODES)
    sentence = words(f"finding.{finding.code}{_variant(finding.params)}", **params)
    if "round" in params:
        sentence = words("report.in_round", round=params["round"], sentence=sentence)
    return sentence


def operand(words: Words, name: str) -> str:
    """Give what stands for a thing to be typed, such as ``FILE``, in the help; as it is where it has no word."""
    key = f"command.operand.{name}"
    return words(key) if words.has(key) else name


def _variant(params: Mapping[str, str | int]) -> str:
    """Tell apart what one code says in two ways, by the parameters that come with it."""
    if "bodies_present" in params:
        return ".bodies"
    if "people" in params:
        return ".people"
    if "after_round" in params:
        return ".decision"
    if params.get("until") and str(params["date"]) >= str(params["until"]):
        return ".ended"
    return ".one" if "prepared" in params and params["least"] == params["most"] else ""


def _said(words: Words, params: Mapping[str, str | int], codes: Mapping[str, str]) -> dict[str, str | int]:
    return {name: _said_one(words, name, value, codes) for name, value in params.items()}


def _said_one(words: Words, name: str, value: str | int, codes: Mapping[str, str]) -> str | int:
    if name == "operand":
        return operand(words, str(value))
    if name in codes:
        return words(f"{codes[name]}.{value}")
    if name in _DATES and value:
        return show_date(date.fromisoformat(str(value)), words.lang)
    return str(value) if name in _NOT_FIGURES else value
