"""``tally seal``: the record of every round that was counted, and its ballots sealed for the auditors.

What the station does on its screen, without one. Nothing that is there is touched: a second run makes what is new.
"""

from collections.abc import Sequence
from pathlib import Path

from tally.ballot import Ballots
from tally.cli.arguments import Arguments
from tally.cli.fingerprint_lines import MOST_HASH, write_fingerprint
from tally.cli.progress import showing_progress
from tally.cli.read_chain import load_chain
from tally.cli.refusals import about
from tally.cli.sealing import Entered, Made, Sealing
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, path_of_newest
from tally.cli.unlock import OpenKey, read_key, unlock
from tally.faults import BadInput, Fault
from tally.files.congress_file import CongressFile
from tally.files.disk import load_congress, load_courses, make_folder
from tally.files.documents import written
from tally.nomination import sitting
from tally.person import known_as
from tally.record import sealed
from tally.record.due import Due, due
from tally.record.fingerprint import fingerprint
from tally.record.keyname import Role
from tally.record.made_documents import SealedDocument, SealedPart
from tally.record.trust import Trust
from tally.record.trust_chain import TrustChain

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Make the records that are due, each signed by the station's key. Raises BadInput."""
    file, kept = load_congress(arguments.file()), dict[str, Ballots]()
    recounted = _recounted(arguments.value("--recount"), file)
    with showing_progress(terminal.words) as progress:
        courses = load_courses(file, progress=progress, kept=kept)
    trust = load_trust(arguments.values("--trust"))
    trust_path = path_of_newest(arguments.values("--trust"), trust)
    _check_day(trust_path, file, trust.newest)
    folder = Path(arguments.value("--output"))
    chain = load_chain(terminal, folder, file.congress, trust)
    found = due(courses, chain, recounted=recounted)
    made: list[Made] = []
    if found:
        _check_board(trust_path, file, trust, found)
        recipients = _recipients(trust_path, trust.newest)
        key = _station(arguments.value("--key"), terminal, file, trust.newest)
        lists = arguments.value("--finding-lists")
        for path in filter(None, (str(folder), lists)):
            make_folder(path)
        sealing = Sealing(
            folder=folder,
            entered=_entered(file, kept),
            recipients=recipients,
            key=key,
            trust=trust.files[-1].sha256,
            finding_lists=Path(lists) if lists else None,
        )
        with about(file.path):
            made += sealing.records(found, chain[-1] if chain else None)
    _tell(terminal, made, folder)
    return 0


def _recounted(contest: str, file: CongressFile) -> str | None:
    """Give the contest that was counted again, if any was."""
    if contest and contest not in file.rounds:
        params = {"contest": contest, "known": ", ".join(file.rounds)}
        raise BadInput([Fault(path=file.path, location="--recount", key="unknown_contest", params=params)])
    return contest or None


def _entered(file: CongressFile, kept: dict[str, Ballots]) -> dict[tuple[str, int], Entered]:
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
    faults = []
    for contest in {one.result.contest.id: one.result.contest for one in found}.values():
        members = {known_as(member.name) for member in sitting(event.board, contest)}
        able = sum(known_as(key.holder) in members for key in keys)
        if able < needed:
            short: dict[str, str | int] = {"contest": contest.id, "have": able, "needed": needed}
            faults.append(Fault(path=path, location="keys", key="too_few_may_sign", params=short))
    if faults:
        raise BadInput(faults)


def _recipients(path: str, trust: Trust) -> list[bytes]:
    """Give the keys that ballots are sealed to: of every auditor in the trust file."""
    auditors = trust.active(Role.AUDITOR)
    if not auditors:
        raise BadInput([Fault(path=path, location="keys", key="no_auditors")])
    return [sealed.recipient_of_public(key.vkey.public) for key in auditors]


def _station(path: str, terminal: Terminal, file: CongressFile, trust: Trust) -> OpenKey:
    """Open the station's key, which must be one of the unit's in the trust file."""
    vkey, unit = read_key(path).vkey, file.congress.unit.code
    if vkey not in [known.vkey for known in trust.active(Role.STATION, unit)]:
        params = {"name": vkey.name, "unit": unit}
        raise BadInput([Fault(path=path, location="-", key="key_may_not_seal", params=params)])
    return unlock(terminal, path)


def _tell(terminal: Terminal, made: list[Made], folder: Path) -> None:
    if terminal.as_json:
        terminal.write_json(written(SealedDocument(schema_="sealed/1", records=[_part(one) for one in made])))
        return
    words, page = terminal.words, terminal.page()
    page.line(
        words("record.sealed", n=len(made), folder=one_line(str(folder))) if made else words("record.nothing_due")
    )
    for one in made:
        model = one.record.model
        page.blank()
        page.line(one_line(one.path), style="bold")
        told = {"sequence": str(model.sequence), "title": model.contest.title, "rounds": str(len(model.rounds))}
        page.line(words("record.sealed_one", **told), indent=2)
        if model.replaces:
            page.line(words("record.replaces", hash=model.replaces[:MOST_HASH]), indent=2)
        write_fingerprint(page, fingerprint(one.record.text), words("record.fingerprint"), indent=2)
        for path in one.ballots:
            page.line(words("record.sealed_ballots", path=one_line(path)), indent=2)
        for path in one.finding_lists:
            page.line(words("record.finding_list", path=one_line(path)), indent=2, style="bold yellow")
    if made:
        page.blank()
        page.line(words("record.now_sign"), style="bold")
    terminal.show(page)


def _part(one: Made) -> SealedPart:
    model = one.record.model
    return SealedPart(
        path=one.path,
        sequence=model.sequence,
        contest=model.contest.id,
        rounds=len(model.rounds),
        sha256=one.record.hash.hex(),
        fingerprint=fingerprint(one.record.text),
        ballots=list(one.ballots),
        finding_lists=list(one.finding_lists),
    )
