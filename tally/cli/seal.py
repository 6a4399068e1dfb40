"""``tally seal``: the record of every round that was counted, and its ballots sealed for the auditors.

What the station does on its screen, without one. Nothing that is there is touched: a second run makes what is new.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from tally.ballot import Ballots
from tally.cli.arguments import Arguments
from tally.cli.corrections import check_corrections
from tally.cli.progress import showing_progress
from tally.cli.read_chain import load_chain
from tally.cli.refusals import about, fault_of, objected
from tally.cli.seal_page import announce, tell
from tally.cli.sealing import entered, write
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, path_of_newest, pins_or_ask
from tally.cli.unlock import LockedKey, OpenKey, load_key, unlock
from tally.cli.waiting import waiting
from tally.course import Course
from tally.faults import BadInput, Fault
from tally.files.congress_file import CongressFile
from tally.files.disk import load_congress, load_courses, locked, make_folder
from tally.record import objection
from tally.record.due import Due, due
from tally.record.making import File, Made, NotMade, Station, make, recipients_of
from tally.record.reading import Record
from tally.record.trust_chain import TrustChain

__all__ = ["run"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """What is sealed, and for whom: the congress with its counted rounds, the trust file, and what was asked for."""

    arguments: Arguments
    terminal: Terminal
    file: CongressFile
    courses: Sequence[Course]
    ballots: Mapping[str, tuple[Ballots, bytes]]
    trust: TrustChain
    trust_path: str

    @property
    def folder(self) -> str:
        """Where the records lie."""
        return self.arguments.value("--output")

    @property
    def lists(self) -> str:
        """Where the finding lists are wanted; empty where they are not."""
        return self.arguments.value("--finding-lists")

    def due(self) -> tuple[tuple[Record, ...], tuple[Due, ...]]:
        """Give the records that lie in the folder now, and those that are due on top of them. Raises BadInput."""
        recounted = self.arguments.value("--recount")
        chain = load_chain(self.terminal, Path(self.folder), self.file.congress, self.trust)
        with about(self.file.path):
            found = due(self.courses, chain, recounted=recounted or None)
        check_corrections(self.terminal.words, self.file.path, found, chain, asked=self.arguments.values("--correct"))
        if found:
            board = objection.to_board(self.trust, self.file.congress, (one.result.contest for one in found))
            if faults := objected(board + objection.to_auditors(self.trust.newest), self.trust_path, place="keys"):
                raise BadInput(faults)
        return chain, found

    def make(self, key: OpenKey, recipients: Sequence[bytes]) -> tuple[Made, ...]:
        """Make the records that are due now. Raises BadInput."""
        chain, found = self.due()
        ballots = entered(self.courses, self.ballots, with_ids=bool(self.lists))
        station = Station(name=key.vkey.name, seed=key.seed, software=f"kiem-phieu {version('kiem-phieu')}")
        try:
            return make(
                found,
                chain[-1] if chain else None,
                entered=ballots,
                station=station,
                trust=self.trust.files[-1].sha256,
                recipients=recipients,
                random=os.urandom,
            )
        except NotMade as why:
            raise BadInput([fault_of(why, self.file.path, place=f"contest {why.contest}")]) from None

    def path_of(self, file: File) -> str:
        """Say where a file that was made is to lie."""
        return str(Path(self.lists if file.is_private else self.folder) / file.name)


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Make the records that are due, each signed by the station's key. Raises BadInput; nothing is written then."""
    work = _begin(arguments, terminal)
    made: tuple[Made, ...] = ()
    if work.due()[1]:
        with about(work.trust_path, place="keys"):
            recipients = recipients_of(work.trust.newest)
        locked_key = _station_key(work)
        announce(terminal, work.trust)
        key = unlock(terminal, locked_key)
        make_folder(work.folder)
        # Somebody may have sealed here while the passphrase was typed.
        with locked(work.folder, waiting=waiting(terminal, work.folder)):
            made = work.make(key, recipients)
            if work.lists:
                make_folder(work.lists)
            write(made, work.path_of)
    tell(terminal, made, work.folder, work.path_of)
    return 0


def _begin(arguments: Arguments, terminal: Terminal) -> _Work:
    """Count every round, and read the trust file. Raises BadInput, also for a trust file that nobody compared."""
    _check_lists(arguments.value("--output"), arguments.value("--finding-lists"))
    pins = pins_or_ask(arguments, terminal, terminal.words("record.ask_pin_to_seal"))
    if not pins:
        raise BadInput([Fault(path="tally", location="--pin", key="pin_needed")])
    file, ballots = load_congress(arguments.file()), dict[str, tuple[Ballots, bytes]]()
    _check_contests(arguments, file)
    with showing_progress(terminal.words) as progress:
        courses = load_courses(file, progress=progress, kept=ballots)
    paths = arguments.values("--trust")
    trust = load_trust(paths, pins)
    trust_path = path_of_newest(paths, trust)
    if faults := objected(objection.to_trust(trust.newest, file.congress.date), trust_path, place="valid"):
        raise BadInput(faults)
    return _Work(
        arguments=arguments,
        terminal=terminal,
        file=file,
        courses=courses,
        ballots=ballots,
        trust=trust,
        trust_path=trust_path,
    )


def _check_lists(folder: str, lists: str) -> None:
    """Check that the lists that go with the papers do not lie among the records, which are handed around."""
    if lists and Path(lists).resolve().is_relative_to(Path(folder).resolve()):
        params = {"folder": folder}
        raise BadInput(
            [Fault(path="tally", location="--finding-lists", key="usage.lists_among_records", params=params)]
        )


def _check_contests(arguments: Arguments, file: CongressFile) -> None:
    """Check that whatever contest was named is one of the file."""
    known = ", ".join(file.rounds)
    faults = []
    for option in ("--correct", "--recount"):
        for contest in arguments.values(option):
            if contest not in file.rounds:
                params = {"contest": contest, "known": known}
                faults.append(Fault(path=file.path, location=option, key="unknown_contest", params=params))
    if faults:
        raise BadInput(faults)


def _station_key(work: _Work) -> LockedKey:
    """Read the key that is to sign, which is a station's of the unit. Raises BadInput."""
    key = load_key(work.arguments.value("--key"))
    unit = work.file.congress.unit.code
    if faults := objected(objection.to_station(work.trust.newest, unit, key.file.vkey), key.path):
        raise BadInput(faults)
    return key
