"""``tally verify``: signed records, checked from the bytes up, and recounted where the ballots are given."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_sentence
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.cli.trusted import pins_or_ask, read_trust
from tally.congress import Mode
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes
from tally.files.documents import written
from tally.record.check import Check, failed, refused
from tally.record.fingerprint import fingerprint
from tally.record.recount import recount
from tally.record.refusal import Refused
from tally.record.trust_chain import TrustChain, chained
from tally.record.verify import Verdict, Verified, verify
from tally.record.verify_document import CheckPart, RecordPart, TrustPart, VerifyDocument

__all__ = ["run"]

NOT_VALID = 3
UNREADABLE = 2
_EXITS = {Verdict.VALID: 0, Verdict.NOT_VALID: NOT_VALID, Verdict.UNREADABLE: UNREADABLE}
_WORST_FIRST = (Verdict.UNREADABLE, Verdict.NOT_VALID, Verdict.VALID)
_NOBODY = TrustChain(files=(), pinned=False, by_hash={}, revocations={})


@dataclass(frozen=True, kw_only=True, slots=True)
class _Checked:
    """All that was checked: the records by path, and the trust file, None where it was not approved."""

    records: Sequence[tuple[str, Verified]]
    trust: TrustChain | None

    @property
    def verdict(self) -> Verdict:
        """The worst of all."""
        return min((one.verdict for _, one in self.records), key=_WORST_FIRST.index)


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Verify records. Returns 0 if all are valid, 2 if one is unreadable, 3 if one is not valid; raises BadInput."""
    paths, ballots = arguments.operands, arguments.value("--ballots")
    if ballots and len(paths) > 1:
        raise BadInput([Fault(path="tally", location="--ballots", key="usage.ballots_of_one_record")])
    records = [load_bytes(path) for path in paths]
    files = read_trust(arguments.values("--trust"))
    expected = Mode.TRAINING if "--training" in arguments.options else Mode.REAL
    try:
        trust: TrustChain | None = chained(files, pins_or_ask(arguments, terminal, terminal.words("record.ask_pin")))
        verified = verify(records, trust or _NOBODY, expected=expected)
    except Refused as why:
        trust, verified = None, _without_trust(verify(records, _NOBODY, expected=expected), why)
    if ballots:
        data = load_bytes(ballots)
        _check_opened(terminal, ballots, data, verified[0])
        verified = tuple(_recounted(one, ballots, data) for one in verified)
    checked = _Checked(records=[*zip(paths, verified, strict=True)], trust=trust)
    if terminal.as_json:
        terminal.write_json(written(_document(terminal, checked)))
    else:
        from tally.cli.verify_page import write_verified

        page = terminal.page()
        write_verified(page, checked.records, checked.trust, checked.verdict)
        terminal.show(page)
    return _EXITS[checked.verdict]


def _check_opened(terminal: Terminal, path: str, data: bytes, one: Verified) -> None:
    """Check that ballots are no longer sealed, and say of which round they are where the file itself does not."""
    if data.startswith(b"age-encryption.org/"):
        raise BadInput([Fault(path=path, location="-", key="still_sealed", params={"file": path})])
    if one.content and not data.startswith(b"ballots/1\n") and not terminal.as_json:
        last = str(one.content.result.course.held[-1].number)
        terminal.murmur(terminal.words("record.ballots_of_last_round", path=one_line(path), round=last))


def _without_trust(verified: Sequence[Verified], why: Refused) -> tuple[Verified, ...]:
    """Say of every record that the trust file was not approved: then nobody's signature counts."""
    trust = refused("trust", why)
    return tuple(
        replace(one, checks=tuple(trust if check.code == "trust" else check for check in one.checks))
        if one.record
        else one
        for one in verified
    )


def _recounted(one: Verified, path: str, data: bytes) -> Verified:
    check = recount(one.content, path, data) if one.content else failed("ballots", "not_reckoned")
    return replace(one, checks=(*one.checks, check))


def _document(terminal: Terminal, checked: _Checked) -> VerifyDocument:
    trust = checked.trust
    return VerifyDocument(
        schema_="verify/1",
        verdict=checked.verdict,
        checks=[_check(terminal, path, check) for path, one in checked.records for check in one.checks],
        records=[_record(path, one) for path, one in checked.records],
        trust=TrustPart(
            version=trust.newest.version,
            fingerprint=trust.fingerprint(trust.newest.version),
            pinned=trust.pinned,
        )
        if trust
        else None,
    )


def _check(terminal: Terminal, path: str, check: Check) -> CheckPart:
    detail = check_sentence(terminal.words, check)
    return CheckPart(record=path, code=check.code, ok=check.ok, why=check.why, detail=detail)


def _record(path: str, one: Verified) -> RecordPart:
    record = one.record
    if record is None:
        return RecordPart(path=path, verdict=one.verdict)
    model = record.model
    return RecordPart(
        path=path,
        verdict=one.verdict,
        sha256=record.hash.hex(),
        fingerprint=fingerprint(record.text),
        mode=model.mode,
        unit=model.unit.code,
        contest=model.contest.id,
        sequence=model.sequence,
        rounds=len(model.rounds),
    )
