"""Numbers on the command line."""

import re

from tally.cli.arguments import Arguments
from tally.faults import BadInput, Fault
from tally.files.strict import shown
from tally.record.merkle import MOST_LEAVES

__all__ = ["number", "numbers", "numbers_said"]

_NUMBER = re.compile(r"[0-9]{1,7}", re.ASCII)
_RANGE = re.compile(r" *([0-9]{1,7})(?:-([0-9]{1,7}))? *", re.ASCII)


def number(arguments: Arguments, option: str, *, least: int, most: int) -> int:
    """Give the number that stands for an option, 0 if it was not given. Raises BadInput."""
    text = arguments.value(option)
    if not text:
        return 0
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        params: dict[str, str | int] = {"given": shown(text), "least": least, "most": most}
        raise BadInput([Fault(path="tally", location=option, key="usage.not_a_number", params=params)])
    return int(text)


def numbers(arguments: Arguments, option: str) -> tuple[int, ...]:
    """Give the numbers of leaves that stand for an option, ``3,17,20-25``, from low to high. Raises BadInput."""
    found: set[int] = set()
    for part in arguments.value(option).split(",") if arguments.value(option) else ():
        ends = _RANGE.fullmatch(part)
        first, last = (int(ends[1]), int(ends[2] or ends[1])) if ends else (1, 0)
        if not first <= last < MOST_LEAVES:
            params = {"given": shown(part)}
            raise BadInput([Fault(path="tally", location=option, key="usage.not_numbers", params=params)])
        found.update(range(first, last + 1))
    return tuple(sorted(found))


def numbers_said(these: tuple[int, ...]) -> str:
    """Give numbers from low to high as ``numbers`` reads them, each run of three or more as its two ends."""
    parts: list[str] = []
    start = 0
    for place, one in enumerate(these):
        if place + 1 == len(these) or these[place + 1] != one + 1:
            run = these[start : place + 1]
            parts += [f"{run[0]}-{run[-1]}"] if len(run) > 2 else map(str, run)
            start = place + 1
    return ",".join(parts)
