"""What ``make demo`` shows: a commune's congress, from its files to the signed record, and a city of 128 units.

It leaves in build/demo the whole file of the congress: the result as JSON for other programs, and as text in Vietnamese
and in English; the trust file, the records, and what the auditor's verification says; every paper, as PDF to be printed
and signed, the request and the report as drafts, and the tables as spreadsheets; and of the city what came in, the
archive, and its report as a workbook and as a page.
"""

import os
import shutil
import sys
from contextlib import redirect_stdout
from io import TextIOWrapper
from pathlib import Path

from tally.cli import main
from tools.demo_city import city
from tools.demo_record import ceremony

ROOT = Path(__file__).parent.parent
CONGRESS = "docs/examples/commune-cao-an/congress.json"
ROLL = "docs/examples/commune-cao-an/roll.csv"
LEFT = Path("build") / "demo"
PAPERS, DRAFTS = str(LEFT / "papers"), str(LEFT / "drafts")
FILES = {
    "check.vi.txt": ["check", CONGRESS, "--lang", "vi"],
    "check.en.txt": ["check", CONGRESS, "--lang", "en"],
    "count.vi.txt": ["count", CONGRESS, "--lang", "vi"],
    "count.en.txt": ["count", CONGRESS, "--lang", "en"],
    "count.json": ["count", CONGRESS, "--json"],
}
SCENE = """\
Một đại hội giả định: 159 đại biểu được triệu tập, bầu 15 trong 17 người.
Ở chỗ cuối cùng hai người bằng phiếu nhau, nên đại hội bầu lại giữa hai người.
Ban kiểm phiếu đã nhập từng phiếu; đây là việc kiểm tra, rồi kết quả.
A made-up congress: two are level at the last seat, and a run-off decides.
"""


def demo() -> int:
    """Show the check and the count, and leave every form of the result. Returns what the command returned last."""
    os.chdir(ROOT)
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # whatever the locale
    print(SCENE)
    status = 0
    for command in ("check", "count"):
        print(f"$ tally {command} {CONGRESS}", flush=True)
        status = status or main([command, CONGRESS, "--lang", "vi"])
        print()
    shutil.rmtree(LEFT, ignore_errors=True)
    LEFT.mkdir(parents=True)
    for name, line in FILES.items():
        with (LEFT / name).open("w", encoding="utf-8") as file, redirect_stdout(file):
            status = status or main(line)
    status = status or ceremony(CONGRESS, LEFT) or _papers() or city(LEFT)
    print("\nĐã để lại / Left behind:")
    for path in sorted((*LEFT.iterdir(), *(LEFT / "city").iterdir())):
        if path.is_file():
            print(f"  {path}  ({path.stat().st_size} byte)")
        elif path != LEFT / "city":
            print(f"  {path}{os.sep}  ({sum(one.is_file() for one in path.rglob('*'))} tệp)")
    return status


def _papers() -> int:
    """Show how the papers are made: those before the vote from the congress, those after it from its records."""
    records = [str(path) for path in sorted(LEFT.rglob("*.record"))]
    line = ["papers", *records, "-o", DRAFTS, "--kind", "request", "--kind", "structure-report"]
    status = 0
    for of in (
        ["papers", CONGRESS, "--roll", ROLL, "-o", PAPERS],
        ["papers", *records, "-o", PAPERS],
        [*line, "--as", "docx", "--as", "xlsx"],
    ):
        print(f"\n$ tally {' '.join(of)}", flush=True)
        status = status or main([*of, "--lang", "vi"])
    return status


if __name__ == "__main__":
    try:
        sys.exit(demo())
    except BrokenPipeError:  # make demo | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
