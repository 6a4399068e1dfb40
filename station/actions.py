"""Every act of the station, once: its key, where it may be done, and its words.

The bindings of a screen, the keys on its last line, the help, the search for an act and the manual's tables are all
made from this registry. Keys are those that no input method touches: digits, Enter, Esc, arrows, Tab, space, the signs
of the numeric pad, and F1 to F9. Under Telex a letter is not safe, under VNI a digit after a letter.

``python -m station.actions [vi|en]`` writes the registry as the tables of the manual.
"""

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from textual.binding import Binding, BindingType

from tally.words import Lang, Words
from tally.words.names import fold

__all__ = [
    "ACTIONS",
    "Action",
    "ScreenId",
    "actions_of",
    "bindings_for",
    "find",
    "footer",
    "key_name",
    "keys_of",
    "manual",
]


class ScreenId(StrEnum):
    """A screen of the station."""

    OPEN = "open"
    PEOPLE = "people"
    DAY = "day"
    ROLL = "roll"
    LIST = "list"
    PREPARE = "prepare"
    BOX = "box"
    ENTRY_STRIKE = "entry_strike"
    ENTRY_BOXES = "entry_boxes"
    SHEETS = "sheets"
    MACHINES = "machines"
    COMPARE = "compare"
    DOUBTFUL = "doubtful"
    RESULT = "result"
    SIGN = "sign"
    CLOSE = "close"
    TRANSFER = "transfer"
    PAPERS = "papers"
    LOG = "log"
    BOARD = "board"
    LOCKED = "locked"


_NAMES: Mapping[str, str] = {
    "escape": "Esc",
    "plus": "+",
    "asterisk": "*",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}
_KEYS: Mapping[str, str] = {
    # everywhere
    "help": "f1",
    "language": "f7",  # but not where the body's decision has that key
    "theme": "",
    "back": "escape",
    "focus_next": "tab",
    "jump": "f2",
    "lock": "f9",
    "quit": "ctrl+q",
    # the marked row, line or member
    "open": "enter",
    "unlock": "enter",
    "edit": "enter",
    "save": "enter",
    "settle": "enter",
    "rule": "enter",
    "make_records": "enter",
    "load_key": "enter",
    # the day
    "new": "f2",
    "roll": "f2",
    "list": "f3",
    "search": "f3",
    "people": "f4",
    "import_list": "f4",
    "preview": "enter",
    "print": "f5",
    "choose_paper": "f5",
    "papers": "f5",
    "to_stick": "f8",
    "hall": "f5",
    "log": "f6",
    "latest": "f3",
    "close_day": "f8",
    "train": "",
    "new_contest": "",
    # a contest
    "proceed": "f8",
    "confirm": "f8",
    "repeat": "plus",
    "all_agree": "asterisk",
    "doubtful": "f4",
    "queue": "f4",
    "refer": "f3",
    "undo": "f6",
    "take_back": "f6",
    "batch_done": "f8",
    "store_sheet": "f8",
    "void_batch": "f6",  # where nothing is there to be undone
    "machines": "f5",
    "give_out": "f3",
    "take_in": "f4",
    "drop_entry": "f6",
    "page_on": "down right",
    "page_back": "up left",
    "yes": "1",
    "no": "2",
    "open_board": "f4",
    "close_board": "f3",
    "decide": "f7",
    "review": "f7",
    "undo_decision": "f3",
    "close_round": "f8",
    "next_round": "f8",
    "sign": "f9",
    # after it
    "export": "f8",
    "copy_records": "f8",
    "transfer": "f4",
    "hold": "space",
    "resume": "space",
    "missing": "enter",
    "destroy": "f3",
}
"""The key of each act, by Textual's names; none for what is only found through the help."""

_OF_APP = frozenset({"help", "language", "theme", "focus_next", "jump", "lock", "quit"})
"""What the application does, whatever screen is shown. All else is done by the screen."""


class _Row(NamedTuple):
    """What may be done on a screen: seen on its last line, by a key that is not seen there, and through the help.

    Acts with "|" between them have one key, of which the screen does one at a time: its ``without`` has the others.
    """

    footer: str
    keyed: str
    unkeyed: str = ""


