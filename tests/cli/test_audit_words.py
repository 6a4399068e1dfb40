"""Every word of openings and audits stands in both languages, asks for the same, and is asked for."""

import ast

import pytest

from tally.record.audit import Conclusion
from tally.record.claims import Ground
from tally.words import Lang
from tests.cli.source import HOME, entries

GROUPS = {
    "audit.title.": {"plan", "report", "opened", "opening"},
    "audit.conclusion.": set(Conclusion),
    "audit.closest.": set(Ground),
    "audit.why_all.": {"tie", "close", "asked"},
    "audit.how.": {"find", "read", "write", "not_found", "report"},
}
"""The keys that the command puts together, by how they begin."""
FILES = ("audit.py", "audit_page.py", "ballot_lines.py", "open_ballots.py", "verified_record.py", "verify_opening.py")


def asked_for():
    """The texts of the source that name a word: those in full, and those that a code follows."""
    for file in FILES:
        for node in ast.walk(ast.parse((HOME / "cli" / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("audit."):
                yield node.value


def test_every_word_that_is_asked_for_is_there_and_no_other():
    keys = {key for key in asked_for() if not key.endswith(".")}
    begun = {key for key in asked_for() if key.endswith(".")}
    assert begun == GROUPS.keys()
    keys |= {f"{group}{code}" for group, codes in GROUPS.items() for code in codes}
    assert {f"audit.{key}" for key in entries("audit")} == keys


@pytest.mark.parametrize("key", sorted(entries("audit")))
def test_a_word_asks_for_the_same_in_both_languages(key):
    """What is counted need not stand in a form for one."""
    assert entries("audit", Lang.EN)[key] | {"n"} == entries("audit", Lang.VI)[key] | {"n"}
