"""The command line itself: what it understands, what it refuses, and what it says of itself, in either language."""

import re
from importlib import import_module

import pytest

from tally.cli import _MODULES
from tally.cli.arguments import read_arguments
from tally.cli.commands import COMMANDS, EVERYWHERE, FLAGS, REPEATABLE, VALUES, group
from tally.words import Lang, Words
from tally.words.sentences import operand
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
    (
        ["dem"],
        "dem",
        "Không có lệnh này; chỉ có: check, count, rules, card, rating, import, template, seal,",
        "no such command",
    ),
    (["dem", "x"], "dem", "verify-opening, audit, key, trust.", "verify-opening, audit, key, trust."),
    (["key"], "key", "còn thiếu một từ. Hãy ghi một trong các lệnh: key new, key show,", "lacks its second word."),
    (
        ["key", "old", "a"],
        "old",
        "Lệnh key không có phần này; chỉ có: key new,",
        "key has no such command, only: key new,",
    ),
    (["keynew"], "keynew", "Không có lệnh này", "no such command"),
    (["count"], "CONGRESS", "Lệnh count cần biết đọc tệp nào.", "count needs to know which file"),
    (["count", "a", "b"], "b", "chỉ nhận một tên mỗi lần", "takes one at a time"),
    (["verify", "--trust", "t"], "RECORD", "Lệnh verify cần biết đọc tệp nào.", "verify needs to know which file"),
    (["diff", "a"], "RECORD", "Lệnh diff cần thêm một tệp nữa.", "diff needs one more file."),
    (["diff", "a", "b", "c"], "c", "Lệnh diff không nhận thêm tên này.", "diff takes no such further name."),
    (["archive", "list"], "DIR", "Lệnh archive list cần", "archive list needs"),
    (["archive", "verify", "a", "--executor"], "--executor", "(processes[:N]|dask", "(processes[:N]|dask"),
    (["trust", "add", "a", "-o", "b"], "ENROLMENT", "cần thêm một tệp nữa", "needs one more file"),
    (["trust", "add", "-o", "b"], "TRUST", "Lệnh trust add cần biết", "trust add needs to know"),
    (["key", "new", "a"], "a", "Lệnh key new không nhận thêm tên này.", "key new takes no such further name."),
    (["sign", "a"], "--key", "Lệnh sign cần tùy chọn --key TỆP.", "sign needs the option --key FILE."),
    (["seal", "a", "--key", "b", "--trust", "c"], "--output", "--output THƯ_MỤC", "needs the option --output DIR."),
    (["sign", "a", "--key", "b", "--key", "b"], "--key", "chỉ ghi được một lần", "may be given only once"),
    (["import", "a", "-o", "b", "--output=c"], "--output", "chỉ ghi được một lần", "may be given only once"),
    (["verify", "a", "--trust", "t", "--pin"], "--pin", "cần một giá trị (DÃY_SỐ)", "a value (FINGERPRINT)"),
    (["count", "a", "--nhanh"], "--nhanh", "Không có tùy chọn này.", "no such option"),
    (["count", "a", "--jso"], "--jso", "Không có tùy chọn này.", "no such option"),
    (["check", "a", "--contest", "bch"], "--contest", "Lệnh check không có tùy chọn này.", "check has no such option"),
    (["count", "a", "--contest"], "--contest", "cần một giá trị (MÃ)", "needs a value (ID)"),
    (["count", "a", "--contest", "--version"], "--contest", "cần một giá trị", "needs a value"),
    (["count", "a", "--contest="], "--contest", "cần một giá trị", "needs a value"),
    (["import", "a", "-o"], "-o", "cần một giá trị (TỆP)", "needs a value (FILE)"),
    (["count", "a", "--help=x"], "--help", "không nhận giá trị", "takes no value"),
    (["count", "--lang", "fr", "a"], "--lang", "Không có ngôn ngữ “fr”.", "There is no language “fr”."),
    (["verify", "a", "--trust", "t", "--training=x"], "--training", "không nhận giá trị", "takes no value"),
    (["show", "a", "--training"], "--training", "Lệnh show không có tùy chọn", "show has no such option"),
    (["--help", "--nhanh"], "--nhanh", "Không có tùy chọn này.", "no such option"),
]


@pytest.mark.parametrize(("line", "place", "vi", "en"), MISUSES)
def test_misuse_ends_with_two_and_a_sentence_in_the_language_chosen(capsys, monkeypatch, line, place, vi, en):
    for lang, said, usage in (("vi_VN", vi, "Cách dùng: tally "), ("en_US", en, "Usage: tally ")):
        monkeypatch.setenv("LC_ALL", lang)
        answer = run(capsys, *line)
        assert (answer.status, answer.out) == (2, "")
        first, second, *_ = answer.err.splitlines()
        assert first.startswith(f"tally: {operand(Words(Lang(lang[:2])), place)}: usage: ")
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
    assert (arguments.operands, arguments.misuse) == (("--help",), None)
    assert set(arguments.options) == {"--json"}


def test_a_dash_alone_is_a_name():
    assert read_arguments(["count", "-"], {}).file() == "-"


def test_a_command_may_be_two_words_with_options_between_them():
    arguments = read_arguments(["key", "--lang", "en", "show", "a"], {})
    assert (arguments.command, arguments.operands, arguments.misuse) == ("key show", ("a",), None)


