"""An archive as tests have it: files by unit, records changed and signed again, and the index brought up to them."""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tally.archive.index import INDEX, update
from tally.archive.indexed import indexed
from tally.archive.store import FILES, place_of
from tally.archive.units.programme import load_programme
from tally.archive.units.status import status_of
from tally.congress import Mode
from tally.record import document, note, reading
from tools import nation, synthetic_keys

UNITS = 18
TWICE = "GL01.001.09"
"""The unit whose third record, of its delegates, has two rounds."""
SUPERIOR = "GL01.001"
ROOT = Path(__file__).parents[2]
LATE = date(2025, 12, 31)
"""After every day of the programme."""


@dataclass
class Archive:
    folder: Path

    @property
    def files(self):
        return self.folder / FILES

    @property
    def index(self):
        """The index, byte for byte."""
        return (self.folder / INDEX).read_bytes()

    def records(self, unit):
        """The records of a unit, in the order of the chain."""
        return sorted((self.files / unit).glob("*.record"))

    @property
    def held(self):
        """The units that have records, but for the last superior's, so that their board is known."""
        return [path.name for path in sorted(self.files.glob("GL*")) if self.records(path.name)]

    def put(self, data, name="x.record"):
        """Lay a file down where ``tally archive add`` would."""
        path = self.files / place_of(name, data)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def update(self, **given):
        return update(str(self.folder), **{"expected": Mode.TRAINING} | given)

    def status(self, **given):
        with indexed(str(self.folder)) as index:
            return status_of(index, load_programme(str(self.folder)), **given)

    def unit(self, code, **given):
        return {unit.code: unit for unit in self.status(**given).units}[code]

    def rows(self, query):
        with closing(sqlite3.connect(self.folder / INDEX)) as base:
            return base.execute(query).fetchall()

    def problems(self):
        """What is wrong with files: the key of the sentence by path."""
        rows = self.rows("SELECT path, problem FROM file WHERE problem IS NOT NULL")
        return {path: json.loads(problem)[1] for path, problem in rows}


def laid_down(folder, units=UNITS):
    nation.write(folder, units)
    return Archive(folder=folder)


def text_of(path):
    return note.parse(path.read_bytes()).text


def hash_of(path):
    return hashlib.sha256(text_of(path).encode()).hexdigest()


def signed(text, *, board=(1, 2), station=True):
    """A record with that text, signed by the keys of its own unit."""
    unit = json.loads(text)["unit"]["code"]
    names = [f"{unit}/station-1"] if station else []
    return synthetic_keys.signed(text, (*names, *(f"{unit}/board-{number}" for number in board)))


def changed(path, *replacements, **given):
    """A record that says something else, and is signed again."""
    text = text_of(path)
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new, 1)
    return signed(text, **given)


def another(path, **given):
    """A different record of the same ballot that holds just as well: made by other software."""
    return changed(path, ('"software": "tools.nation"', '"software": "another"'), **given)


def of_first_round(path):
    """The text of a record before its second round was held."""
    model = reading.read(path.read_bytes()).model
    return document.text_of(reading.reckon(model.model_copy(update={"rounds": model.rounds[:1]})))


def correction(archive, unit, *replacements, **given):
    """A record at the end of the chain of three that says it replaces the first one."""
    first, _, third = archive.records(unit)
    return changed(
        first,
        ('"sequence": 1', '"sequence": 4'),
        ('"previous": null', f'"previous": "{hash_of(third)}"'),
        ('"replaces": null', f'"replaces": "{hash_of(first)}"'),
        *replacements,
        **given,
    )


def trees(archive):
    """Every record as the tree that its text is."""
    return [json.loads(text_of(path)) for unit in archive.held for path in archive.records(unit)]


def trust_file(archive):
    [file] = (archive.files / "trust").glob(f"trust-{SUPERIOR}-*")
    return file


def with_every_fault(archive):
    """An archive in which everything that can be told is there to be told."""
    one, two, three, four, five, six = archive.held[:6]
    archive.put(another(archive.records(one)[0]))
    archive.records(two)[1].unlink()
    third = archive.records(three)[2]
    text = text_of(third)
    third.unlink()
    archive.put(signed(text, board=(1,)))
    (archive.files / "odd\n\x1b[31m.record").write_bytes(b"")
    for path in archive.records(four):
        path.unlink()
    for path in archive.records(six):
        text = text_of(path)
        path.unlink()
        archive.put(signed(text, board=()))
    programme = json.loads((archive.folder / "programme.json").read_text())
    programme["units"] = [unit for unit in programme["units"] if unit["code"] != five]
    programme["units"][0]["allotted"] = 99
    programme["units"][-1] |= {"level": "commune", "cluster": "Cụm khác"}
    (archive.folder / "programme.json").write_text(json.dumps(programme))
