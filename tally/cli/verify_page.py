"""What ``tally verify`` found, as it is read aloud: each record with every check, and what the verdict does not say."""

from collections.abc import Sequence

from tally.cli.check_lines import check_sentence
from tally.cli.fingerprint_lines import write_fingerprint, write_trust_line
from tally.cli.heading import end_page
from tally.cli.page import Page
from tally.cli.sentences import one_line
from tally.congress import Mode
from tally.record.check import Check
from tally.record.fingerprint import fingerprint
from tally.record.trust_chain import TrustChain
from tally.record.verify import Verdict, Verified

__all__ = ["write_verified"]

_STYLES = {Verdict.VALID: "bold green", Verdict.NOT_VALID: "bold red", Verdict.UNREADABLE: "bold red"}
_NOT_COMPARED = ("not_pinned", "older_version_not_pinned")
_MARKS = {"record.holds": "", "record.not_compared": "bold yellow", "record.fails": "bold red"}


def write_verified(
    page: Page, records: Sequence[tuple[str, Verified]], trust: TrustChain | None, verdict: Verdict
) -> None:
    """Write the checks of each record, then the verdict on all."""
    words = page.words
    is_training = any(one.record and one.record.is_training for _, one in records)
    if is_training:
        page.banner(words("report.training"), style="bold yellow")
    page.line(words("record.title.verify"), style="bold")
    if trust:
        write_trust_line(page, trust)
    for path, one in records:
        _record(page, path, one)
    page.blank()
    said = "training" if is_training and verdict is Verdict.VALID else verdict
    page.banner(words(f"record.verdict.{said}", n=len(records)), style=_STYLES[verdict])
    if verdict is Verdict.VALID and trust and not trust.pinned:
        page.line(words("record.not_pinned"), style="bold yellow")
    page.line(words("record.paper"), style="bold")
    end_page(page, mode=Mode.TRAINING if is_training else Mode.REAL)


def _record(page: Page, path: str, one: Verified) -> None:
    words, record = page.words, one.record
    page.blank()
    page.line(words("record.file", path=one_line(path)), style="bold underline")
    if record:
        model = record.model
        page.line(
            words(
                "record.of",
                sequence=str(model.sequence),
                unit=model.unit.name,
                title=model.contest.title,
                rounds=str(len(model.rounds)),
            )
        )
        write_fingerprint(page, fingerprint(record.text), words("record.fingerprint"), indent=2)
    for check in one.checks:
        if check.why == "unreadable":  # said once, by the check that found it so
            continue
        mark = _mark(check)
        name, detail = words(f"record.check.{check.code}"), check_sentence(words, check)
        page.line(words("record.check", mark=words(mark), name=name, detail=detail), hang=2, style=_MARKS[mark])
    page.line(words(f"record.verdict.of_one.{_said_of(one)}"), style=_STYLES[one.verdict])


def _mark(check: Check) -> str:
    """Give the mark of a check; a trust file that nobody compared is not marked like one that was."""
    if not check.ok:
        return "record.fails"
    return "record.not_compared" if check.why in _NOT_COMPARED else "record.holds"


def _said_of(one: Verified) -> str:
    """Give what is said of a record: also what it lacks, if that is all, and that it is replaced, if it is."""
    wrong = [(check.code, check.why) for check in one.checks if not check.ok]
    if wrong == [("threshold", "too_few")]:
        return "to_sign"
    if wrong == [("mode", "training")]:
        return "training"
    if not wrong and any(check.why == "replaced" for check in one.checks):
        return "replaced"
    return one.verdict
