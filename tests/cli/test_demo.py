"""``make demo``: one run from the files to the signed record, and everything it says it left is there.

Its keys cost next to nothing here, by ``cheap/sitecustomize.py``: what a key really costs to make, to open and to give
a new passphrase, ``test_key_terminal`` does. Nothing else of the demo is another.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

from tally.papers.kinds import KINDS
from tests.cli.made import CLEAN

ROOT = Path(__file__).parent.parent.parent
CHEAP = Path(__file__).parent / "cheap"
LEFT = ROOT / "build" / "demo"


def test_the_demo_shows_the_congress_signs_its_record_and_leaves_it_and_shows_a_city():
    done = subprocess.run(
        [sys.executable, "-m", "tools.demo"],
        cwd=ROOT,
        env=CLEAN | {"LC_ALL": "C", "PYTHONPATH": str(CHEAP)},
        capture_output=True,
        check=True,
    )
    out = done.stdout.decode("utf-8")
    assert done.stderr == b""
    for said in ("Một đại hội giả định", "A made-up congress", "KIỂM TRA TRƯỚC KHI BẦU", "KẾT QUẢ KIỂM PHIẾU"):
        assert said in out
    assert out.count("$ tally sign ") == 3
    assert out.count("[đạt] Kiểm lại phiếu: Lần bầu thứ 2: đúng là 155 phiếu đã cam kết") == 1
    assert out.count("[KHÔNG ĐẠT] Chữ ký") == 1
    assert "128 đơn vị: 5 đã đại hội, 123 chưa" in out
    told = dict(re.findall(r"^  build/demo/(\S+)  \((\d+) ", out, re.MULTILINE))
    there = {path.relative_to(LEFT).as_posix(): path for path in (*LEFT.iterdir(), *(LEFT / "city").iterdir())}
    sizes = {f"{name}/": files_of(path) for name, path in there.items() if path.is_dir() and name != "city"}
    sizes |= {name: path.stat().st_size for name, path in there.items() if path.is_file()}
    assert told == {name: str(size) for name, size in sizes.items()}
    assert all(sizes.values())
    files = [*(LEFT / "records").iterdir(), *(path for path in there.values() if path.is_file())]
    assert sorted(re.sub(r"-[0-9a-f]{8}\.", ".", path.name) for path in files) == [
        "001-bch-1.record",
        "002-bch-2.record",
        "003-bi-thu-1.record",
        "004-dai-bieu-1.record",
        "bch-1.ballots.age",
        "bch-2.ballots.age",
        "bi-thu-1.ballots.age",
        "check.en.txt",
        "check.vi.txt",
        "count.en.txt",
        "count.json",
        "count.vi.txt",
        "dai-bieu-1.ballots.age",
        "danh-sach-khoa.trust",
        "report.html",
        "report.xlsx",
        "verify.json",
    ]
    assert all(path.stat().st_size for path in LEFT.rglob("*") if path.is_file())
    papers = [path.stem for path in (LEFT / "papers").iterdir()]
    assert {kind for kind in KINDS if any(name.startswith(f"{kind}-") for name in papers)} == {*KINDS}
    drafts = sorted(path.name for path in (LEFT / "drafts").iterdir())
    assert drafts == [f"{kind}-004.{form}" for kind in ("request", "structure-report") for form in ("docx", "xlsx")]
    document = json.loads((LEFT / "count.json").read_text(encoding="utf-8"))
    assert document["schema"] == "count/1"
    assert "TRAINING" in (LEFT / "count.en.txt").read_text(encoding="utf-8")
    verified = json.loads((LEFT / "verify.json").read_text(encoding="utf-8"))
    assert (verified["verdict"], verified["trust"]["pinned"]) == ("valid", True)
    assert all(check["ok"] for check in verified["checks"])


def files_of(folder):
    return sum(path.is_file() for path in folder.rglob("*"))
