"""Whether something is really to be done. The answer is no until somebody goes to yes, or writes the word asked for."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from station.modals.modal import Modal, wrapped
from station.themes.ink import Ink
from station.widgets.drawing import Sentence, datum, say
from station.widgets.text_line import TextLine
from tally.words import Words
from tally.words.names import fold

__all__ = ["Confirm", "Question"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """What is asked, and what there is to know before answering.

    ``word`` is what must be written for a yes where the act is dangerous, such as a batch's number; capitals and marks
    make no difference.
    """

    title: str | Sentence
    said: tuple[str | Sentence, ...] = ()
    word: str | Sentence | None = None


class Confirm(Modal[bool]):
    """Gives True only for a yes; Esc, and Enter as it stands at first, give False."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", show=False),
        Binding("enter", "take", show=False),
        Binding("left,right,up,down,tab,shift+tab", "turn", show=False),
    ]

    def __init__(self, words: Words, question: Question) -> None:
        super().__init__(words)
        self.question = question
        self.is_yes = False
        self._is_wrong = False

    def draw(self, width: int) -> list[Content]:
        """Draw the question, and the two answers or the word to write."""
        words = self.words
        said = [line for text in self.question.said for line in wrapped(text, words, width)]
        drawn = [*wrapped(self.question.title, words, width, Ink.WARN), Content(""), *said, Content("")]
        if self.question.word is None:
            return [*drawn, self._answers(), Content(""), *wrapped(Sentence(key="widget.confirm.how"), words, width)]
        ask = Sentence(key="widget.confirm.write", params={"word": say(self.question.word, words)})
        wrong = Sentence(key="widget.confirm.wrong") if self._is_wrong else ""
        return [*drawn, *wrapped(ask, words, width, Ink.STRONG), *wrapped(wrong, words, width, Ink.BAD)]

    def fields(self) -> tuple[Widget, ...]:
        """Give the line for the word, if one is asked for."""
        return () if self.question.word is None else (TextLine(longest=40),)

    def action_answer(self, is_yes: bool) -> None:  # noqa: FBT001 -- called by a key, in Textual's words
        """Leave with this answer."""
        self.dismiss(is_yes)

    def action_turn(self) -> None:
        """Go to the other answer."""
        if self.question.word is None:
            self.is_yes = not self.is_yes
            self.draw_again()

    def action_take(self) -> None:
        """Leave with the answer that is marked."""
        self.dismiss(self.is_yes)

    @on(Input.Submitted)
    def check(self, event: Input.Submitted) -> None:
        """Take the right word as a yes and nothing as a no; ring at any other."""
        event.stop()
        written = fold(event.value).split()
        if not written:
            self.dismiss(False)  # noqa: FBT003 -- the answer
        elif written == fold(say(self.question.word or "", self.words)).split():
            self.dismiss(True)  # noqa: FBT003 -- the answer
        else:
            self._is_wrong = True
            self.app.bell()
            self.draw_again()

    def _answers(self) -> Content:
        def answer(key: str, is_marked: bool) -> Content:  # noqa: FBT001 -- of the two lines below alone
            text = f" {'▸' if is_marked else ' '} {self.words(key)}  "
            return datum(text, Ink.CURSOR if is_marked else Ink.TEXT)

        return Content.assemble(
            answer("widget.confirm.no", not self.is_yes), "   ", answer("widget.confirm.yes", self.is_yes)
        )
