"""docs/threat-model.md: every defence names a test that is there, or says by a dash that none can be."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "threat-model.md").read_text(encoding="utf-8")


def rows():
    """The rows of the tables of attacks: attacker, attack, defence, what remains, test."""
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line[:1] == "|"]
    return [row for row in cells if len(row) == 5 and row[0] != "attacker" and not row[0].startswith("---")]


def test_every_attack_says_what_remains_and_names_its_test() -> None:
    assert len(rows()) > 25
    for row in rows():
        assert all(row), row
        named = re.findall(r"[a-z0-9_/]+\.py", row[4])
        assert named or row[4] == "—", row
        for name in named:
            assert (ROOT / "tests" / name).is_file(), name


def test_the_page_says_what_a_signature_is_worth() -> None:
    assert "**A signature proves who said it, not that it is right: paper is the truth.**" in PAGE
