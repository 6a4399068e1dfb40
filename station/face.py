"""What the application is before it knows any session: its themes, words and help, and nothing of Textual's own.

Textual's palette, its notice at Ctrl+C and its quitting without a question are not there.
"""

from functools import partial
from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.worker import WorkerFailed

from station.actions import ACTIONS, ScreenId, actions_of
from station.failure import failed
from station.keyboard import Keyboard
from station.modals.confirm import Confirm, Question
from station.modals.help import Help, Helped
from station.modals.modal import Modal
from station.terminal import Terminal
from station.themes import THEMES
from station.widgets.drawing import Sentence, Worded
from station.widgets.jump_overlay import JumpOverlay, parts_of
from tally.words import Lang, Words

__all__ = ["Face"]

_QUIT = Question(
    title=Sentence(key="widget.quit.title"),
    said=(Sentence(key="widget.quit.said"),),
    word=Sentence(key="widget.quit.word"),
)


class Face(Keyboard):
    """The application around its screens. Each screen names itself in a class variable ``screen_id``."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, words: Words, terminal: Terminal) -> None:
        """Begin in these words, in the first theme that the terminal can show."""
        super().__init__()
        self.words = words
        self.themes = terminal.themes
        for name in terminal.themes:
            self.register_theme(THEMES[name])
        self.theme = terminal.themes[0]
        self.doubt = terminal.doubt
        """The key of what may look wrong here, until the first screen has said it."""

    def reword(self, words: Words) -> None:
        """Say everything in these words from now on, on every screen there is."""
        self.words = words
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                if isinstance(node, Worded):
                    node.reword(words)

    def action_language(self) -> None:
        """Go over to the other language."""
        self.reword(Words(Lang.EN if self.words.lang is Lang.VI else Lang.VI))

    def action_theme(self) -> None:
        """Go over to the next theme that the terminal can show."""
        self.theme = self.themes[(self.themes.index(self.theme) + 1) % len(self.themes)]

    def action_help(self) -> None:
        """Say what the field one is in is for and what can be done on the screen, and do what is chosen."""
        screen = self.screen
        screen_id = getattr(screen, "screen_id", None)
        if isinstance(screen_id, ScreenId):
            acts = tuple(act for act in actions_of(screen_id) if screen.check_action(act.id, ()) and act.id != "help")
            helped = Helped(screen=screen_id, acts=acts, field=self._field())
            self.push_screen(Help(self.words, helped), self._do)

    def action_jump(self) -> None:
        """Go to a part of the screen by its number."""
        if not isinstance(self.screen, Modal | JumpOverlay):
            self.push_screen(JumpOverlay(self.words, parts_of(self.screen)), self._go)

    async def action_quit(self) -> None:
        """Quit, but only when the word for it was written."""
        if not any(isinstance(screen, Confirm) and screen.question is _QUIT for screen in self.screen_stack):
            self.push_screen(Confirm(self.words, _QUIT), self._quit)

    def action_help_quit(self) -> None:
        """Say nothing of Textual's own."""

    def _fatal_error(self) -> None:
        """End where the program itself failed, with a sentence: Textual would show all that it had in its hands."""
        error = self._exception
        if error is not None and not self._exit_renderables:
            self.bell()
            self.panic(Text(failed(error.error if isinstance(error, WorkerFailed) else error, self.words)))

    def _field(self) -> str | None:
        """Give the key of what is said of the field one is in, or of what it stands in."""
        node = self.focused
        keys = [getattr(one, "help_key", None) for one in node.ancestors_with_self] if node is not None else []
        return next((key for key in keys if key), None)

    def _do(self, act: str | None) -> None:
        if act is not None:
            self.call_later(partial(self.run_action, ACTIONS[act].target, self.screen))

    def _go(self, part: Widget | None) -> None:
        if part is not None:
            self.set_focus(part)

    def _quit(self, is_yes: bool | None) -> None:  # noqa: FBT001 -- what a question is answered with
        if is_yes:
            self.exit(0)
