"""Kills: a process that keeps a journal is ended by SIGKILL, at any moment and at every call that changes the disk."""

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tools.fault_disk import CHANGES
from tools.fault_judge import Outcome
from tools.fault_power import DAY, NAME, noted

__all__ = ["WORKER", "kill_at_calls", "kill_at_random"]

ROOT = Path(__file__).parent.parent
WORKER = (sys.executable, "-m", "tools.fault_worker")
"""What keeps the journal; anything that says the same of the same acts can stand here."""
_ACTS = ("begin", "checkpoint 20", *["append 1 120", "append 1 120", "append 4 900", "append 1 120", "destroy"] * 400)
_LIVES = 20
"""How often a journal is killed before the next one is made."""
_MOST_SAID = 80
_STARTING = 0.4
_WRITING = 0.004
"""Seconds within which a kill falls: of a process that has said nothing yet, and after something was said."""


def kill_at_random(times: int, seed: int, worker: Sequence[str] = WORKER) -> Outcome:
    """Kill a process so many times, each time after it has said so much and some time more."""
    chance = Random(seed)
    outcome = Outcome()
    while outcome.trials < times:
        with TemporaryDirectory() as name:
            path = Path(name) / NAME
            said: list[str] = []
            for _ in range(min(_LIVES, times - outcome.trials)):
                with _started([*worker, str(path)]) as process:
                    assert process.stdin is not None
                    assert process.stdout is not None
                    process.stdin.write("\n".join(_ACTS))
                    process.stdin.close()
                    lines = chance.choice([0, chance.randrange(_MOST_SAID)])
                    said += [process.stdout.readline() for _ in range(lines)]
                    time.sleep(chance.random() * (_WRITING if lines else _STARTING))
                    process.kill()
                    said += process.stdout
                _check_killed(process)
                outcome.judge(f"kill {outcome.trials + 1}", path, said)
    return outcome


def kill_at_calls(every: int, seed: int, worker: Sequence[str] = WORKER) -> Outcome:
    """Kill a process before every so manieth call that changes the disk, and in the middle of every such write."""
    calls = [op for op in noted(DAY, {}, seed) if op.kind in CHANGES]
    outcome = Outcome()
    for at, op in enumerate(calls, start=1):
        for moment in (f"{at}", f"{at}.half") if op.kind == "write" else (f"{at}",):
            if at % every:
                continue
            with TemporaryDirectory() as name:
                path = Path(name).resolve() / NAME
                process = _started([*worker, str(path), "--die", moment])
                said, _ = process.communicate("\n".join(DAY))
                _check_killed(process)
                outcome.judge(f"call {moment} ({op.kind} {op.name})", path, said.splitlines())
    return outcome


def _started(command: Sequence[str]) -> subprocess.Popen[str]:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def _check_killed(process: subprocess.Popen[str]) -> None:
    if process.returncode != -signal.SIGKILL:
        raise AssertionError(f"it ended by itself: {process.returncode}")
