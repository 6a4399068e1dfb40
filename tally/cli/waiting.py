"""What is said while another command holds the folder that this one writes in."""

from collections.abc import Callable

from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal

__all__ = ["waiting"]


def waiting(terminal: Terminal, folder: str) -> Callable[[], None]:
    """Give what says that a folder is held, for ``tally.files.disk.locked``: nobody is to think that nothing is done.

    Whoever gives up then loses nothing: what is written is written only once the folder is let go.
    """
    return lambda: terminal.murmur(one_line(terminal.words("report.waiting", folder=folder)))
