"""``station transfer RECORD``: a record file shown as QR codes, on a computer that holds no day.

It knows nothing but that file, which is read as a record first: what is no record is not carried out. At the other end
``tally receive`` puts the parts together again.
"""

from pathlib import PurePath

from textual.app import ComposeResult

from station.face import Face
from station.messages import told
from station.terminal import Terminal, turned_away
from station.transfer.turning import Turning
from station.widgets.drawing import Sentence, say
from station.widgets.key_line import KeyLine
from station.widgets.status_line import Air, Status, StatusLine
from tally.faults import BadInput
from tally.files.disk import load_bytes
from tally.record import reading
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.words import Words

__all__ = ["FileScreen", "TransferApp", "show_transfer"]


class FileScreen(Turning):
    """The file, part by part; nothing else is done here."""

    def __init__(self, path: str, data: bytes, record: Record) -> None:
        super().__init__()
        self._path, self._data, self._record = path, data, record

    def compose(self) -> ComposeResult:
        """Give the first line, the code and what is said of it, and the keys."""
        where = (PurePath(self._path).name, Sentence(key="action.screen.transfer"))
        yield StatusLine(self.words, Status(where=where, air=Air.UNKNOWN, mode=self._record.model.mode))
        yield from self.codes()
        yield KeyLine(self.words, self.keys())

    def on_resize(self) -> None:
        """Cut the file anew for another size."""
        self.cut(self._data)

    async def action_back(self) -> None:
        """Leave, but only when the word for it was written: somebody may be photographing."""
        await self.face.action_quit()


class TransferApp(Face):
    """One file, and its screen."""

    def __init__(self, path: str, data: bytes, record: Record, words: Words, terminal: Terminal) -> None:
        super().__init__(words, terminal)
        self._file = (path, data, record)

    def on_mount(self) -> None:
        """Show the file."""
        self.push_screen(FileScreen(*self._file))


def show_transfer(path: str, words: Words, terminal: Terminal) -> int:
    """Show a record file as QR codes until somebody leaves. Gives what the process should return."""
    try:
        data = load_bytes(path)
        record = reading.read(data)
    except (BadInput, Refused) as error:
        return turned_away(say(told(error, words), words))
    app = TransferApp(path, data, record, words, terminal)
    app.run(mouse=False)
    return app.return_code or 0
