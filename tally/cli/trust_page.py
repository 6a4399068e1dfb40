"""A trust file as it is read aloud: who may sign, how many must, who has, and what it still lacks."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tally.cli.fingerprint_lines import write_fingerprint
from tally.cli.refusals import fault_of
from tally.cli.sentences import one_line
from tally.person import known_as
from tally.record.fingerprint import fingerprint
from tally.record.keyname import Role
from tally.record.refusal import Refused
from tally.record.trust_chain import approval
from tally.record.trust_changes import Change, changes
from tally.words.dates import show_date
from tally.words.sentences import fault_sentence

if TYPE_CHECKING:
    from tally.cli.page import Page
    from tally.cli.unlock import OpenKey
    from tally.record.trust import Key, Trust, TrustFile
    from tally.record.trust_chain import Approval
    from tally.words import Words

__all__ = ["write_changes_not_shown", "write_diff", "write_draft", "write_signed", "write_trust"]

_ORDER = tuple(Role)
_OF_NEXT_VERSION = frozenset({"version", "previous"})
"""What changes with every version."""
_DAYS = {
    "valid_from": ("was", "now"),
    "valid_to": ("was", "now"),
    "key_revoked": ("since",),
    "revocation_changed": ("since", "was"),
    "revocation_removed": ("since",),
}
"""Which parameters of a change are days."""


def write_trust(page: "Page", file: "TrustFile", given: "Approval") -> None:
    """Write the whole of a trust file."""
    words, trust = page.words, file.trust
    page.line(words("trust.title", version=str(trust.version)), style="bold")
    page.line(_organisation(trust), style="bold")
    page.line(words("trust.valid", first=_day(words, trust.valid_from), last=_day(words, trust.valid_to)))
    _fingerprint(page, file)
    page.blank()
    page.line(words("trust.thresholds"), style="bold underline")
    roots = len(trust.active(Role.ROOT))
    page.items(
        [
            words("trust.threshold.trust", needed=trust.thresholds.trust, roots=roots),
            words("trust.threshold.record", needed=trust.thresholds.record),
        ]
    )
    for unit in sorted({key.unit for key in trust.keys}):
        _unit(page, trust, unit)
    _revoked(page, trust)
    _signatures(page, file, given)


def write_changes_not_shown(page: "Page", path: str, file: "TrustFile") -> None:
    """Write, of a later version that stands by itself, that nobody saw what it changes, and how to see that."""
    version = file.trust.version
    if version > 1:
        said = page.words("trust.changes_not_shown", version=str(version), old=str(version - 1), path=one_line(path))
        page.blank()
        page.line(said, style="bold yellow")


def write_draft(page: "Page", path: str, file: "TrustFile", before: "TrustFile | None") -> None:
    """Write what a draft changes, with the fingerprint of each key that is added, and what it lacks."""
    words = page.words
    page.line(words("trust.drafted", version=str(file.trust.version), path=one_line(path)), style="bold green")
    page.line(_organisation(file.trust), style="bold")
    found = changes(before.trust, file.trust) if before else ()
    _changes(page, (change for change in found if change.code not in _OF_NEXT_VERSION))
    if any(change.code == "key_added" for change in found):
        page.line(words("trust.compare_keys"), style="bold")
    page.blank()
    _lacking(page, file, approval(file, before.trust if before and before.note else None))
    page.line(words("trust.sign_next", path=one_line(path)))


def write_signed(page: "Page", path: str, file: "TrustFile", given: "Approval", *, key: "OpenKey") -> None:
    """Write that a file was signed, and what it still lacks."""
    words = page.words
    page.blank()
    said = words("trust.signed", name=key.vkey.name, holder=one_line(key.holder), path=one_line(path))
    page.line(said, style="bold green")
    _lacking(page, file, given)


def write_diff(
    page: "Page",
    paths: Iterable[str],
    files: "tuple[TrustFile, TrustFile]",
    found: tuple[Change, ...],
    given: "Approval | Refused",
) -> None:
    """Write what the second of two files changes, and how far it is approved, or why it does not follow the first."""
    words, after = page.words, files[1]
    page.line(words("trust.title.diff"), style="bold")
    for path, file in zip(paths, files, strict=True):
        page.line(words("trust.file", path=one_line(path), version=str(file.trust.version)))
        _fingerprint(page, file)
    page.blank()
    page.line(words("trust.differences", n=len(found)) if found else words("trust.no_difference"), style="bold")
    _changes(page, found)
    page.blank()
    if isinstance(given, Refused):
        if after.trust.version > files[0].trust.version:
            page.line(fault_sentence(words, fault_of(given, "")), style="bold red")
        return
    page.line(words("trust.follows"))
    _lacking(page, after, given)


def _organisation(trust: "Trust") -> str:
    return f"{trust.organisation.name} ({trust.organisation.code})"


def _day(words: "Words", day: date) -> str:
    return show_date(day, words.lang)


def _fingerprint(page: "Page", file: "TrustFile") -> None:
    write_fingerprint(page, file.fingerprint, page.words("trust.fingerprint"))


def _unit(page: "Page", trust: "Trust", unit: str) -> None:
    """Write the keys of a unit by role and number, each with its fingerprint: it is keys that are signed, not names."""
    words = page.words
    keys = sorted(
        (key for key in trust.keys if key.unit == unit), key=lambda key: (_ORDER.index(key.role), key.name.number)
    )
    revoked = {revocation.vkey for revocation in trust.revoked}
    page.blank()
    page.line(words("trust.unit", unit=unit), style="bold underline")
    for key in keys:
        role = _role(words, key, is_revoked=key.vkey in revoked)
        said = words("trust.key", name=str(key.name), role=role, holder=key.holder)
        write_fingerprint(page, fingerprint(str(key.vkey).encode()), said)


def _role(words: "Words", key: "Key", *, is_revoked: bool) -> str:
    role = words(f"trust.role.{key.role}")
    return words("trust.role_revoked", role=role) if is_revoked else role


def _revoked(page: "Page", trust: "Trust") -> None:
    words = page.words
    holders = {key.vkey: key.holder for key in trust.keys}
    if not trust.revoked:
        return
    page.blank()
    page.line(words("trust.revoked"), style="bold underline")
    page.items(
        words(
            "trust.revocation",
            name=str(revocation.name),
            holder=holders.get(revocation.vkey, "–"),
            since=_day(words, revocation.since),
            reason=revocation.reason,
        )
        for revocation in trust.revoked
    )


def _signatures(page: "Page", file: "TrustFile", given: "Approval") -> None:
    """Write who has signed, those apart whose signature this version does not count, and what is lacking."""
    words = page.words
    page.blank()
    page.line(words("trust.signatures"), style="bold underline")
    page.items(words("trust.signer", name=str(key.name), holder=key.holder) for key in given.by)
    counted = {str(key.name) for key in given.by}
    others = [line.name for line in file.note.signatures if line.name not in counted] if file.note else []
    if others:
        page.items([words("trust.not_counted", names=words.join(map(one_line, others)))])
    _lacking(page, file, given)


def _lacking(page: "Page", file: "TrustFile", given: "Approval") -> None:
    """Write how many signatures there are of how many, what else is lacking, and what to do about it."""
    words, trust = page.words, file.trust
    roots, needed = len(trust.active(Role.ROOT)), trust.thresholds.trust
    if roots <= needed:
        page.line(words("trust.roots_too_few", roots=roots, needed=needed, least=needed + 1), style="bold yellow")
    else:
        _of(page, "trust.approved", len(given.by), given.needed)
    if given.needed_old:
        _of(page, "trust.approved_old", len(given.by_old), given.needed_old)
    elif trust.version > 1:
        page.line(words("trust.compare_old", version=str(trust.version), old=str(trust.version - 1)))
    for unit in sorted({key.unit for key in trust.keys if key.role in (Role.BOARD, Role.STATION)}):
        keys, must = trust.active(Role.BOARD, unit), trust.thresholds.record
        board = len({known_as(key.holder) for key in keys})  # two of one name are one: who sits, no trust file says
        if board <= must:
            said = words("trust.board_too_few", unit=unit, board=board, needed=must, least=must + 1)
            page.line(said, style="bold yellow")
        for holder, names in _of_one_holder(keys).items():
            page.line(words("trust.one_holder", holder=one_line(holder), names=words.join(names)), style="bold yellow")


def _of_one_holder(keys: "Sequence[Key]") -> dict[str, list[str]]:
    """Give the names of keys whose holder has another, by holder: one person, or two of one name."""
    by_holder: dict[str, list[str]] = {}
    for key in keys:
        by_holder.setdefault(known_as(key.holder), []).append(str(key.name))
    holders = {known_as(key.holder): key.holder for key in keys}
    return {holders[known]: names for known, names in by_holder.items() if len(names) > 1}


def _of(page: "Page", key: str, have: int, needed: int) -> None:
    """Write how many have signed of those who must: ``key.enough``, or ``key.lacking`` with how many are to come."""
    if have >= needed:
        page.line(page.words(f"{key}.enough", have=have, needed=needed), style="bold green")
    else:
        page.line(page.words(f"{key}.lacking", have=have, needed=needed, n=needed - have), style="bold yellow")


def _changes(page: "Page", found: Iterable[Change]) -> None:
    """Write changes; the fingerprint of a key has a line to itself."""
    words = page.words
    for change in found:
        days = _DAYS.get(change.code, ())
        said = {
            name: show_date(date.fromisoformat(str(value)), words.lang) if name in days else value or "–"
            for name, value in change.params.items()
        }
        line = f"- {words(f'trust.change.{change.code}', **said)}"
        if "fingerprint" in said:
            write_fingerprint(page, str(said["fingerprint"]), line)
        else:
            page.line(line, hang=2)
