"""Ballots of a small nation, to be changed and counted again."""

import json
import re

from tally.record import canonical, reading, sealed
from tally.record.document import text_of as document_of
from tests.archive.made import signed, text_of
from tools.nation_ballots import AUDITOR
from tools.synthetic_keys import key_seed

KEY = sealed.private_of_seed(key_seed(AUDITOR))


def files(own, pattern="*"):
    return sorted(path for path in own.ballots.rglob(pattern) if path.is_file())


def opened(path):
    return sealed.unseal(path.read_bytes(), KEY)


def record_of(own, path):
    """The record of a file of ballots, by its unit and contest, and the number of the round."""
    contest, number = re.fullmatch(r"(.+)-([0-9]+)-[0-9a-f]{8}[.]ballots[.]age", path.name).groups()
    [record] = [one for one in own.records(path.parent.name) if f"-{contest}-" in one.name]
    return record, contest, int(number)


def other_votes(own, path, *, reckoned=True):
    """Put a record in place of the one of these ballots, which says a vote less than there are and is signed.

    It is reckoned anew, so that nothing but the ballots shows it; or it is not, and then it is no valid record.
    """
    record, _, _ = record_of(own, path)
    document = json.loads(text_of(record))
    votes = document["rounds"][0]["votes"]
    low = min(votes, key=lambda one: one["votes"])
    low["votes"] -= 1
    said = canonical.write(document)
    text = document_of(reading.reckon(reading.read_text(said)[1])) if reckoned else said.decode()
    record.unlink()
    made = own.put(signed(text))
    own.update()
    return made