_EVERYWHERE = _Row("", "focus_next quit", "theme")
_BATCH = "doubtful|queue undo|void_batch batch_done|proceed"
_ENTRY = "back search jump machines page_on page_back lock language"
_SCREENS: Mapping[ScreenId, _Row] = {
    ScreenId.OPEN: _Row("open new search language help", "", "train"),
    ScreenId.PEOPLE: _Row("edit new search proceed lock help", "back language"),
    ScreenId.DAY: _Row("open roll list hall lock help", "people log close_day language", "new_contest"),
    ScreenId.ROLL: _Row("edit proceed lock help", "back language"),
    ScreenId.LIST: _Row("edit new search import_list proceed help", "back lock language"),
    ScreenId.PREPARE: _Row("edit roll list confirm|proceed lock help", "papers back language"),
    ScreenId.BOX: _Row("edit take_back proceed lock help", "papers undo_decision back jump language"),
    ScreenId.ENTRY_STRIKE: _Row(f"save|open repeat {_BATCH} help", _ENTRY),
    ScreenId.ENTRY_BOXES: _Row(f"save|open all_agree {_BATCH} help", f"repeat {_ENTRY}"),
    ScreenId.SHEETS: _Row("open search take_back|void_batch store_sheet|proceed lock help", "back jump language"),
    ScreenId.MACHINES: _Row("give_out take_in drop_entry proceed lock help", "back jump language"),
    ScreenId.COMPARE: _Row(
        "settle|open yes no queue proceed help", "refer take_back|void_batch back jump machines lock language"
    ),
    ScreenId.DOUBTFUL: _Row("rule refer proceed lock help", "back jump language"),
    ScreenId.RESULT: _Row(
        "open_board log decide|review close_round|next_round sign help",
        "papers undo_decision back jump",
        "lock language",
    ),
    ScreenId.SIGN: _Row("make_records|load_key choose_paper copy_records lock help", "back jump language"),
    ScreenId.CLOSE: _Row("export transfer papers destroy help", "log back jump lock language"),
    ScreenId.TRANSFER: _Row("hold|resume missing back help", "page_back page_on language"),
    ScreenId.PAPERS: _Row("preview print to_stick lock help", "back language"),
    ScreenId.LOG: _Row("latest print lock help", "back language"),
    ScreenId.BOARD: _Row("open_board close_board back help", "page_back page_on language"),
    ScreenId.LOCKED: _Row("unlock language help", ""),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """One act. ``screens`` are those on which it may be done, ``keyed`` those on which its keys do it there.

    ``footer`` says as which key (from 1) it stands on the last line of a screen, in one place with those acts
    that have this key when it can't be done. ``doer`` is who has the method
    ``action_<id>``: the screen, or the application whatever screen is shown.
    """

    id: str
    keys: tuple[str, ...]
    doer: Literal["screen", "app"]
    screens: frozenset[ScreenId]
    keyed: frozenset[ScreenId]
    footer: Mapping[ScreenId, int]

    @property
    def label_key(self) -> str:
        """The key of its short name, as the last line has it."""
        return f"action.{self.id}.label"

    @property
    def help_key(self) -> str:
        """The key of the sentence that says what it does."""
        return f"action.{self.id}.help"

    @property
    def target(self) -> str:
        """What a binding calls, in Textual's words."""
        return f"app.{self.id}" if self.doer == "app" else self.id


def _action(action: str) -> Action:
    footer: dict[ScreenId, int] = {}
    keyed, screens = set(), set()
    for screen, row in _SCREENS.items():
        for place, acts in enumerate(row.footer.split(), start=1):
            if action in acts.split("|"):
                footer[screen] = place
        by_key = f"{row.footer} {row.keyed} {_EVERYWHERE.keyed}".replace("|", " ").split()
        if _KEYS[action] and action in by_key:
            keyed.add(screen)
        if screen in keyed or action in [*row.unkeyed.split(), *_EVERYWHERE.unkeyed.split()]:
            screens.add(screen)
    return Action(
        id=action,
        keys=tuple(_KEYS[action].split()),
        doer="app" if action in _OF_APP else "screen",
        screens=frozenset(screens),
        keyed=frozenset(keyed),
        footer=footer,
    )


ACTIONS: Mapping[str, Action] = {action: _action(action) for action in _KEYS}
"""Every act by its id."""


def actions_of(screen: ScreenId) -> tuple[Action, ...]:
    """Give what may be done on a screen: first what its last line shows, as it shows it, then the rest."""
    there = [action for action in ACTIONS.values() if screen in action.screens]
    return (*footer(screen), *(action for action in there if screen not in action.footer))


def footer(screen: ScreenId) -> tuple[Action, ...]:
    """Give the acts on the last line of a screen, in their order: of the six at most that a screen can do at a time."""
    there = [action for action in ACTIONS.values() if screen in action.footer]
    return tuple(sorted(there, key=lambda action: action.footer[screen]))


def bindings_for(screen: ScreenId) -> list[BindingType]:
    """Give the ``BINDINGS`` of a screen. Its class has a method ``action_<id>`` for each act that is the screen's."""
    return [
        Binding(key, action.target, show=False, id=f"{screen}.{action.id}.{key}")
        for action in actions_of(screen)
        if screen in action.keyed
        for key in action.keys
    ]


def key_name(key: str, words: Words) -> str:
    """Write a key as it stands on the keyboard."""
    if key == "space":
        return words("action.key.space")
    return _NAMES.get(key) or "+".join(part.capitalize() for part in key.split("+"))


def keys_of(action: Action, screen: ScreenId, words: Words) -> str:
    """Write the keys of an act on a screen; nothing where it has none."""
    return " ".join(key_name(key, words) for key in action.keys) if screen in action.keyed else ""


def find(query: str, actions: Iterable[Action], words: Words) -> tuple[Action, ...]:
    """Give the acts that have every word of the query in their names or sentences, with or without marks."""
    wanted = fold(query).split()
    return tuple(
        action
        for action in actions
        if all(word in fold(f"{words(action.label_key)} {words(action.help_key)}") for word in wanted)
    )


def manual(words: Words) -> Iterator[str]:
    """Write the registry as Markdown, line by line: a table of keys for each screen."""
    for screen in ScreenId:
        yield f"### {words(f'action.screen.{screen}')}"
        yield ""
        yield f"| {words('action.column.key')} | {words('action.column.act')} | {words('action.column.what')} |"
        yield "|---|---|---|"
        for action in actions_of(screen):
            yield f"| {keys_of(action, screen, words)} | {words(action.label_key)} | {words(action.help_key)} |"
        yield ""


if __name__ == "__main__":
    lang = Lang(sys.argv[1]) if sys.argv[1:] else Lang.VI
    sys.stdout.write("".join(f"{line}\n" for line in manual(Words(lang))))
