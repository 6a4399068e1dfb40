"""``station``: settle the terminal, then open the day that is named or choose one."""

import os
import sys

from station.terminal import prepare

__all__ = ["main"]


def main(line: list[str] | None = None) -> int:
    """Run the station. Gives what the process should return."""
    terminal = prepare(os.environ)  # before anything imports Textual
    from station.starting import start

    return start(sys.argv[1:] if line is None else line, terminal)


if __name__ == "__main__":
    sys.exit(main())
