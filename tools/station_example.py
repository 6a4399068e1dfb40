"""What ``make station`` starts: the counting station on the example commune's congress, as an exercise.

The congress file of the example without its rounds is left in build/station; the day goes on where it was left.
"""

import json
import os
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "docs" / "examples" / "commune-cao-an" / "congress.json"
LEFT = ROOT / "build" / "station"


def prepared() -> Path:
    """Write the example as a congress that has not voted yet, in training mode."""
    tree = json.loads(EXAMPLE.read_bytes())
    tree["mode"] = "training"
    for contest in tree["contests"]:
        contest.pop("rounds", None)
        contest.pop("leave_open", None)
        contest.pop("decisions", None)
        contest["candidates"] = [one for one in contest["candidates"] if one.get("from_round") is None]
    LEFT.mkdir(parents=True, exist_ok=True)
    path = LEFT / "congress.json"
    path.write_text(json.dumps(tree, ensure_ascii=False, indent=2), encoding="utf-8")
    return path


if __name__ == "__main__":
    os.environ.setdefault("STATION_HOME", str(LEFT / "days"))
    os.execv(sys.executable, [sys.executable, "-m", "station", str(prepared())])
