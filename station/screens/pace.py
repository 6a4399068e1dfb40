"""How fast ballots are entered, and how long the rest will take: an estimate, from a clock that never goes back."""

from dataclasses import dataclass, replace

__all__ = ["LAST", "PAUSE", "Pace"]

LAST = 20
"""Ballots that the speed is taken from: it is the speed of the last minutes, not of the whole evening."""
PAUSE = 60.0
"""Seconds after which nobody was typing: such a gap is no part of the speed."""
_LEAST = 3
"""Gaps below which nothing is said of the speed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """The gaps between the last ballots stored, in seconds, and when the last of them was."""

    gaps: tuple[float, ...] = ()
    last: float | None = None

    def stored(self, now: float) -> "Pace":
        """Give the pace after a ballot was stored at ``now``, in seconds of a clock that never goes back."""
        gap = None if self.last is None else now - self.last
        if gap is None or gap > PAUSE:
            return replace(self, last=now)
        return Pace(gaps=(*self.gaps, gap)[-LAST:], last=now)

    @property
    def per_minute(self) -> int | None:
        """Ballots a minute, to the nearest whole one; None while too few were stored to say."""
        return round(60 * len(self.gaps) / sum(self.gaps)) if self._is_known else None

    def seconds_for(self, ballots: int) -> int | None:
        """Give about how many seconds so many more ballots take; None while too few were stored to say."""
        return round(ballots * sum(self.gaps) / len(self.gaps)) if self._is_known else None

    @property
    def _is_known(self) -> bool:
        return len(self.gaps) >= _LEAST and sum(self.gaps) > 0
