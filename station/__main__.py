"""``station``: settle the terminal, then open the day that is named or choose one."""

import gc
import os
import sys

from station.terminal import prepare, wait
from tally.words import Words
from tally.words.lang import lang_of

__all__ = ["main"]


def main(line: list[str] | None = None) -> int:
    """Run the station. Gives what the process should return."""
    terminal = prepare(os.environ)  # before anything imports Textual
    if not terminal.fault:
        wait(Words(lang_of(os.environ))("station.starting"))
    gc.disable()  # what is imported stays: looking through it for waste makes starting a tenth longer
    from station.starting import start

    gc.freeze()
    gc.enable()
    return start(sys.argv[1:] if line is None else line, terminal)


if __name__ == "__main__":
    sys.exit(main())
