"""A record, checked from its bytes up: who signed it, under which trust file, and whether it says what its figures do.

Every check is made on its own and all are told. That a record is valid proves who said it, and that it agrees with
itself and with the rules. It does not prove that the figures are those on the paper: paper is the truth.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tally.congress import Mode
from tally.files.congress_file import contest_of
from tally.files.strict import shown
from tally.record.canonical import Tree
from tally.record.check import Check, failed, held, refused
from tally.record.differences import Difference, differences
from tally.record.document import Content, tree_of
from tally.record.links import links
from tally.record.reading import Record, read, reckon
from tally.record.refusal import Refused
from tally.record.rules import rules_tree
from tally.record.signers import signed_checks
from tally.record.trust_chain import TrustChain
from tally.regulation import REGULATIONS

__all__ = ["CODES", "Verdict", "Verified", "checks_of_content", "verify"]

CODES = (
    "encoding",
    "signatures",
    "threshold",
    "trust",
    "mode",
    "rules",
    "arithmetic",
    "outcome",
    "structure",
    "findings",
    "chain",
)
"""The checks of every record, in the order in which they are told; ``ballots`` comes last, where ballots are given."""

_OF_CONTENT = ("arithmetic", "outcome", "structure", "findings")
_OF_TOTALS = frozenset({"candidates", "seats", "ballot", "base", "ballots", "invalid", "votes", "number", "purpose"})


class Verdict(StrEnum):
    """What all checks together come to."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """A record that was checked; ``record`` and ``content`` are None where its bytes or its figures make none."""

    record: Record | None
    content: Content | None
    checks: tuple[Check, ...]

    @property
    def verdict(self) -> Verdict:
        """Unreadable if the bytes are no record, valid if every check holds."""
        if self.record is None or not self.checks[0].ok:
            return Verdict.UNREADABLE
        return Verdict.VALID if all(check.ok for check in self.checks) else Verdict.NOT_VALID


def verify(records: Sequence[bytes], trust: TrustChain, *, expected: Mode = Mode.REAL) -> tuple[Verified, ...]:
    """Check records by themselves and against one another. Never raises for anything that stands in them.

    ``expected`` is what they are to be records of: those of an exercise hold only where an exercise was expected.
    """
    taken = [_read(data) for data in records]
    versions = {digest.hex(): version.version for digest, version in trust.by_hash.items()}
    chain = iter(links([record for record in taken if isinstance(record, Record)], versions))
    return tuple(
        _verified(record, next(chain), trust, expected) if isinstance(record, Record) else _unreadable(record)
        for record in taken
    )


def checks_of_content(record: Record) -> tuple[Content | None, dict[str, Check]]:
    """Reckon a record again, and check what it says of itself against that, without asking who signed it.

    Gives the checks ``encoding``, ``rules``, ``arithmetic``, ``outcome``, ``structure`` and ``findings`` by code.
    """
    checks = {"encoding": held("encoding", "one_spelling"), "rules": _rules(record)}
    try:
        content = reckon(record.model)
    except Refused as why:
        wrong = "arithmetic" if why.code == "votes_of_another_list" else "outcome"
        checks |= {code: failed(code, "not_reckoned") for code in _OF_CONTENT}
        return None, checks | {wrong: refused(wrong, why), "encoding": _spelled(record)}
    checks |= {code: held(code, "agrees") for code in _OF_CONTENT}
    reckoned = tree_of(content)
    if reckoned != record.tree:
        for difference in differences(reckoned, record.tree):
            code = _area(difference)
            if checks[code].ok:
                checks[code] = failed(code, "differs", **_told(difference))
    if checks["arithmetic"].ok:
        checks["arithmetic"] = _committed(record) or checks["arithmetic"]
    return content, checks


def _read(data: bytes) -> Record | Refused:
    try:
        return read(data)
    except Refused as why:
        return why


def _unreadable(why: Refused) -> Verified:
    others = tuple(failed(code, "unreadable") for code in CODES if code != "encoding")
    return Verified(record=None, content=None, checks=(refused("encoding", why), *others))


def _verified(record: Record, chain: Check, trust: TrustChain, expected: Mode) -> Verified:
    content, checks = checks_of_content(record)
    contest = content.result.contest if content else contest_of(record.model.contest)
    checks |= signed_checks(record, contest, trust) | {"mode": _mode(record, expected), "chain": chain}
    return Verified(record=record, content=content, checks=tuple(checks[code] for code in CODES))


def _mode(record: Record, expected: Mode) -> Check:
    if not record.is_training:
        return held("mode", "real")
    return held("mode", "training_expected") if expected is Mode.TRAINING else failed("mode", "training")


def _rules(record: Record) -> Check:
    """Check that the figures that the record was made by are those that are known of its regulation."""
    known = rules_tree(REGULATIONS[record.model.regulation])
    for difference in differences(known, record.tree["rules"]) if record.tree["rules"] != known else ():
        return failed("rules", "other_figures", regulation=record.model.regulation, **_told(difference))
    return held("rules", "known", regulation=record.model.regulation)


def _spelled(record: Record) -> Check:
    """Check how everything but the rounds is written, of a record whose rounds cannot be reckoned."""
    unheld = tree_of(reckon(record.model.model_copy(update={"rounds": []})))
    given = {key: part for key, part in record.tree.items() if key not in ("rounds", "result")}
    for difference in differences({key: unheld[key] for key in given}, given):
        return failed("encoding", "differs", **_told(difference))
    return held("encoding", "one_spelling")


def _committed(record: Record) -> Check | None:
    """Say what is wrong with the sums of a round whose ballots are committed: those are always whole."""
    for one, made in zip(record.model.rounds, record.commitments, strict=True):
        ballots = one.ballots.valid + one.ballots.invalid
        if made is not None and made.size != ballots:
            return failed("arithmetic", "size_differs", round=one.number, size=made.size, ballots=ballots)
        if made is not None and sum(one.invalid.values()) != one.ballots.invalid:
            return failed("arithmetic", "reasons_differ", round=one.number, invalid=one.ballots.invalid)
    return None


def _area(difference: Difference) -> str:
    """Give the check that a place of the document belongs to."""
    match difference.place:
        case ("rounds", _, "outcome", *_):
            return "outcome"
        case ("rounds", _, part, *_) if part in _OF_TOTALS:
            return "arithmetic"
        case ("result", "structure" | "findings" as part, *_):
            return part
        case ("result", *_):
            return "outcome"
        case _:
            return "encoding"


def _told(difference: Difference) -> dict[str, str | int]:
    return {"place": difference.named, "record": _short(difference.now), "reckoned": _short(difference.was)}


def _short(tree: Tree) -> str:
    return shown(json.dumps(tree, ensure_ascii=False))
