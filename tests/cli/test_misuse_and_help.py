"""The command line itself: what it understands, what it refuses, and what it says of itself, in either language."""

import re

import pytest

from tally.cli.arguments import COMMANDS, EVERYWHERE, read_arguments
from tally.words import Lang
from tests.cli.made import congress, run, write


@pytest.fixture
def path(tmp_path):
    return write(tmp_path, congress())


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LC_MESSAGES": "vi_VN", "LANG": "en_GB"}, "vi"),
        ({"LC_ALL": "en_GB", "LC_MESSAGES": "vi_VN", "LANG": "vi_VN"}, "en"),
        ({"LC_ALL": "", "LANG": "en"}, "en"),
        ({"LC_ALL": "C", "LANG": "en_US"}, "vi"),
    ],
)
def test_the_language_is_the_environment_s_and_vietnamese_otherwise(environment, lang):
    assert read_arguments(["rules"], environment).lang is Lang(lang)


@pytest.mark.parametrize("line", [["--lang", "en", "check"], ["check", "--lang", "en"], ["check", "--lang=en"]])
def test_the_language_may_be_chosen_before_or_after_the_command(path, capsys, line):
    answer = run(capsys, *line, path)
    assert answer.status == 0
    assert "CHECK BEFORE THE VOTE" in answer.out


@pytest.mark.parametrize("line", [["--json", "count"], ["count", "--json"]])
def test_json_may_be_asked_for_before_or_after_the_command(path, capsys, line):
    assert run(capsys, *line, path).document["schema"] == "count/1"


MISUSES = [
    ([], "-", "Chưa ghi lệnh.", "There is no command."),
    (["dem"], "dem", "Không có lệnh này; chỉ có: check, count, rules, card, rating, import.", "no such command"),
    (["verify", "x"], "verify", "Không có lệnh này", "no such command"),
    (["count"], "CONGRESS", "Lệnh count cần biết đọc tệp nào.", "count needs to know which file"),
    (["count", "a", "b"], "b", "chỉ nhận một tên mỗi lần", "takes one at a time"),
    (["count", "a", "--nhanh"], "--nhanh", "Không có tùy chọn này.", "no such option"),
    (["count", "a", "--jso"], "--jso", "Không có tùy chọn này.", "no such option"),
    (["check", "a", "--contest", "bch"], "--contest", "Lệnh check không có tùy chọn này.", "check has no such option"),
    (["count", "a", "--contest"], "--contest", "cần một giá trị (ID)", "needs a value (ID)"),
    (["count", "a", "--contest", "--version"], "--contest", "cần một giá trị", "needs a value"),
    (["count", "a", "--contest="], "--contest", "cần một giá trị", "needs a value"),
    (["import", "a", "-o"], "-o", "cần một giá trị (FILE)", "needs a value (FILE)"),
    (["count", "a", "--help=x"], "--help", "không nhận giá trị", "takes no value"),
    (["count", "--lang", "fr", "a"], "--lang", "Không có ngôn ngữ “fr”.", "There is no language “fr”."),
    (["--help", "--nhanh"], "--nhanh", "Không có tùy chọn này.", "no such option"),
]


@pytest.mark.parametrize(("line", "place", "vi", "en"), MISUSES)
def test_misuse_ends_with_two_and_a_sentence_in_the_language_chosen(capsys, monkeypatch, line, place, vi, en):
    for lang, said, usage in (("vi_VN", vi, "Cách dùng: tally "), ("en_US", en, "Usage: tally ")):
        monkeypatch.setenv("LC_ALL", lang)
        answer = run(capsys, *line)
        assert (answer.status, answer.out) == (2, "")
        first, second = answer.err.splitlines()
        assert first.startswith(f"tally: {place}: usage: ")
        assert said in first
        assert second.startswith(usage)


@pytest.mark.parametrize(("line", "place", "vi", "en"), MISUSES)
def test_misuse_is_a_document_where_json_was_asked_for(capsys, line, place, vi, en):
    answer = run(capsys, "--json", "--lang", "vi", *line)
    assert answer.status == 2
    assert answer.err == ""
    [error] = answer.document["errors"]
    assert (error["path"], error["location"], error["code"]) == ("tally", place, "usage")
    assert vi in error["message"] or "fr" in line


def test_what_follows_two_dashes_is_a_name_though_it_looks_like_an_option():
    arguments = read_arguments(["count", "--json", "--", "--help"], {})
    assert (arguments.operand, arguments.misuse) == ("--help", None)
    assert set(arguments.options) == {"--json"}


def test_a_dash_alone_is_a_name():
    assert read_arguments(["count", "-"], {}).operand == "-"


@pytest.mark.parametrize("command", [None, *COMMANDS])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_shows_every_option_and_no_line_wider_than_a_terminal(capsys, command, lang):
    line = [command] if command else []
    answer = run(capsys, *line, "--help", "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    for option in (*EVERYWHERE, *(COMMANDS[command].options if command else ())):
        assert re.search(rf"^  {option}( |$)", answer.out, re.M), option
    assert max(map(len, answer.out.splitlines())) <= 80
    assert run(capsys, "-h", *line, "--lang", lang).out == answer.out


def exits(text):
    return [int(status) for status in re.findall(r"^  (\d+) ", text, re.M)]


def test_the_general_help_lists_every_exit_status_and_that_of_a_command_those_it_can_give(capsys):
    assert exits(run(capsys, "--help").out) == [0, 2, 4, 70, 74, 130, 141]
    for command in COMMANDS:
        listed = exits(run(capsys, command, "--help").out)
        assert listed == ([0, 2, 4, 70, 74, 130, 141] if command == "check" else [0, 2, 70, 74, 130, 141]), command


def test_help_lists_the_commands_in_both_languages(capsys):
    vi, en = (run(capsys, "--help", "--lang", lang).out for lang in ("vi", "en"))
    for command in COMMANDS:
        assert re.search(rf"^  {command} ", vi, re.M)
        assert re.search(rf"^  {command} ", en, re.M)
    assert vi.startswith("Cách dùng: tally LỆNH")
    assert en.startswith("Usage: tally COMMAND")


def test_the_version_is_the_package_s(capsys):
    answer = run(capsys, "--version")
    assert re.fullmatch(r"tally \d+\.\d+\.\d+\n", answer.out)
    assert (answer.status, answer.err) == (0, "")
