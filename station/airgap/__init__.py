"""Whether this computer is cut off from every network, and keeps no copy of what is in its memory.

All of it is looked up in the files under /proc and /sys. Nothing is sent, no socket is opened and nothing is changed,
so that looking can do no harm and can be done at any time. What it cannot prove is said in ``UNPROVABLE``.
"""

from station.airgap.memory import Core, harden
from station.airgap.observing import Edges, edges, observe
from station.airgap.sight import UNPROVABLE, Check, said

__all__ = ["UNPROVABLE", "Check", "Core", "Edges", "edges", "harden", "observe", "said"]
