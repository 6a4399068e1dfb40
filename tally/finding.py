"""What the rules have to say about a list, a meeting or a count, as data.

A finding never stops a count by itself (only a round that is ``stopped`` does). It names its rule,
and the face that shows it makes the sentence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["Finding", "Severity", "finding"]


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """A rule is broken; the body must deal with it before or after the ballot."""
    WARNING = "warning"
    """Unusual, or against guidance; somebody should look."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One remark of the rules: its stable ``code``, how much it matters, the rule it rests on, and its figures.

    ``rule`` is the id of a clause of the regulation (``R4`` or ``R4.rounding``). ``params`` hold integers, and text
    such as names; lists of candidates are their numbers joined by a comma and a space.
    """

    code: str
    severity: Severity
    rule: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def finding(code: str, severity: Severity, rule: str, /, **params: str | int) -> Finding:
    """Make a finding, its figures by name."""
    return Finding(code=code, severity=severity, rule=rule, params=params)
