"""One registry of acts: keys that no input method touches, six on a screen's last line, words for each."""

import re
import subprocess
import sys
from itertools import combinations

import pytest
from babel.messages.pofile import read_po

from station.actions import (
    ACTIONS,
    ScreenId,
    actions_of,
    bindings_for,
    find,
    footer,
    key_name,
    keys_of,
    manual,
)
from station.widgets.key_line import Keys, draw_keys
from tally.words import Lang, Words
from tally.words.catalogue import LOCALE

VI, EN = Words(Lang.VI), Words(Lang.EN)
every_screen = pytest.mark.parametrize("screen", ScreenId)
both_languages = pytest.mark.parametrize("words", [VI, EN], ids=lambda words: words.lang)

SAFE_KEY = re.compile(r"[0-9]|enter|escape|tab|space|up|down|left|right|f[1-9]")
SIGNS = {"plus", "minus", "asterisk", "slash", "full_stop"}
ENTRY = {ScreenId.ENTRY_STRIKE, ScreenId.ENTRY_BOXES}


def on(screen: ScreenId, *, also_unseen: bool = False) -> list[str]:
    shown = actions_of(screen) if also_unseen else footer(screen)
    return [f"{keys_of(action, screen, VI)} {action.id}" for action in shown]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_no_key_is_a_letter_or_anything_an_input_method_touches(action):
    for key in action.keys:
        assert SAFE_KEY.fullmatch(key) or (key in SIGNS and action.screens <= ENTRY) or key == "ctrl+q"


def test_only_quitting_has_the_key_that_textual_quits_with():
    assert [action.id for action in ACTIONS.values() if "ctrl+q" in action.keys] == ["quit"]


ONE_AT_A_TIME = (
    (
        *("undo", "take_back", "hold", "save", "settle", "doubtful", "batch_done", "store_sheet", "confirm"),
        *("close_round", "review", "make_records"),
    ),
    ("void_batch", "resume", "open", "queue", "proceed", "next_round", "decide", "load_key"),
)
"""Acts that have one key, of which a screen has never more than one; the screens' own tests say which, and when."""
each_of_them = pytest.mark.parametrize(
    "left_out", [frozenset(acts) for acts in ONE_AT_A_TIME], ids=["the first of each", "the other"]
)


@every_screen
@each_of_them
def test_a_key_does_one_thing_at_a_time_on_a_screen(screen, left_out):
    there = [action for action in ACTIONS.values() if screen in action.keyed]
    keys = [key for action in there if action.id not in left_out for key in action.keys]
    assert sorted(keys) == sorted(set(keys))
    assert sorted(key for action in there for key in action.keys) == sorted(
        binding.key for binding in bindings_for(screen)
    )


@every_screen
def test_the_last_line_has_six_keys_at_most_the_help_last(screen):
    shown = footer(screen)
    places = [action.footer[screen] for action in shown]
    assert shown[-1].id == "help"
    assert sorted(set(places)) == list(range(1, places[-1] + 1))
    assert places[-1] <= 6
    assert all(action.id in sum(ONE_AT_A_TIME, ()) for action in shown if places.count(action.footer[screen]) > 1)
    assert all(screen in action.keyed for action in shown)


@every_screen
@both_languages
@each_of_them
def test_the_last_line_is_whole_on_eighty_columns(screen, words, left_out):
    line = draw_keys(Keys(screen=screen, without=left_out), words, 80).plain
    assert len(line) == 80
    for action in footer(screen):
        if action.id not in left_out:
            assert f"{keys_of(action, screen, words)} {words(action.label_key)}" in line


def test_no_key_says_another_act_than_it_does():
    """What means two things on two screens is two acts."""
    assert ACTIONS["search"].screens.isdisjoint({ScreenId.LOG})
    assert ACTIONS["undo"].screens == ACTIONS["batch_done"].screens == ACTIONS["save"].screens == ENTRY
    assert ACTIONS["doubtful"].screens == ENTRY
    assert ACTIONS["copy_records"].screens == ACTIONS["choose_paper"].screens == {ScreenId.SIGN}
    assert ACTIONS["export"].screens == {ScreenId.CLOSE}
    assert ACTIONS["store_sheet"].screens == {ScreenId.SHEETS}
    assert ACTIONS["close_round"].screens == ACTIONS["next_round"].screens == {ScreenId.RESULT}


def test_the_board_is_opened_where_its_name_is_and_seen_from_the_day():
    assert ACTIONS["open_board"].screens == {ScreenId.RESULT, ScreenId.BOARD}
    assert ACTIONS["close_board"].screens == {ScreenId.BOARD}
    assert ACTIONS["hall"].screens == {ScreenId.DAY}


def test_papers_are_offered_only_where_there_are_some():
    assert ACTIONS["print"].screens == {ScreenId.LOG, ScreenId.PAPERS}
    of_contest = {ScreenId.PREPARE, ScreenId.BOX, ScreenId.RESULT}
    assert ACTIONS["papers"].screens == {*of_contest, ScreenId.CLOSE}
    assert ACTIONS["papers"].keys == ACTIONS["print"].keys


@every_screen
def test_everywhere_there_is_help_the_other_language_another_theme_and_a_way_out(screen):
    there = {action.id for action in actions_of(screen)}
    assert {"help", "language", "theme", "quit"} <= there
    assert screen in ACTIONS["help"].keyed & ACTIONS["quit"].keyed


