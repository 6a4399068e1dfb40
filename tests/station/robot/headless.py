"""The records of a congress made without a station, as ``tally seal`` makes them; and what two records share."""

from copy import deepcopy
from dataclasses import replace
from importlib.metadata import version

from tally.cli.sealing import entered
from tally.contest import Choice, Decision
from tally.files.disk import load_congress, load_courses
from tally.record import commitment, sealed, trust
from tally.record.due import due
from tally.record.making import Station, make, recipients_of
from tally.record.trust_chain import chained
from tests.station.robot.trustees import AUDITOR, seed
from tests.station.worlds import known_chance

APART = ("previous", "journal", "air_gap")
"""Where a record made at a station is another than one made without: what it lies on, and what the computer saw."""


def made_headless(of, trustees):
    """Make the records of a congress with all its rounds and with what the body decided, in their order."""
    kept = {}
    file = load_congress(str(of.whole))
    contests = tuple(replace(one, decisions=decisions_of(of.rounds[one.id])) for one in file.contests)
    courses = load_courses(replace(file, contests=contests), kept=kept)
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


def decisions_of(rounds):
    """Give the card votes that led from round to round, as a congress file has them."""
    return tuple(
        Decision(
            after_round=after,
            choice=Choice(held.decided.choice),
            agree=held.decided.agree,
            against=held.decided.against,
            abstain=held.decided.abstain,
            not_voting=held.decided.not_voting,
        )
        for after, held in enumerate(rounds)
        if held.decided is not None
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
