"""The commands there are: what each is given, its options, and the exit statuses that are its own."""

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["COMMANDS", "EVERYWHERE", "EXITS", "FLAGS", "REPEATABLE", "VALUES", "Command", "group"]

EXITS = (0, 2, 70, 74, 130, 141)
"""The exit statuses that every command can give; what they mean stands in ``tally.cli``."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Command:
    """One command: what it is given, and which options and exit statuses are its own.

    An operand in brackets may be left out; the last one stands for one or more if it ends in ``…``. ``required`` are
    those of the options that must be given. ``output`` is what stands for the value of ``--output`` in the help.
    """

    operands: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    exits: tuple[int, ...] = ()
    output: str = "FILE"

    @property
    def least(self) -> int:
        """How many operands there must be."""
        return sum(not operand.startswith("[") for operand in self.operands)

    @property
    def most(self) -> int | None:
        """How many operands there may be; None where there is no end to them."""
        return None if self.operands[-1:] and self.operands[-1].endswith("…") else len(self.operands)

    def value(self, option: str) -> str:
        """Give what stands for the value of an option in the help, such as ``FILE``; empty for one that takes none."""
        return self.output if option == "--output" else VALUES.get(option, "")


_KEY_NEW = ("--name", "--holder", "--output", "--backup")
_TRUST_NEW = (
    "--organisation",
    "--unit",
    "--from",
    "--to",
    "--trust-threshold",
    "--record-threshold",
    "--output",
)
_VALID = ("--from", "--to", "--output")
_REVOKE = ("--name", "--from", "--reason", "--output")
_VERIFIED = ("--trust", "--pin", "--training")
_AUDIT = ("--seed", "--risk", "--round", "--at-least", *_VERIFIED)

COMMANDS: Mapping[str, Command] = {
    "check": Command(operands=("CONGRESS",), exits=(4,)),
    "count": Command(operands=("CONGRESS",), options=("--contest",)),
    "rules": Command(operands=("[ID]",), options=("--regulation",)),
    "card": Command(operands=("FILE",)),
    "rating": Command(operands=("FILE",)),
    "import": Command(operands=("[LIST]",), options=("--roll", "--meeting", "--output")),
    "template": Command(operands=("NAME",), options=("--output",)),
    "seal": Command(
        operands=("CONGRESS",),
        options=("--output", "--trust", "--pin", "--key", "--correct", "--recount", "--finding-lists"),
        required=("--output", "--trust", "--key"),
        output="DIR",
    ),
    "sign": Command(operands=("RECORD",), options=("--key", "--trust", "--pin"), required=("--key",)),
    "receive": Command(operands=("IMAGE…",), options=("--output",), required=("--output",), exits=(3,)),
    "papers": Command(
        operands=("SOURCE…",),
        options=("--output", "--kind", "--round", "--roll", "--holidays", "--as", "--check"),
        exits=(3,),
        output="DIR",
    ),
    "archive add": Command(operands=("DIR", "FILE…"), exits=(3,)),
    "archive verify": Command(
        operands=("DIR",), options=("--trust", "--pin", "--training", "--anew", "--executor"), exits=(3,)
    ),
    "archive recount": Command(operands=("DIR", "FILE…"), options=("--key", "--executor"), exits=(3,)),
    "archive list": Command(operands=("DIR",)),
    "archive status": Command(operands=("DIR",), options=("--today", "--holidays")),
    "archive report": Command(
        operands=("DIR",),
        options=("--output", "--today", "--holidays"),
        required=("--output",),
    ),
    "verify": Command(
        operands=("RECORD…",),
        options=("--trust", "--pin", "--ballots", "--training"),
        required=("--trust",),
        exits=(3,),
    ),
    "verifier": Command(options=("--output",), required=("--output",)),
    "show": Command(operands=("RECORD",)),
    "diff": Command(operands=("RECORD", "RECORD"), exits=(1,)),
    "open": Command(
        operands=("RECORD",),
        options=("--ballots", "--key", "--leaves", "--all", "--output", *_VERIFIED),
        required=("--ballots", "--key", "--output"),
    ),
    "verify-opening": Command(
        operands=("OPENING",), options=("--record", *_VERIFIED), required=("--record",), exits=(3,)
    ),
    "audit plan": Command(operands=("RECORD",), options=_AUDIT, required=("--seed", "--risk")),
    "audit report": Command(
        operands=("RECORD",),
        options=(*_AUDIT, "--opening", "--papers", "--not-found", "--patterns"),
        required=("--seed", "--risk", "--opening", "--papers"),
        exits=(3,),
    ),
    "key new": Command(options=_KEY_NEW, required=_KEY_NEW),
    "key show": Command(operands=("KEY",)),
    "key test": Command(operands=("KEY",), options=("--output",)),
    "key passphrase": Command(operands=("KEY",), options=("--output",), required=("--output",)),
    "trust new": Command(options=_TRUST_NEW, required=_TRUST_NEW),
    "trust add": Command(operands=("TRUST", "ENROLMENT…"), options=("--namesake", "--output"), required=("--output",)),
    "trust revoke": Command(operands=("TRUST",), options=_REVOKE, required=_REVOKE),
    "trust thresholds": Command(
        operands=("TRUST",),
        options=("--trust-threshold", "--record-threshold", "--output"),
        required=("--output",),
    ),
    "trust valid": Command(operands=("TRUST",), options=_VALID, required=_VALID),
    "trust sign": Command(operands=("TRUST",), options=("--key", "--previous"), required=("--key",)),
    "trust show": Command(operands=("TRUST",)),
    "trust diff": Command(operands=("TRUST", "TRUST"), exits=(1,)),
}
"""Every command by its name, which is one word, or a group and a word."""

EVERYWHERE = ("--json", "--lang", "--help", "--version")
FLAGS = ("--training", "--namesake", "--all", "--patterns", "--anew")
"""The options of single commands that take no value."""
VALUES: Mapping[str, str] = {
    "--lang": "vi|en",
    "--contest": "ID",
    "--regulation": "ID",
    "--output": "FILE",
    "--trust": "FILE",
    "--key": "FILE",
    "--correct": "ID",
    "--recount": "ID",
    "--finding-lists": "DIR",
    "--pin": "FINGERPRINT",
    "--ballots": "FILE",
    "--leaves": "NUMBERS",
    "--record": "FILE",
    "--seed": "DICE",
    "--risk": "PERCENT",
    "--round": "N",
    "--at-least": "N",
    "--opening": "FILE",
    "--papers": "FILE",
    "--kind": "KIND",
    "--roll": "LIST",
    "--meeting": "KIND",
    "--holidays": "FILE",
    "--as": "pdf|docx|xlsx",
    "--check": "PDF",
    "--not-found": "NUMBERS",
    "--name": "NAME",
    "--holder": "TEXT",
    "--backup": "FILE",
    "--organisation": "TEXT",
    "--unit": "CODE",
    "--from": "DAY",
    "--to": "DAY",
    "--trust-threshold": "N",
    "--record-threshold": "N",
    "--reason": "TEXT",
    "--previous": "TRUST",
    "--executor": "processes[:N]|dask://HOST:PORT",
    "--today": "DAY",
}
"""The options that take a value, and what stands for it in the help."""
REPEATABLE = ("--trust", "--pin", "--correct", "--kind", "--as")
"""The options that may be given several times, each time with another value."""


def group(word: str | None) -> tuple[str, ...]:
    """Give the commands whose first word this is, if it is a group's: ``key`` has ``key new`` and others."""
    return tuple(name for name in COMMANDS if word is not None and name.startswith(f"{word} "))
