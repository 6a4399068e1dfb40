"""Break the journal in every way there is, and say what was lost: ``python -m tools.fault``.

It takes its time. Each option says how many trials there are; 0 leaves a kind out. The weaker journals are those that
must lose something, or the trial itself is worth nothing. The exit code is 1 if anything else was lost or wrong, or a
weaker journal lost nothing.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tools.fault_calls import FAULTS, failing
from tools.fault_judge import Outcome
from tools.fault_kill import kill_at_calls, kill_at_random
from tools.fault_power import cut, cut_after_kill, cut_again
from tools.fault_weaker import WEAKER

__all__ = ["main"]

MOST_TOLD = 20
_ROW = "{:<42} {:>8} {:>12} {:>8} {:>7} {:>8}"
CUTS = {
    "power cut at a moment of the day": cut,
    "power cut after a kill and opening anew": cut_after_kill,
    "power cut, and again while it is opened": cut_again,
}
Trial = tuple[str, Callable[[], Outcome], bool]
"""What it is called, the trial, and whether something must be lost in it."""


def _trials(given: argparse.Namespace) -> Iterator[Trial]:
    if given.kills:
        yield "SIGKILL at random", partial(kill_at_random, given.kills, given.seed), False
    if given.every_call:
        yield "SIGKILL at a call, and within a write", partial(kill_at_calls, given.every_call, given.seed), False
    if given.images:
        for name, power in CUTS.items():
            yield name, partial(power, given.images, given.seed), False
    if given.weaker:
        for name in WEAKER:
            yield f"weaker: {name}", partial(_weaker, name, given), True
    if given.every_fault:
        for fault in FAULTS:
            for lasting in (False, True):
                trial = partial(failing, fault, lasting=lasting, every=given.every_fault, seed=given.seed)
                yield f"{fault}, {'for good' if lasting else 'once'}", trial, False


def _weaker(name: str, given: argparse.Namespace) -> Outcome:
    weaker, trial = WEAKER[name]
    with weaker():
        return trial(given.weaker, given.seed)


def main(arguments: Sequence[str]) -> int:
    """Try everything, one row a kind; give 1 if the journal, or a trial, is not worth its name."""
    parser = argparse.ArgumentParser(prog="python -m tools.fault", description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000, help="SIGKILL at random (default: %(default)s)")
    parser.add_argument("--every-call", type=int, default=1, help="SIGKILL at every so manieth call (%(default)s)")
    parser.add_argument("--images", type=int, default=10_000, help="disks after power cuts, of each kind (%(default)s)")
    parser.add_argument("--weaker", type=int, default=2000, help="such disks of each weaker journal (%(default)s)")
    parser.add_argument("--every-fault", type=int, default=1, help="every so manieth call fails (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="where chance begins (%(default)s)")
    sound = True
    print(_ROW.format("trial", "trials", "acknowledged", "losing", "wrong", "seconds"))
    for name, trial, must_lose in _trials(parser.parse_args(arguments)):
        start = time.monotonic()
        outcome = trial()
        seconds = f"{time.monotonic() - start:.0f}"
        wrong = len(outcome.wrong)
        print(_ROW.format(name, outcome.trials, outcome.acknowledged, outcome.losing, wrong, seconds), flush=True)
        if must_lose:
            sound &= outcome.losing > 0
        elif wrong:
            sound = False
            print("\n".join(f"    {line}" for line in outcome.wrong[:MOST_TOLD]))
        if outcome.failures:
            print("    it said: " + ", ".join(f"{code} {times}" for code, times in outcome.failures.most_common()))
    return 0 if sound else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
