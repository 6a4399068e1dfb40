"""Templates say where things stand: they have no words, no data, and the measures stand in one place."""

import re

import pytest

from tally.papers.engine import TEMPLATES

FILES = sorted(TEMPLATES.glob("*.typ"))
every_template = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
NAMES = {
    *("tree", "lang", "record", "layout.typ", "Liberation Serif", "a4", "bold", "italic", "dashed", "dotted", "1"),
    *("chart.typ", "chart", "flow.typ", "long", "above"),
    *("a5", "1/1"),
    *("source", "text/plain", "straight", "no-room", "", "}", ",", "1+", r"\S{", ",}", r"\d+-\p{Lu}+/\p{Lu}+"),
}
"""Every text in a template: names that typst knows, patterns, and the one word that the engine listens for."""


def code(file):
    return "\n".join(line.partition("//")[0] for line in file.read_text(encoding="utf-8").splitlines())


def test_there_are_templates():
    assert {"layout", "official", "ballot"} <= {file.stem for file in FILES}


@every_template
def test_a_template_has_no_words(file):
    found = set(re.findall(r'"((?:[^"\\]|\\.)*)"', code(file)))
    assert found <= NAMES, found - NAMES
    assert not re.search(r"[^\x00-\x7f]", code(file)), "a word in Vietnamese"


@every_template
def test_a_template_has_no_content_of_its_own(file):
    assert not re.search(r"(?<![\w)])\[|\w\[", re.sub(r'"(?:[^"\\]|\\.)*"', '""', code(file)))


@every_template
def test_what_the_tree_holds_is_never_read_as_markup(file):
    assert "eval(" not in code(file)
    assert "read(" not in code(file)


def test_the_measures_of_a_paper_stand_once_and_are_marked_as_second_hand():
    head = (TEMPLATES / "layout.typ").read_text(encoding="utf-8").partition("#let measures = (")[0]
    assert "399-QĐ/TW" in head
    assert "05-HD/VPTW" in head
    assert "second hand" in head
    measures, _, rest = code(TEMPLATES / "layout.typ").partition("\n)\n")
    assert "margin: (top: 20mm, bottom: 20mm, inside: 30mm, outside: 15mm)" in measures
    lengths = set(re.findall(r"\b\d+(?:\.\d+)?(?:mm|pt|cm)\b", rest))
    assert lengths <= {"0mm", "5mm"}, "a measure outside the dictionary"