def test_the_other_language_is_one_key_away_but_where_the_body_decides():
    assert ScreenId.RESULT in ACTIONS["language"].screens
    assert set(ScreenId) - ACTIONS["language"].keyed == {ScreenId.RESULT}
    assert ACTIONS["language"].keys == ACTIONS["decide"].keys


def test_the_screens_have_the_keys_that_were_sketched():
    assert on(ScreenId.DAY) == ["Enter open", "F2 roll", "F3 list", "F5 hall", "F9 lock", "F1 help"]
    assert on(ScreenId.ENTRY_STRIKE) == [
        "Enter open",
        "Enter save",
        "+ repeat",
        "F4 doubtful",
        "F4 queue",
        "F6 undo",
        "F6 void_batch",
        "F8 proceed",
        "F8 batch_done",
        "F1 help",
    ]
    assert {"1 yes", "2 no"} <= set(on(ScreenId.COMPARE))
    assert on(ScreenId.RESULT)[1:] == [
        "F6 log",
        "F7 decide",
        "F7 review",
        "F8 close_round",
        "F8 next_round",
        "F9 sign",
        "F1 help",
    ]


def test_every_act_may_be_done_somewhere_and_no_two_screens_lack_a_name():
    assert all(action.screens for action in ACTIONS.values())
    names = [VI(f"action.screen.{screen}") for screen in ScreenId]
    assert all(one != other for one, other in combinations(names, 2))


def test_an_act_without_a_key_is_found_through_the_help_alone():
    theme = ACTIONS["theme"]
    assert (theme.keys, theme.keyed, theme.footer) == ((), frozenset(), {})
    assert keys_of(theme, ScreenId.DAY, VI) == ""
    assert " lock" in on(ScreenId.RESULT, also_unseen=True)
    assert "F9 sign" in on(ScreenId.RESULT, also_unseen=True)


def test_a_binding_calls_the_screen_or_the_application():
    called = {binding.key: binding.action for binding in bindings_for(ScreenId.DOUBTFUL)}
    assert called["f8"] == "proceed"
    called = {binding.key: binding.action for binding in bindings_for(ScreenId.ENTRY_STRIKE)}
    assert (called["f3"], called["f1"], called["plus"]) == ("search", "app.help", "repeat")
    assert not any(binding.show or binding.description for binding in bindings_for(ScreenId.ENTRY_STRIKE))


@both_languages
def test_of_what_is_not_stored_yet_no_help_says_that_the_log_keeps_it(words):
    log = {Lang.VI: "nhật ký", Lang.EN: "log"}[words.lang]
    assert log in words(ACTIONS["undo"].help_key)
    for action in ("take_back", "store_sheet"):
        assert log not in words(ACTIONS[action].help_key)


def test_locking_the_computer_is_not_named_as_the_key_that_signs():
    """On the signing screen both stand side by side."""
    assert VI(ACTIONS["lock"].label_key) == "Khóa máy"
    assert "cắm khóa" in VI(ACTIONS["load_key"].help_key)


def test_every_act_has_its_words_and_no_word_is_left_over():
    with (LOCALE / "vi" / "LC_MESSAGES" / "action.po").open("rb") as file:
        written = {message.id for message in read_po(file) if message.id}
    acts = {key for action in ACTIONS.values() for key in (action.label_key, action.help_key)}
    screens = {f"action.screen.{screen}" for screen in ScreenId}
    assert written == acts | screens | {f"action.column.{name}" for name in ("key", "act", "what")} | {
        "action.key.space"
    }


@pytest.mark.parametrize(
    ("key", "vi", "en"),
    [
        ("f1", "F1", "F1"),
        ("enter", "Enter", "Enter"),
        ("escape", "Esc", "Esc"),
        ("plus", "+", "+"),
        ("asterisk", "*", "*"),
        ("down", "↓", "↓"),
        ("space", "Phím cách", "Space"),
        ("ctrl+q", "Ctrl+Q", "Ctrl+Q"),
        ("1", "1", "1"),
    ],
)
def test_a_key_is_written_as_it_stands_on_the_keyboard(key, vi, en):
    assert (key_name(key, VI), key_name(key, EN)) == (vi, en)


@pytest.mark.parametrize(
    ("query", "words", "ids"),
    [
        ("hoan tac", VI, {"undo"}),
        ("HOÀN TÁC", VI, {"undo"}),
        ("nghi van", VI, {"doubtful", "queue"}),
        ("khong co viec nay", VI, set()),
        ("undo", EN, {"undo"}),
        ("backwards", EN, set()),
    ],
)
def test_an_act_is_found_by_its_words_with_or_without_marks(query, words, ids):
    assert {action.id for action in find(query, actions_of(ScreenId.ENTRY_STRIKE), words)} == ids


def test_nothing_written_finds_every_act():
    acts = actions_of(ScreenId.DAY)
    assert find(" ", acts, VI) == acts


@both_languages
def test_the_manual_has_every_act_of_every_screen(words):
    written = list(manual(words))
    assert sum(line.startswith("### ") for line in written) == len(ScreenId)
    assert sum(line.startswith("| ") for line in written) == sum(1 + len(actions_of(screen)) for screen in ScreenId)
    assert f"| F6 | {words('action.undo.label')} | {words('action.undo.help')} |" in written


@pytest.mark.parametrize(("arguments", "words"), [((), VI), (("en",), EN)])
def test_the_manual_is_written_by_a_command(arguments, words):
    done = subprocess.run(
        [sys.executable, "-m", "station.actions", *arguments], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "".join(f"{line}\n" for line in manual(words))
