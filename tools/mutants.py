"""Change the rules' code line by line and see whether the tests notice; report by module what they missed.

mutmut (settings in pyproject.toml) makes the changes. At least nine in ten must be noticed in each module that decides
elections; what is missed is listed with its reason in docs/mutants.md.
"""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
MUTMUT = Path(sys.executable).parent / "mutmut"
GOAL = 90
NOTICED = ("killed", "timeout", "caught by type check")
"""Only these say that a test failed; whatever was not tried is not noticed."""
ELECTIONS = "200"
"""Random elections a change: enough to notice, few enough to try two thousand changes."""


def main() -> int:
    """Run mutmut, print the table and what survived; give 1 if a module stays below the goal."""
    environment = os.environ | {"TALLY_ELECTIONS": ELECTIONS}
    if "--again" not in sys.argv:
        subprocess.run([MUTMUT, "run"], cwd=ROOT, env=environment, check=True)
    listed = subprocess.run(
        [MUTMUT, "results", "--all", "true"], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    changes = [line.strip().rpartition(": ") for line in listed.stdout.splitlines() if ": " in line]
    by_module: dict[str, Counter[str]] = {}
    for name, _, status in changes:
        by_module.setdefault(name.split(".x")[0], Counter())[status] += 1
    print(f"\n{'module':<22}{'changes':>9}{'noticed':>9}{'share':>9}")
    below = False
    for module, statuses in sorted(by_module.items()):
        noticed, made = sum(statuses[status] for status in NOTICED), statuses.total()
        below = below or 100 * noticed < GOAL * made
        print(f"{module:<22}{made:>9}{noticed:>9}{100 * noticed / made:>8.1f}%")
    for name, _, status in changes:
        if status not in NOTICED:
            shown = subprocess.run([MUTMUT, "show", name], cwd=ROOT, check=True, capture_output=True, text=True)
            print(f"\n{name}: {status}")
            print("\n".join(line for line in shown.stdout.splitlines()[3:] if line.startswith(("+", "-"))))
    return 1 if below or not changes else 0


if __name__ == "__main__":
    sys.exit(main())
