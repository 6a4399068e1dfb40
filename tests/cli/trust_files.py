"""Trust files, enrolments and key files in the working folder, for the tests of ``tally trust``."""

import io
import os
import re
from hashlib import sha256
from pathlib import Path

from tally.cli import unlock
from tally.record import keyfile
from tests.cli.conftest import SMALL
from tests.record.trusts import enrolment_of, key, seed

PHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"


def put(name, data):
    Path(name).write_bytes(data)
    return name


def got(name):
    return Path(name).read_bytes()


def enrolled(*names):
    """Give the files of the enrolments of these keys."""
    return [put(f"{name.replace('/', '_')}.enrol", enrolment_of(name)) for name in names]


def keyed(monkeypatch, name, phrase=PHRASE):
    """Give the file of a key, with what will be typed when its passphrase is asked for."""
    path = Path(f"{name.replace('/', '_')}.key")
    if not path.exists():
        sealing = {"passphrase": PHRASE, "random": os.urandom, "cost": SMALL, "limits": unlock.LIMITS}
        path.write_bytes(keyfile.seal(seed(name), name=name.partition("#")[0], holder="Ai đó", **sealing))
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{phrase}\n"))
    return path


def aloud(digits):
    """The lines of a fingerprint."""
    return [f"    {digits[:35]}", f"    {digits[36:]}"]


def digits_of(name):
    """The fingerprint of a key, reckoned as its definition says."""
    number = int.from_bytes(sha256(str(key(name).vkey).encode()).digest(), "big") % 10**60
    return " ".join(re.findall(".....", f"{number:060}"))
