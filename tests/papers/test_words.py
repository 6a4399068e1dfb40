"""The words of the papers: none is missing, and none is left over."""

import ast
import re
from pathlib import Path

import pytest

import tally.papers
from tally.papers.kinds import KINDS
from tests.cli.source import entries

DOMAINS = ("paper", "reports", "slips", "dossier")
SOURCES = [*Path(tally.papers.__file__).parent.glob("*.py"), Path(tally.papers.__file__).parents[1] / "cli/papers.py"]


def patterns():
    """Every key of the papers' domains that stands in the source; what the code builds up, as a pattern."""
    for source in SOURCES:
        tree = ast.parse(source.read_text(encoding="utf-8"))
        within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in within:
                if node.value.partition(".")[0] in DOMAINS and "." in node.value:
                    yield re.escape(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else "[a-z0-9_.-]+" for part in node.values
                ]
                if parts[0].partition(re.escape("."))[0] in DOMAINS:
                    yield "".join(parts)


FOUND = sorted(set(patterns()))
KEYS = [f"{domain}.{key}" for domain in DOMAINS for key in entries(domain)]


def test_the_source_is_read_as_it_is_written():
    assert len(FOUND) > 60
    assert re.escape("paper.party") in FOUND


@pytest.mark.parametrize("pattern", FOUND)
def test_every_key_of_the_source_has_words(pattern):
    assert any(re.fullmatch(pattern, key) for key in KEYS)


def test_no_words_are_left_over():
    assert [key for key in KEYS if not any(re.fullmatch(pattern, key) for pattern in FOUND)] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_help_names_every_kind(lang):
    path = Path(tally.papers.__file__).parents[1] / "words/locale" / lang / "LC_MESSAGES/command.po"
    [told] = re.findall(r'msgid "command.option.kind"\nmsgstr "(.+)"', path.read_text(encoding="utf-8"))
    assert told.endswith(": " + ", ".join(KINDS))
