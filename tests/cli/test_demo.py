"""``make demo``: one run from the files to the result, and everything it says it left is there."""

import json
import re
import subprocess
import sys
from pathlib import Path

from tests.cli.made import CLEAN

ROOT = Path(__file__).parent.parent.parent


def test_the_demo_shows_the_congress_and_leaves_its_result():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "demo.py"],
        cwd="/",
        env=CLEAN | {"LC_ALL": "C"},
        capture_output=True,
        check=True,
    )
    out = done.stdout.decode("utf-8")
    assert done.stderr == b""
    for said in ("Một đại hội giả định", "A made-up congress", "KIỂM TRA TRƯỚC KHI BẦU", "KẾT QUẢ KIỂM PHIẾU"):
        assert said in out
    left = {name: ROOT / name for name in re.findall(r"build/demo/\S+", out)}
    assert sorted(path.name for path in left.values()) == [
        "check.en.txt",
        "check.vi.txt",
        "count.en.txt",
        "count.json",
        "count.vi.txt",
    ]
    assert all(path.stat().st_size for path in left.values())
    document = json.loads((ROOT / "build" / "demo" / "count.json").read_text(encoding="utf-8"))
    assert document["schema"] == "count/1"
    assert "TRAINING" in (ROOT / "build" / "demo" / "count.en.txt").read_text(encoding="utf-8")
