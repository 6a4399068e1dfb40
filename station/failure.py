"""What is said where the program itself failed: that it did and where, and nothing of what it had in its hands."""

import traceback

from tally.words import Words

__all__ = ["failed"]

OURS = ("station.", "tally.")
"""How the names of our own modules begin."""


def failed(error: BaseException, words: Words) -> str:
    """Say that the program failed, with the kind of the error and the last line of our own code that it came to.

    Neither values nor what the error says of itself are in it, for that may be a PIN or what stands on a ballot.
    """
    frames = traceback.walk_tb(error.__traceback__)
    places = [f"{frame.f_globals.get('__name__')}:{line}" for frame, line in frames]
    ours = [place for place in places if place.startswith(OURS)]
    return words("station.failed", what=", ".join([type(error).__name__, *ours[-1:]]))
