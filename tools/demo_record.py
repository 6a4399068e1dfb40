"""The second half of ``make demo``: the congress is sealed, its board signs, and an auditor verifies what they signed.

Every person is a command of their own, as in the hall: it makes the person's key, reads the passphrase that is shown,
and types it back. Keys and passphrases are thrown away at the end; records and trust file are left in build/demo.
"""

import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tally.files.disk import load_congress

__all__ = ["ceremony"]

SUPERIOR = "HD.CG"
ROOTS = ("Đỗ Thị Mai", "Bùi Văn Sơn", "Hồ Thị Yến")
AUDITOR = "Phan Thị Kiểm"
STATION = "Máy kiểm phiếu số 1"
SIGNED = "002-bch-2.record"
_WORD = re.compile(r" +[1-6]\. ([a-z]+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """Somebody with a key: the key's name, who holds it, its file, and the six words that open it."""

    name: str
    holder: str
    key: Path
    passphrase: str

    @property
    def enrolment(self) -> str:
        """What the organizing committee is handed of the key."""
        return f"{self.key}.enrol"


def ceremony(congress: str, left: Path) -> int:
    """Show the ceremony for a congress file, and leave records and trust file. Returns 0 if all went as it should."""
    file = load_congress(congress)
    unit = file.congress.unit.code
    names = [(f"{SUPERIOR}/root-{number}", holder) for number, holder in enumerate(ROOTS, 1)]
    names.append((f"{SUPERIOR}/auditor-1", AUDITOR))
    names += [(f"{unit}/board-{number}", member.name) for number, member in enumerate(file.congress.board[:3], 1)]
    names.append((f"{unit}/station-1", STATION))
    with tempfile.TemporaryDirectory() as folder:
        print(
            "Trước đại hội, mỗi người tạo một khóa và chép sáu từ mật khẩu ra giấy / Everybody makes a key:", flush=True
        )
        with ThreadPoolExecutor(2) as hands:
            people = list(hands.map(lambda one: _key(Path(folder), *one), names))
        for person in people:
            print(f"  {person.name:24} {person.holder}")
        trust, pin = _trusted(Path(folder), left, people)
        return _signed(congress, left, people[3:], trust, pin)


def _key(folder: Path, name: str, holder: str) -> Person:
    """Make a key as a person does: read the six words on the screen, and type them back."""
    key = folder / name.replace("/", "-")
    line = ["key", "new", "--name", name, "--holder", holder, "-o", str(key), "--backup", f"{key}.backup"]
    with subprocess.Popen(
        [sys.executable, "-m", "tally", *line, "--lang", "vi"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as command:
        words: list[str] = []
        while len(words) < 6:
            shown = command.stderr.readline()
            if not shown:
                sys.exit(f"tally key new: {name}")
            words += _WORD.findall(shown)
        command.communicate(" ".join(words) + "\n")
        if command.returncode:
            sys.exit(f"tally key new: {name}")
    return Person(name=name, holder=holder, key=key, passphrase=" ".join(words))


def _trusted(folder: Path, left: Path, people: Sequence[Person]) -> tuple[str, str]:
    """Make the trust file of the organizing committee, signed by two of its three. Gives its path and fingerprint."""
    begun, draft = str(folder / "begun"), str(left / "danh-sach-khoa.trust")
    given = ["--organisation", "Ban Tổ chức cấp trên", "--unit", SUPERIOR, "--from", "2025-01-01", "--to", "2025-12-31"]
    _run("trust", "new", *given, "--trust-threshold", "2", "--record-threshold", "2", "-o", begun)
    _run("trust", "add", begun, *(person.enrolment for person in people), "-o", draft)
    for root in people[:2]:
        _run("trust", "sign", draft, "--key", str(root.key), by=root)
    _say("trust", "show", draft)
    text = Path(draft).read_bytes().rpartition(b"\n\n")[0] + b"\n"
    from tally.record.fingerprint import fingerprint

    return draft, fingerprint(text)


def _signed(congress: str, left: Path, people: Sequence[Person], trust: str, pin: str) -> int:
    """Seal the records, let three members of the board sign one, and be the auditor."""
    auditor, *board, station = people
    records = left / "records"
    given = ["-o", str(records), "--trust", trust, "--pin", pin, "--key", str(station.key)]
    _say("seal", congress, *given, by=station)
    record = str(records / SIGNED)
    for place, member in enumerate(board):
        _say("sign", record, "--key", str(member.key), by=member, since=f"{member.holder} đã ký" if place else "")
    line = ["verify", record, "--trust", trust, "--pin", pin, "--training"]
    status = _say(*line)
    (left / "verify.json").write_text(_run(*line, "--json").stdout, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        opened, changed = str(Path(folder) / "ballots"), Path(folder) / SIGNED
        ballots = next(records.glob("bch-2-*.ballots.age"))
        _run("open", record, "--all", "--ballots", str(ballots), "--key", str(auditor.key), "-o", opened, by=auditor)
        print("\nNgười hậu kiểm mở phiếu niêm phong và kiểm lại từ đầu / The auditor counts the sealed ballots anew:")
        status = status or _say(*line, "--ballots", opened, since="[đạt] Kiểm lại phiếu")
        changed.write_bytes(Path(record).read_bytes().replace(b'"votes": 92', b'"votes": 93'))
        print("\nAi đó sửa một con số / Somebody changes one figure:")
        return status or (0 if _say("verify", str(changed), *line[2:], since="[KHÔNG ĐẠT]") == 3 else 1)


def _say(*line: str, by: Person | None = None, since: str = "") -> int:
    """Run a command and show what it shows, or what stands from one line on. Returns its exit status."""
    print(f"\n$ tally {shlex.join(line)}" + (f"      ({by.holder})" if by else ""), flush=True)
    done = _run(*line, by=by, may_fail=True)
    shown = done.stdout
    start = shown.find(f"\n{since}") if since else -1
    print(shown if start < 0 else f"  …{shown[start:]}", flush=True)
    return done.returncode


def _run(*line: str, by: Person | None = None, may_fail: bool = False) -> subprocess.CompletedProcess[str]:
    """Run a command; whoever has a key types its passphrase."""
    done = subprocess.run(
        [sys.executable, "-m", "tally", *line, "--lang", "vi"],
        input=f"{by.passphrase}\n" if by else "",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode and not may_fail:
        sys.exit(f"tally {' '.join(line)}\n{done.stderr}")
    return done
