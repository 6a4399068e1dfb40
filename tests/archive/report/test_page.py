"""The report as a page: one file with no way out of the computer."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tally.archive.report.questions import TABLES
from tally.words import Lang, Words
from tests.archive.report.pages import data_of, written
from tests.archive.report.reported import DAY, HOSTILE, hostile


class Elements(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found, self.policy = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def test_the_policy_lets_only_the_one_script_and_style_of_the_page_run(answered):
    text = written(answered)
    [policy] = [given["content"] for _, given in Elements(text).found if "http-equiv" in given]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for rule, content in (
        ("script-src", re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]),
        ("style-src", re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]),
    ):
        assert rules[rule] == f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert (rules["require-trusted-types-for"], rules["trusted-types"]) == ("'script'", "'none'")
    assert text.index("Content-Security-Policy") < text.index("<style>") < text.index("<script")


def test_nothing_on_the_page_points_anywhere(answered):
    text = written(answered)
    script = re.search(r"<script>(.*?)</script>", text, re.DOTALL)[1]
    found = text.replace("http://www.w3.org/2000/svg", "")
    assert re.findall(r"https?:|\bwss?:|data:|blob:|@import|url\((?!#)", found) == []
    for sink in (
        "innerHTML",
        "outerHTML",
        "insertAdjacent",
        "write(",
        "eval",
        "Function(",
        "fetch",
        "XMLHttp",
        "import(",
    ):
        assert sink not in script, sink
    for tag, given in Elements(text).found:
        assert not given.keys() & {"src", "href", "action", "style"}, tag
        assert not [name for name in given if name.startswith("on")], tag


@pytest.mark.parametrize("lang", Lang)
def test_without_a_script_the_main_figures_can_be_read(answered, lang):
    front = written(answered, lang).partition('<script type="application/json"')[0]
    words, total = Words(lang), answered.total
    assert f"{total.held}/{total.units}" in front
    assert words("archive.report.page.no_script") in front
    assert words("archive.paper") in front
    assert words("report.training") in front
    assert f'<html lang="{lang}">' in front


def test_the_data_are_the_tables(answered):
    data = data_of(written(answered))
    assert [table["key"] for table in data["tables"]] == [*TABLES]
    for table, given in zip(data["tables"], answered.tables, strict=True):
        assert len(table["rows"]) == len(given.rows)
        assert [one["key"] for one in table["columns"]] == [one.key for one in given.columns]
    assert len(data["units"]) == len(answered.units)
    assert data["values"]["level"]


def test_the_same_report_gives_the_same_bytes(answered):
    assert written(answered) == written(answered)
    assert written(answered, Lang.EN) != written(answered)


def test_no_name_ends_the_data_or_fills_a_place_of_the_page(archive):
    text = written(hostile(archive, today=DAY))
    tags = [tag for tag, _ in Elements(text).found]
    assert tags.count("script") == text.count("<script") == 2
    assert "img" not in tags
    data = data_of(text)
    assert {*HOSTILE} <= {unit[1] for unit in data["units"]}
    assert data["of"] == HOSTILE[6]
    assert "<" not in text.partition('id="data">')[2].partition("</script>")[0]


def test_a_unit_whose_level_nobody_proved_is_chosen_without_one(answered):
    import dataclasses

    units = [dataclasses.replace(answered.units[0], level=None), *answered.units[1:]]
    data = data_of(written(dataclasses.replace(answered, units=units)))
    assert data["units"][0][2] is None
    assert data["values"]["level"][-1] is None


def test_colours_are_told_from_the_paper_seven_to_one():
    """WCAG 1.4.6, reckoned here from the style alone."""
    from importlib.resources import files

    style = files("tally.archive.report").joinpath("page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", style))

    def light(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for name in ("ink", "soft", "good", "bad", "doubt", "link"):
        for paper in (colours["paper"], "#ece8e0"):
            dark, bright = sorted((light(colours[name]), light(paper)))
            assert (bright + 0.05) / (dark + 0.05) >= 7, (name, paper)
