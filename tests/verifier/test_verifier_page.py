"""The page as a text: short enough to be read, whole in both languages, and with no way out of the computer."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser

import pytest

from tally.record.verify import CODES
from tally.verifier import page
from tests.test_formats_page import _findings_in_the_core as findings_in_the_core

TEXT = page().decode("utf-8")
SCRIPT = re.search(r"<script>(.*?)</script>", TEXT, re.DOTALL)[1]
STYLE = re.search(r"<style>(.*?)</style>", TEXT, re.DOTALL)[1]
MARKUP = TEXT.replace(SCRIPT, "").replace(STYLE, "")
ENTRIES = re.search(r"const WORDS = \{\n(.*?)\n\};", SCRIPT, re.DOTALL)[1]
WORDS = {
    key.strip('"'): (vietnamese, english)
    for key, vietnamese, english in re.findall(r'("?[\w.]+"?): \["([^"]+)", "([^"]+)"\]', ENTRIES)
}


class Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def elements():
    parser = Elements()
    parser.feed(MARKUP)
    return parser.found


def test_the_page_is_short_enough_to_be_read():
    assert len(TEXT.splitlines()) < 1_500
    assert "\r" not in TEXT
    assert TEXT.endswith("</html>\n")


def test_the_policy_names_the_script_and_the_style_that_the_page_has():
    (policy,) = [given["content"] for tag, given in elements() if given.get("http-equiv") == "Content-Security-Policy"]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    for rule, content in (("script-src", SCRIPT), ("style-src", STYLE)):
        digest = b64encode(sha256(content.encode("utf-8")).digest()).decode()
        assert rules[rule] == f"'sha256-{digest}'", f"{rule} must now name '{digest}'"
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert (rules["require-trusted-types-for"], rules["trusted-types"]) == ("'script'", "'none'")
    assert rules.keys() == {
        "default-src", "script-src", "style-src", "base-uri", "form-action", "require-trusted-types-for",
        "trusted-types",
    }  # fmt: skip


def test_the_policy_stands_before_all_that_it_governs():
    assert TEXT.index("Content-Security-Policy") < TEXT.index("<style>") < TEXT.index("<script>")
    assert [tag for tag, _ in elements()].count("script") == TEXT.count("<script") == 1


def test_nothing_on_the_page_points_anywhere():
    assert re.findall(r"https?:|\bwss?:|ftp:|//[a-z]|data:|blob:|url\(|@import", TEXT) == []
    for tag, given in elements():
        assert not given.keys() & {"src", "href", "action", "srcset", "style"}, tag
        assert not [name for name in given if name.startswith("on")], tag
    for way in (
        "fetch",
        "XMLHttpRequest",
        "WebSocket",
        "sendBeacon",
        "EventSource",
        "window.open",
        "location",
        "import(",
    ):
        assert way not in SCRIPT, way


@pytest.mark.parametrize(
    "sink",
    [
        "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval", "Function(", "setAttribute",
        "DOMParser", "createContextualFragment", "srcdoc", "setTimeout", "setInterval", "localStorage", "cookie",
    ],
)  # fmt: skip
def test_nothing_in_the_script_makes_markup_or_code_of_a_text(sink):
    assert sink not in SCRIPT


def test_every_word_stands_there_in_both_languages():
    assert len(WORDS) == len(re.findall(r'[\w"]: \["', ENTRIES)) > 180
    for key, (vietnamese, english) in WORDS.items():
        assert set(re.findall(r"\{\w+\}", vietnamese)) >= set(re.findall(r"\{\w+\}", english)), key
        assert vietnamese.strip() == vietnamese or key in ("if_genuine", "need", "limit"), key


def test_there_are_words_for_all_that_the_page_can_say():
    asked = set(re.findall(r'(?:refuse|say|line|digits)\(\s*"([\w.]+)"', SCRIPT))
    asked |= set(re.findall(r'why: "(\w+)"', SCRIPT)) | set(re.findall(r'data-word="([\w.]+)"', MARKUP))
    asked |= {*CODES, "ballots", "valid", "not_valid", "unreadable", "lacking", "fault"}
    asked |= {"drill", "some_drill", "unchecked", "replaces", "replaces_absent", "would_replace"}
    asked |= {f"finding.{code}" for code in findings_in_the_core()} - {"finding.people_exceed_valid"}
    asked |= {f"file.{kind}" for kind in ("trust", "record", "ballots", "other", "unknown")}
    assert asked - WORDS.keys() == set()


def test_the_page_says_that_paper_is_the_truth_and_what_it_cannot_prove():
    assert [given["data-word"] for _, given in elements() if "data-word" in given].count("truth") == 1
    assert "tờ phiếu giấy là căn cứ cuối cùng" in WORDS["truth"][0]
    assert {key for key in WORDS if key.startswith("limits.")} == {
        "limits.truth", "limits.pin", "limits.all", "limits.page", "limits.rules"
    }  # fmt: skip
