"""Keys that cost next to nothing, for every Python that is begun with this folder on its path."""

from tally.cli import key_new, unlock
from tally.record.keyfile import Cost, Limits

SMALL = Cost(memory_kib=16, passes=1, lanes=1)
unlock.LIMITS, key_new.COST = Limits(least=SMALL, most=SMALL), SMALL
