"""Somebody at the keys who has decided already what to answer: the flows of a screen without the screen.

What is asked is real; only who answers is not. A form is answered with what is written in some of its lines, the others
keep what stands there.
"""

from collections.abc import Mapping

from station.modals.ask import Ask
from station.modals.choose import Choose
from station.modals.confirm import Confirm
from station.modals.form import Form
from station.modals.problem import Problem
from station.modals.reading import Reading
from station.session.denied import Denied
from station.widgets.drawing import say
from tally.words import Lang, Words

ESCAPE = None
VI = Words(Lang.VI)


class Scripted:
    """A screen, its application and the station in one; ``asked`` is what was asked, ``told`` why nothing was done."""

    def __init__(self, service=None, *answers, world=None):
        self.service = service
        self.answers = [*answers]
        self.world = world
        self.words = VI
        self.asked = []
        self.told = []
        self.popped = 0
        self.submitted = []

    @property
    def app(self):
        return self

    @property
    def station(self):
        return self

    @property
    def day(self):
        return self.service.day

    async def push_screen_wait(self, modal):
        self.asked.append(modal)
        answer = self.answers.pop(0)
        if isinstance(modal, Reading | Problem):
            assert answer is ESCAPE, said(modal)
        elif isinstance(modal, Choose):
            assert answer is ESCAPE or 0 <= answer < len(modal.choice.options), answer
        elif isinstance(modal, Confirm):
            assert isinstance(answer, bool)
        elif isinstance(modal, Form):
            return None if answer is ESCAPE else modal.sheet.read(written(modal.sheet, answer))
        else:
            assert isinstance(modal, Ask)
        return answer

    def submit(self, command, *, joined=None, files=None):
        self.submitted.append(command)
        try:
            return self.service.submit(command, joined=joined, files=files)
        except Denied as denied:
            self.told.append(denied.code)
            return None

    def tell(self, error):
        self.told.append(error.code)

    def pop_screen(self):
        self.popped += 1


def written(sheet, answer: Mapping[str, str]):
    """What stands in the lines of a form once somebody has written in some of them."""
    known = {blank.key: blank for blank in sheet.blanks}
    assert answer.keys() <= known.keys(), (answer, [*known])
    stood = {key: _first(blank) for key, blank in known.items()}
    for key, text in answer.items():
        assert not known[key].options or text in dict(known[key].options), (key, text, known[key].options)
    return stood | dict(answer)


def _first(blank):
    values = [value for value, _ in blank.options]
    if not values:
        return blank.text
    return blank.text if blank.text in values else values[0]


def said(modal):
    """What a modal says, in one text."""
    match modal:
        case Reading():
            parts = [modal.read.title, *modal.read.texts]
        case Choose():
            parts = [modal.choice.title, *modal.choice.said, *modal.choice.options]
        case Confirm():
            parts = [modal.question.title, *modal.question.said]
        case Form():
            parts = [modal.sheet.title, *modal.sheet.said, *(blank.label for blank in modal.sheet.blanks)]
        case Problem():
            parts = [modal.trouble.happened]
        case _:
            parts = [modal.request.title, *modal.request.said]
    return "\n".join(say(part, VI) for part in parts)


def options(modal):
    """What a modal has to choose from, in words."""
    return [say(option, VI) for option in modal.choice.options]
