"""A small congress whose ballots are truly committed and sealed, for the tests of openings and audits."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from tally import Ballots
from tally.congress import BoardMember, Mode
from tally.course import begin
from tally.record import commitment, keyfile, opening, reading, sealed
from tally.record.audit import draw
from tally.record.commitment import Committed, commit, permutation, read_ballot
from tally.record.document import Commitment, text_of
from tally.record.ed25519 import public_of
from tally.record.keyfile import Limits
from tally.record.passphrase import listed
from tally.rounds import hold
from tests.cli.conftest import SMALL
from tests.making import candidate, congress, contest, first, meeting
from tests.record.ceremony import BOARD, STATION, board_names, content_of, seed_of, signed
from tests.record.test_commitment import source
from tests.test_schema import wrong
from tools.schema import schema_text

AUDITOR = "VD/auditor-1"
PASSPHRASE = " ".join(listed()[:6])
DICE = "31415926535897932384"
MEMBERS = tuple(BoardMember(name=name, role="member") for name in BOARD)
PEOPLE = ("An", "Bình An", "Chi")
TWENTY = [{3}] * 14 + [{1}] * 4 + [{1, 2, 3}] * 2
"""Two seats, 20 summoned: An has 14 votes, Bình An 18, Chi 4. Closest is An over the base, where 11 are needed."""
DRAWN = draw(DICE, 20, 11)
"""Margin 8 (An is 4 votes over half, and a ballot moves one of them), 20 ballots, risk 5 %: 11 ballots."""


@dataclass(frozen=True)
class Sealed:
    """The files of a congress, and what was committed in each round."""

    record: Path
    ballots: Path
    key: Path
    committed: tuple[Committed | None, ...]
    hash: bytes

    def struck(self, leaf, number=1):
        """The numbers struck out on the ballot of a leaf."""
        return read_ballot(self.committed[number - 1].ballots[leaf]).struck

    def opening(self, *leaves, number=1, contest="bch"):
        """The file of an opening of these leaves; of all of them if none is named."""
        own, path = self.committed[number - 1], self.record.parent / "some.opening"
        asked = leaves or range(own.size)
        made = opening.open_leaves(own, asked, record=self.hash, contest=contest, round_number=number)
        path.write_bytes(opening.write(made))
        return path

    def papers(self, leaves, other=None, number=1):
        """The file of what was read on the papers of these leaves: what the leaf says, or other numbers struck out."""
        rows, path = ["ballot,struck,defect"], self.record.parent / "papers.csv"
        for leaf in leaves:
            marks = sorted((other or {}).get(leaf, self.struck(leaf, number)))
            rows.append(f"{leaf},{' '.join(map(str, marks))},")
        path.write_text("\n".join(rows) + "\n")
        return path


def sealed_in(folder, *rounds, people=PEOPLE, seats=2, present=20, mode=Mode.REAL, which=1):
    """Write a record, the ballots of one round sealed to the auditor, and the auditor's key.

    A round is what is struck out on each of its ballots, or a whole round. One that has totals commits to nothing.
    """
    course = begin(
        congress(meeting(present=present), mode=mode, board=MEMBERS),
        contest([candidate(number, name) for number, name in enumerate(people, 1)], seats, id="bch"),
    )
    made = []
    for one in rounds or (TWENTY,):
        whole = first(Ballots.strike(range(1, len(people) + 1), one)) if isinstance(one, list) else one
        course = hold(course, whole)
        made.append(_committed(whole.ballots) if isinstance(whole.ballots, Ballots) else None)
    commitments = tuple(Commitment(root=own.root, size=own.size) if own else None for own in made)
    content = replace(content_of(course), commitments=commitments)
    data = signed(text_of(content), (STATION, *board_names(2)))
    files = (folder / "1.record", folder / "1.ballots", folder / "auditor.key")
    own = Sealed(*files, tuple(made), reading.read(data).hash)
    own.record.write_bytes(data)
    own.key.write_bytes(key_file(AUDITOR))
    if made[which - 1]:
        recipient = sealed.recipient_of_public(public_of(seed_of(AUDITOR)))
        own.ballots.write_bytes(sealed.seal(commitment.write(made[which - 1]), [recipient], source("seal")))
    return own


def _committed(ballots):
    return commit(ballots, order=permutation(len(ballots), source("order")), random=source("salts"))


def key_file(name, holder="Phạm Kiểm"):
    """A key file that opens at once, where ``cheap_keys`` lets it."""
    limits = Limits(least=SMALL, most=SMALL)
    given = {"name": name, "holder": holder, "passphrase": PASSPHRASE, "random": source("key")}
    return keyfile.seal(seed_of(name), **given, cost=SMALL, limits=limits)


def against_schema(document, model):
    """Where a document that was written is none by the schema that is made from its model."""
    return wrong(document, json.loads(schema_text(document["schema"], model)))
