"""What ``tally seal`` shows: before the passphrase, to whom the ballots will be sealed; at the end, what was made."""

from collections.abc import Callable, Sequence

from tally.cli.fingerprint_lines import MOST_HASH, write_fingerprint, write_trust_line
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.files.documents import written
from tally.record.fingerprint import fingerprint
from tally.record.keyname import Role
from tally.record.made_documents import SealedDocument, SealedPart
from tally.record.making import File, Made
from tally.record.trust_chain import TrustChain

__all__ = ["announce", "tell"]


def announce(terminal: Terminal, trust: TrustChain) -> None:
    """Say by which trust file, and for whom, before anybody types a passphrase."""
    words, page, auditors = terminal.words, terminal.page(), trust.newest.active(Role.AUDITOR)
    write_trust_line(page, trust)
    page.line(words("record.sealed_to", n=len(auditors)), style="bold")
    page.items(
        one_line(words("record.auditor", name=str(key.name), holder=key.holder, unit=key.unit)) for key in auditors
    )
    if terminal.as_json:
        terminal.murmur(page.text().rstrip("\n"))
    else:
        page.blank()
        terminal.show(page)


def tell(terminal: Terminal, made: Sequence[Made], folder: str, path_of: Callable[[File], str]) -> None:
    """Say what was made, where it lies, and what is to be done with it."""
    if terminal.as_json:
        terminal.write_json(written(SealedDocument(schema_="sealed/1", records=[_part(one, path_of) for one in made])))
        return
    words, page = terminal.words, terminal.page()
    page.line(words("record.sealed", n=len(made), folder=one_line(folder)) if made else words("record.nothing_due"))
    for one in made:
        model = one.record.model
        page.blank()
        page.line(one_line(path_of(one.file)), style="bold")
        told = {"sequence": str(model.sequence), "title": model.contest.title, "rounds": str(len(model.rounds))}
        page.line(words("record.sealed_one", **told), indent=2)
        if model.replaces:
            page.line(words("record.replaces", hash=model.replaces[:MOST_HASH]), indent=2)
        write_fingerprint(page, fingerprint(one.record.text), words("record.fingerprint"), indent=2)
        for file in one.ballots:
            path = one_line(path_of(file))
            if file.is_private:
                page.line(words("record.finding_list", path=path), indent=2, style="bold yellow")
            else:
                page.line(words("record.sealed_ballots", path=path), indent=2)
    if made:
        page.blank()
        page.line(words("record.now_sign"), style="bold")
    terminal.show(page)


def _part(one: Made, path_of: Callable[[File], str]) -> SealedPart:
    model = one.record.model
    return SealedPart(
        path=path_of(one.file),
        sequence=model.sequence,
        contest=model.contest.id,
        rounds=len(model.rounds),
        sha256=one.record.hash.hex(),
        fingerprint=fingerprint(one.record.text),
        ballots=[path_of(file) for file in one.ballots if not file.is_private],
        finding_lists=[path_of(file) for file in one.ballots if file.is_private],
    )
