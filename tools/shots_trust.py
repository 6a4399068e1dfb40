"""Keys and trust file of the commune in the manual's pictures, the same in every run; they guard nothing."""

from datetime import date
from functools import cache
from hashlib import sha256

from station.ceremony.found import read_key
from tally.cli.unlock import OpenKey
from tally.record import enrolment, keyfile, note, trust
from tally.record.note import Note
from tally.record.trust import Organisation, Thresholds, Trust

UNIT = "HD.CG.CAOAN"
PASSPHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"
STATION = f"{UNIT}/station-1"
ROOTS = tuple(f"HD.CG/root-{number}" for number in (1, 2, 3))
HOLDERS = {
    **{root: f"Người giữ khóa gốc {root[-1]}" for root in ROOTS},
    "HD.CG/auditor-1": "Phan Thị Kiểm",
    f"{UNIT}/board-1": "Dương Thanh Châu",
    f"{UNIT}/board-2": "Phạm Văn Dũng",
    f"{UNIT}/board-3": "Phạm Thị Uyên",
    STATION: "Máy kiểm phiếu số 1",
}


def _seed(name: str) -> bytes:
    return sha256(f"manual {name}".encode()).digest()


def _chance(size: int) -> bytes:
    return sha256(b"manual").digest()[:size]


def trust_file() -> tuple[bytes, str]:
    """Give the bytes of the trust file, and its fingerprint."""
    names = sorted(HOLDERS)
    made = Trust(
        organisation=Organisation(code="HD.CG", name="Ban Tổ chức cấp trên"),
        version=1,
        previous=None,
        valid_from=date(2025, 1, 1),
        valid_to=date(2030, 12, 31),
        thresholds=Thresholds(trust=2, record=2),
        keys=tuple(enrolment.read(enrolment.make(_seed(name), name=name, holder=HOLDERS[name])) for name in names),
        revoked=(),
    )
    text = trust.text_of(made)
    data = note.write(Note(text=text, signatures=tuple(note.sign(text, name, _seed(name)) for name in ROOTS[:2])))
    return data, trust.read(data).fingerprint


@cache
def key_file(name: str) -> bytes:
    """Give the key file of somebody, which opens by ``PASSPHRASE``."""
    return keyfile.seal(_seed(name), name=name, holder=HOLDERS[name], passphrase=PASSPHRASE, random=_chance)


def board_key(number: int) -> OpenKey:
    """Give the open key of a member of the board."""
    name = f"{UNIT}/board-{number}"
    file = read_key(key_file(name), name).file
    return OpenKey(vkey=file.vkey, holder=file.holder, seed=_seed(name))
