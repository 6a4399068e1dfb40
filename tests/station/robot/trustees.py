"""Keys of everybody who signs, and the trust file that names them: superior, board and station."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from tally.cli import unlock
from tally.record import enrolment, keyfile, note, trust
from tally.record.keyfile import Cost
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, Trust
from tests.station.worlds import known_chance

SMALL = Cost(memory_kib=16, passes=1, lanes=1)
PASSPHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"
ROOTS = ("VD/root-1", "VD/root-2", "VD/root-3")
AUDITOR = "VD/auditor-1"


def seed(name):
    return sha256(f"robot {name}".encode()).digest()


@dataclass(frozen=True)
class Trustees:
    """The holders of the keys of a unit by key: its board, three at most, and its station."""

    unit: str
    board: dict[str, str]

    @property
    def station(self):
        return f"{self.unit}/station-1"

    @property
    def holders(self):
        others = {AUDITOR: "Phạm Kiểm", self.station: "Máy kiểm phiếu"}
        return {**{root: f"Người giữ khóa {root}" for root in ROOTS}, **self.board, **others}

    def trust_file(self):
        """Give the bytes of the trust file: two of the board must sign a record."""
        keys = [
            enrolment.read(enrolment.make(seed(name), name=name, holder=self.holders[name]))
            for name in sorted(self.holders)
        ]
        made = Trust(
            organisation=Organisation(code="VD", name="Ban Tổ chức ví dụ"),
            version=1,
            previous=None,
            valid_from=date(2025, 1, 1),
            valid_to=date(2030, 12, 31),
            thresholds=Thresholds(trust=2, record=2),
            keys=tuple(keys),
            revoked=(),
        )
        text = trust.text_of(made)
        return note.write(Note(text=text, signatures=tuple(note.sign(text, name, seed(name)) for name in ROOTS[:2])))

    def key_file(self, name):
        """Give the bytes of somebody's key file."""
        given = {"passphrase": PASSPHRASE, "random": known_chance(), "cost": SMALL, "limits": unlock.LIMITS}
        return keyfile.seal(seed(name), name=name, holder=self.holders[name], **given)

    def put(self, folder: Path, *names):
        """Put the key files of these keys into a folder."""
        folder.mkdir(exist_ok=True)
        for name in names:
            (folder / f"{name.replace('/', '-')}.key").write_bytes(self.key_file(name))


def trustees_of(congress):
    """Give the trustees of a congress: those of its board."""
    unit = congress.unit.code
    board = {f"{unit}/board-{number}": one.name for number, one in enumerate(congress.board, start=1)}
    return Trustees(unit=unit, board=board)
