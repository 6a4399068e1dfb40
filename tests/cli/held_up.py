"""What the processes run that seal, sign or hold a folder at the same time; it imports no more than that."""

import os
import time

from tally.cli import main, seal, sign, unlock
from tally.files import disk

PATIENCE = 60
OPEN = 0.3
"""Seconds between reading and writing, in which everybody else reads too, if nothing keeps them from it."""


def typed(line, passphrase, together, limits):
    """Run a command that goes on with the others once its key is open, and is slow to write."""
    unlock.LIMITS = limits

    def unlocked(terminal, locked):
        opened = unlock.open_with(terminal, locked.data, passphrase)
        together.wait(PATIENCE)
        return opened

    def slowly(write):
        def written(*given):
            time.sleep(OPEN)
            return write(*given)

        return written

    unlock.unlock = seal.unlock = unlocked
    sign.replace, seal.write = slowly(sign.replace), slowly(seal.write)
    os._exit(main(line))


def hold(folder, taken, free):
    """Hold a folder from when it is taken until it is to be free."""
    with disk.locked(folder):
        taken.set()
        free.wait(PATIENCE)
