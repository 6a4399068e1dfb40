"""Sticks: which there are, and files onto them and off them.

Being on a stick is something that is proved: a file counts as copied only when its bytes have come back from it.
"""

from station.sticks.copying import Copied, copy, read
from station.sticks.error import Code, StickError
from station.sticks.mounted import Stick, sticks

__all__ = ["Code", "Copied", "Stick", "StickError", "copy", "read", "sticks"]
