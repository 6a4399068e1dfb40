"""What a refusal, a fault or a failure says to whoever sits at the keys: what happened, and that nothing is lost."""

from typing import assert_never

from station.journal.errors import JournalError
from station.session.denied import Denied
from station.widgets.drawing import Sentence
from tally.faults import BadInput, Fault
from tally.record.refusal import Refused
from tally.words import Words

__all__ = ["Told", "told"]

Told = Denied | BadInput | JournalError | Refused
"""Everything that may keep an act from being done."""

MOST_FAULTS = 8


def told(error: Told, words: Words) -> Sentence | str:
    """Give the sentence of an error; of a file with many faults the first ones, a line each."""
    match error:
        case Denied(code="air_gap_broken"):
            checks = str(error.params["checks"]).split(", ")
            seen = words.join(words(f"air.check.{check}") for check in checks)
            return Sentence(key=f"denied.{error.code}", params={"checks": seen})
        case Denied():
            return Sentence(key=f"denied.{error.code}", params=error.params)
        case JournalError():
            return Sentence(key=f"journal.{error.code}", params=error.params)
        case Refused():
            own = f"journal.{error.code}"
            return Sentence(key=own if words.has(own) else f"{error.domain}.{error.code}", params=error.params)
        case BadInput():
            return _faults(error, words)
        case never:
            assert_never(never)


def _where(fault: Fault) -> str:
    """Say where a fault is: the place in its file, or the file where it is all of it."""
    return fault.location if fault.location not in ("", "-") else fault.path


def _faults(error: BadInput, words: Words) -> str:
    from tally.words.sentences import fault_sentence

    shown = [f"{_where(fault)}: {fault_sentence(words, fault)}" for fault in error.faults[:MOST_FAULTS]]
    more = len(error.faults) - len(shown)
    return "\n".join([*shown, *([words("denied.more_faults", n=more)] if more else [])])