def test_an_option_that_may_be_given_several_times_keeps_its_values_in_order():
    arguments = read_arguments(["verify", "r", "--trust", "b", "s", "--pin=1", "--trust=a", "--pin", "2"], {})
    assert arguments.misuse is None
    assert (arguments.command, arguments.file(), arguments.operands) == ("verify", "r", ("r", "s"))
    assert (arguments.values("--trust"), arguments.values("--pin")) == (("b", "a"), ("1", "2"))
    assert (arguments.values("--ballots"), arguments.value("--ballots")) == ((), "")


def test_where_the_language_is_chosen_twice_the_last_one_tells_of_it():
    arguments = read_arguments(["rules", "--lang", "en", "--lang", "vi"], {})
    assert arguments.lang is Lang.VI
    assert arguments.misuse is not None


def test_the_table_of_commands_agrees_with_itself():
    for name, form in COMMANDS.items():
        assert set(form.required) <= set(form.options) <= {*VALUES, *FLAGS}, name
        assert len(set(form.options)) == len(form.options), name
        assert form.most is None or form.least <= form.most, name
    assert set(REPEATABLE) <= set(VALUES)
    assert not {*FLAGS, *EVERYWHERE} & {*VALUES} - {"--lang"}
    assert not {name for name in COMMANDS if group(name)}, "a group is no command"


def test_every_command_has_a_module_and_no_module_is_left_over():
    assert _MODULES.keys() == {name.partition(" ")[0] for name in COMMANDS}
    for module in _MODULES.values():
        assert callable(import_module(module).run), module


@pytest.mark.parametrize("command", [None, "key", "trust", "audit", *COMMANDS])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_help_shows_every_option_and_no_line_wider_than_a_terminal(capsys, command, lang):
    line = command.split() if command else []
    form = COMMANDS.get(command)
    answer = run(capsys, *line, "--help", "--lang", lang)
    assert (answer.status, answer.err) == (0, "")
    for option in (*EVERYWHERE, *(form.options if form else ())):
        assert re.search(rf"^  {option}( |$)", answer.out, re.M), option
    assert max(map(len, answer.out.splitlines())) <= 80
    assert run(capsys, "-h", *line, "--lang", lang).out == answer.out


def exits(text):
    return [int(status) for status in re.findall(r"^  (\d+) ", text, re.M)]


def test_the_general_help_lists_every_exit_status_and_that_of_a_command_those_it_can_give(capsys):
    assert exits(run(capsys, "--help").out) == [0, 1, 2, 3, 4, 70, 74, 130, 141]
    assert exits(run(capsys, "audit", "--help").out) == [0, 2, 3, 70, 74, 130, 141]
    own = {
        "check": 4,
        "verify": 3,
        "verify-opening": 3,
        "receive": 3,
        "audit report": 3,
        "papers": 3,
        "archive add": 3,
        "archive verify": 3,
        "archive recount": 3,
        "diff": 1,
        "trust diff": 1,
    }
    for command in COMMANDS:
        listed = exits(run(capsys, *command.split(), "--help").out)
        assert listed == sorted({0, 2, 70, 74, 130, 141} | ({own[command]} if command in own else set())), command


def test_the_help_of_a_command_tells_which_options_it_cannot_do_without(capsys):
    usage = " ".join(run(capsys, "open", "--help", "--lang", "en").out.partition("\n\n")[0].split())
    wanted = "open RECORD --ballots FILE --key FILE --output FILE [--leaves NUMBERS] [--all] [--trust FILE] "
    wanted += "[--pin FINGERPRINT] [--training] [--json] [--lang vi|en]"
    assert usage == f"Usage: tally {wanted}"
    assert run(capsys, "trust", "add", "--help", "--lang", "en").out.startswith(
        "Usage: tally trust add TRUST ENROLMENT… -"
    )
    assert run(capsys, "rules", "--help", "--lang", "vi").out.startswith("Cách dùng: tally rules [MÃ] [--")


def test_the_help_of_a_group_lists_its_commands_alone(capsys):
    answer = run(capsys, "audit", "--help", "--lang", "en").out
    assert answer.startswith("Usage: tally audit COMMAND …")
    assert re.findall(r"^  (audit \w+)  ", answer, re.M) == ["audit plan", "audit report"]
    assert "key new" not in answer


def test_what_an_option_is_for_may_be_told_in_another_way_for_one_command(capsys):
    told = {name: run(capsys, name, "--help", "--lang", "en").out for name in ("seal", "sign")}
    assert "the key file of the counting station" in told["seal"]
    assert "the key file of whoever signs" in told["sign"]
    assert "--output DIR " in told["seal"]


def test_help_lists_the_commands_in_both_languages(capsys):
    vi, en = (run(capsys, "--help", "--lang", lang).out for lang in ("vi", "en"))
    for command in COMMANDS:
        assert re.search(rf"^  {command}  ", vi, re.M)
        assert re.search(rf"^  {command}  ", en, re.M)
    assert vi.startswith("Cách dùng: tally LỆNH")
    assert en.startswith("Usage: tally COMMAND")


def test_the_version_is_the_package_s(capsys):
    answer = run(capsys, "--version")
    assert re.fullmatch(r"tally \d+\.\d+\.\d+\n", answer.out)
    assert (answer.status, answer.err) == (0, "")
