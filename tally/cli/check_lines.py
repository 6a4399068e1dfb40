"""What a check found, in a sentence."""

from datetime import date

from tally.faults import Fault
from tally.record.check import Check
from tally.words import Words
from tally.words.dates import show_date
from tally.words.sentences import fault_sentence

__all__ = ["check_fault", "check_sentence"]

_DATES = frozenset({"date", "first", "last"})
_NAMES = frozenset(
    {"sequence", "before", "missing", "round", "earlier", "replaced", "by", "number", "version", "newest", "newer"}
)
"""Parameters that name something by its number: they are no figures."""


def check_sentence(words: Words, check: Check) -> str:
    """Say what a check found; what was refused in it is said as everywhere else."""
    in_words = (f"record.check.{check.code}", "record.check.any", f"archive.check.{check.code}")
    for key in (f"{known}.{check.why}" for known in in_words):
        if words.has(key):
            return words(key, **{name: _said(words, name, value) for name, value in check.params.items()})
    return fault_sentence(words, Fault(path="", location="-", key=check.why, params=check.params, domain="refusal"))


def check_fault(words: Words, path: str, check: Check, key: str) -> Fault:
    """Give a check that does not hold as a fault of the record at ``path``: what it found, and ``key`` what to do."""
    params = {"check": check.code, "detail": check_sentence(words, check)}
    return Fault(path=path, location=check.code, key=key, params=params)


def _said(words: Words, name: str, value: str | int) -> str | int:
    if name in _DATES:
        return show_date(date.fromisoformat(str(value)), words.lang)
    return str(value) if name in _NAMES else value
