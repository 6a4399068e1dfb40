"""The rules as data: which clauses there are, where they stand, how sure we are of them, and their figures."""

from collections.abc import Mapping
from types import MappingProxyType

from tally.regulation.clause import Certainty, Clause
from tally.regulation.qd190 import QD190
from tally.regulation.qd244 import QD244
from tally.regulation.regulation import Regulation

__all__ = ["REGULATIONS", "Certainty", "Clause", "Regulation"]

REGULATIONS: Mapping[str, Regulation] = MappingProxyType({regulation.id: regulation for regulation in (QD190, QD244)})
"""The profiles that ship, by the id that stands in a congress file. The first is the default."""
