"""The records of a congress made without a station, as ``tally seal`` makes them; and what two records share."""

from copy import deepcopy
from importlib.metadata import version

from tally.cli.sealing import entered
from tally.files.disk import load_congress, load_courses
from tally.record import commitment, sealed, trust
from tally.record.due import due
from tally.record.making import Station, make, recipients_of
from tally.record.trust_chain import chained
from tests.station.robot.trustees import AUDITOR, seed
from tests.station.worlds import known_chance

APART = ("previous", "journal", "air_gap")
"""Where a record made at a station is another than one made without: what it lies on, and what the computer saw."""


def made_headless(whole, trustees):
    """Make the records of a congress file with all its rounds, in their order."""
    kept = {}
    courses = load_courses(load_congress(str(whole)), kept=kept)
    read = trust.read(trustees.trust_file())
    return make(
        due(courses, ()),
        None,
        entered=entered(courses, kept, with_ids=False),
        station=Station(
            name=trustees.station, seed=seed(trustees.station), software=f"kiem-phieu {version('kiem-phieu')}"
        ),
        trust=read.sha256,
        recipients=recipients_of(chained([read], [read.fingerprint]).newest),
        random=known_chance(),
    )


def shared(record):
    """Give all that a record says but for salts, keys, times, the journal and the air gap."""
    tree = deepcopy({name: value for name, value in record.tree.items() if name not in APART})
    for held in tree["rounds"]:
        if held["commitment"] is not None:
            del held["commitment"]["root"]
    return tree


def ballots_in(data):
    """Give the ballots of a sealed file as its auditor opens it, in an order that tells nothing."""
    return sorted(commitment.read(sealed.unseal(data, sealed.private_of_seed(seed(AUDITOR)))).ballots)
