"""``tally seal``: the record of every round that was counted, and its ballots sealed for the auditors.

What the station does on its screen, without one. Nothing that is there is touched: a second run makes what is new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tally.ballot import Ballots
from tally.cli.arguments import Arguments
from tally.cli.corrections import check_corrections
from tally.cli.progress import showing_progress
from tally.cli.read_chain import load_chain
from tally.cli.refusals import about
from tally.cli.seal_page import announce, tell
from tally.cli.sealing import Entered, Made, Sealing, write
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, path_of_newest, pins_or_ask
from tally.cli.unlock import OpenKey, read_key, unlock
from tally.course import Course
from tally.faults import BadInput, Fault
from tally.files.congress_file import CongressFile
from tally.files.disk import load_congress, load_courses, locked, make_folder
from tally.nomination import sitting
from tally.record import sealed
from tally.record.due import Due, due
from tally.record.keyname import Role
from tally.record.reading import Record
from tally.record.refusal import Refused
from tally.record.signers import holders, members_with_keys
from tally.record.trust import Key, Trust
from tally.record.trust_chain import TrustChain

__all__ = ["run"]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Work:
    """What is sealed, and for whom: the congress with its counted rounds, the trust file, and what was asked for."""

    arguments: Arguments
    terminal: Terminal
    file: CongressFile
    courses: Sequence[Course]
    ballots: Mapping[str, Ballots]
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
            _check_board(self.trust_path, self.file, self.trust, found)
        return chain, found

    def sealing(self, key: OpenKey, auditors: Sequence[Key]) -> Sealing:
        """Give what the records of this run share."""
        return Sealing(
            congress=self.file.path,
            folder=Path(self.folder),
            entered=_entered(self.file, self.ballots),
            recipients=[sealed.recipient_of_public(auditor.vkey.public) for auditor in auditors],
            key=key,
            trust=self.trust.files[-1].sha256,
            finding_lists=Path(self.lists) if self.lists else None,
        )


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Make the records that are due, each signed by the station's key. Raises BadInput; nothing is written then."""
    work = _begin(arguments, terminal)
    made: tuple[Made, ...] = ()
    if work.due()[1]:
        auditors = _auditors(work.trust_path, work.trust.newest)
        _check_station(arguments.value("--key"), work.file, work.trust.newest)
        announce(terminal, work.trust, auditors)
        key = unlock(terminal, arguments.value("--key"))
        make_folder(work.folder)
        with locked(work.folder):  # somebody may have sealed here while the passphrase was typed
            chain, found = work.due()
            made = work.sealing(key, auditors).make(found, chain[-1] if chain else None)
            if work.lists:
                make_folder(work.lists)
            write(made)
    tell(terminal, made, work.folder)
    return 0


def _begin(arguments: Arguments, terminal: Terminal) -> _Work:
    """Count every round, and read the trust file. Raises BadInput, also for a trust file that nobody compared."""
    _check_lists(arguments.value("--output"), arguments.value("--finding-lists"))
    pins = pins_or_ask(arguments, terminal, terminal.words("record.ask_pin_to_seal"))
    if not pins:
        raise BadInput([Fault(path="tally", location="--pin", key="pin_needed")])
    file, ballots = load_congress(arguments.file()), dict[str, Ballots]()
    _check_contests(arguments, file)
    with showing_progress(terminal.words) as progress:
        courses = load_courses(file, progress=progress, kept=ballots)
    paths = arguments.values("--trust")
    trust = load_trust(paths, pins)
    trust_path = path_of_newest(paths, trust)
    _check_day(trust_path, file, trust.newest)
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


def _entered(file: CongressFile, kept: Mapping[str, Ballots]) -> dict[tuple[str, int], Entered]:
    """Give the ballots of each round that has any, by contest and round."""
    found = {}
    for index, (contest, rounds) in enumerate(file.rounds.items()):
        for held in rounds:
            ballots = kept.get(f"contests[{index}].rounds[{held.number - 1}].ballots")
            if ballots is not None:
                path = str(Path(file.path).parent / str(held.ballots))
                found[contest, held.number] = Entered(ballots=ballots, path=path)
    return found


def _check_day(path: str, file: CongressFile, trust: Trust) -> None:
    day = file.congress.date
    if not trust.holds_on(day):
        params = {"date": day.isoformat(), "since": trust.valid_from.isoformat(), "until": trust.valid_to.isoformat()}
        raise BadInput([Fault(path=path, location="valid", key="trust_not_valid_then", params=params)])


def _check_board(path: str, file: CongressFile, chain: TrustChain, found: Sequence[Due]) -> None:
    """Check that so many of the board's keys may sign that each record can become valid (R2, Art. 8)."""
    event, needed = file.congress, chain.newest.thresholds.record
    keys = chain.counting(chain.newest, Role.BOARD, event.unit.code, event.date)
    if len(keys) <= needed:
        params: dict[str, str | int] = {"unit": event.unit.code, "have": len(keys), "needed": needed}
        raise BadInput([Fault(path=path, location="keys", key="too_few_board_keys", params=params)])
    if (persons := holders(keys, event.board)) <= needed:
        few: dict[str, str | int] = {"unit": event.unit.code, "have": persons, "keys": len(keys), "needed": needed}
        raise BadInput([Fault(path=path, location="keys", key="too_few_board_holders", params=few)])
    faults = []
    for contest in {one.result.contest.id: one.result.contest for one in found}.values():
        able = members_with_keys(keys, sitting(event.board, contest))
        if able < needed:
            short: dict[str, str | int] = {"contest": contest.id, "have": able, "needed": needed}
            faults.append(Fault(path=path, location="keys", key="too_few_may_sign", params=short))
    if faults:
        raise BadInput(faults)


def _auditors(path: str, trust: Trust) -> tuple[Key, ...]:
    """Give the keys that ballots are sealed to: of every auditor in the trust file."""
    auditors = tuple(trust.active(Role.AUDITOR))
    if not auditors:
        raise BadInput([Fault(path=path, location="keys", key="no_auditors")])
    with about(path, place="keys"):
        if len(auditors) > sealed.MOST_RECIPIENTS:
            raise Refused("recipients_count", most=sealed.MOST_RECIPIENTS)
    return auditors


def _check_station(path: str, file: CongressFile, trust: Trust) -> None:
    """Check that the key is a station's of the unit in the trust file."""
    vkey, unit = read_key(path).vkey, file.congress.unit.code
    if vkey not in [known.vkey for known in trust.active(Role.STATION, unit)]:
        params = {"name": vkey.name, "unit": unit}
        raise BadInput([Fault(path=path, location="-", key="key_may_not_seal", params=params)])
