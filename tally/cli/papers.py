"""``tally papers``: the papers that a congress or a record gives, in every form; and the proof that a PDF is one."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from tally.cli.arguments import Arguments
from tally.cli.asked_papers import CONGRESS_FILES, OF_ALL, Asked, asked_papers, named_days_off
from tally.cli.paper_records import load_records
from tally.cli.sentences import cite, one_line
from tally.cli.terminal import Terminal
from tally.congress import Congress, Mode
from tally.contest import Contest
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, make_folder, write_new
from tally.finding import Finding
from tally.papers.engine import NotPrintable, check_engine
from tally.papers.forms import FORMS, PRINTED
from tally.papers.kinds import KINDS
from tally.papers.proving import Proof, prove
from tally.papers.source import OfRecord, missing
from tally.words import Words
from tally.words.sentences import finding_sentence

__all__ = ["run"]

NOT_PROVED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """What was drawn of what was asked for: the files by their paths, and the papers that have no room."""

    files: Sequence[tuple[str, bytes]]
    no_room: tuple[str, ...]
    asked: Asked


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write papers into a folder, or prove one. Returns 3 for a PDF that is not proved; raises BadInput."""
    _check_usage(arguments)
    try:
        check_engine()
    except ModuleNotFoundError as absent:
        library = {"library": absent.name or ""}
        raise BadInput([Fault(path="tally", location="-", key="papers_not_installed", params=library)]) from None
    if arguments.value("--check"):
        return _prove(arguments, terminal)
    drawn = _drawn(arguments, terminal)
    new = _write(arguments.value("--output"), drawn.files)
    if terminal.as_json:
        _tell_programs(terminal, drawn, new)
    else:
        _tell(terminal, drawn, new)
    return 0


def _check_usage(arguments: Arguments) -> None:
    """Check that papers are made or one is proved, and that the kinds asked for are known. Raises BadInput."""
    faults = []
    if "--check" in arguments.options:
        alone = ("--output", "--kind", "--round", "--roll", "--as")
        others = (option for option in alone if option in arguments.options)
        faults += [Fault(path="tally", location=option, key="usage.check_alone") for option in others]
        congresses = [path for path in arguments.operands if path.lower().endswith(CONGRESS_FILES)]
        faults += [Fault(path=path, location="--check", key="usage.check_congress") for path in congresses]
        ending = os.path.splitext(arguments.value("--check"))[1].lower().removeprefix(".")
        if ending in FORMS and ending != PRINTED:
            faults.append(Fault(path="tally", location="--check", key="usage.check_printed", params={"form": ending}))
    elif "--output" not in arguments.options:
        needed = {"command": "papers", "option": "--output", "operand": "DIR"}
        faults.append(Fault(path="tally", location="--output", key="usage.no_option", params=needed))
    for kind in arguments.values("--kind"):
        if kind not in KINDS:
            given = {"given": kind, "known": ", ".join(KINDS)}
            faults.append(Fault(path="tally", location="--kind", key="usage.unknown_kind", params=given))
    for form in arguments.values("--as"):
        if form not in FORMS:
            given = {"given": form, "known": ", ".join(FORMS)}
            faults.append(Fault(path="tally", location="--as", key="usage.unknown_form", params=given))
    if faults:
        raise BadInput(faults)


def _drawn(arguments: Arguments, terminal: Terminal) -> _Drawn:
    """Draw the papers that were asked for, all of them if no kind was. Raises BadInput, also where there is none.

    A paper is passed over in a form that it does not come in.
    """
    path, folder, endings = arguments.file(), arguments.value("--output"), arguments.values("--as") or (PRINTED,)
    asked = asked_papers(arguments, terminal)
    files, no_room, faults = [], [], list[Fault]()
    forms = [(paper, ending, form) for paper in asked.papers for ending, form in FORMS.items() if ending in endings]
    for paper, ending, form in forms:
        try:
            if form.has(paper):
                files.append((os.path.join(folder, f"{paper.name}.{ending}"), form.make(paper)))
        except NotPrintable as why:
            if why.code == "no_room":
                no_room.append(paper.name)
            else:
                params = {"paper": paper.name, "text": why.params["text"]}
                faults.append(Fault(path=path, location="-", key="no_letter", params=params))
    if no_room and not files:
        faults.append(Fault(path=path, location="-", key="no_room", params={"papers": ", ".join(no_room)}))
    elif asked.papers and not files and not faults:
        faults.append(Fault(path=path, location="-", key="no_form", params={"forms": ", ".join(endings)}))
    elif not files and not faults:
        faults.append(Fault(path=path, location="-", key="no_papers", params={"kinds": ", ".join(KINDS)}))
    if faults:
        raise BadInput(faults)
    return _Drawn(files=files, no_room=tuple(no_room), asked=asked)


def _write(folder: str, files: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """Write what is not there yet, and give its paths. Raises BadInput, and writes nothing, if a file is another."""
    new, faults = {}, []
    for path, data in files:
        if not os.path.lexists(path):
            new[path] = data
        elif load_bytes(path) != data:
            faults.append(Fault(path=path, location="-", key="another_paper", params={"file": path}))
    if faults:
        raise BadInput(faults)
    make_folder(folder)
    for path, data in new.items():
        write_new(path, data)
    return frozenset(new)


def _tell_programs(terminal: Terminal, drawn: _Drawn, new: frozenset[str]) -> None:
    from tally.files.documents import finding_part, written
    from tally.papers.made_document import PaperErrorPart, PaperPart, PapersDocument

    asked = drawn.asked
    document = PapersDocument(
        schema_="papers/1",
        papers=[PaperPart(path=path, sha256=sha256(data).hexdigest(), new=path in new) for path, data in drawn.files],
        no_room=[*drawn.no_room],
        signatures="not_checked" if asked.of_records else None,
        missing=[*asked.missing],
        replaced=[*asked.replaced],
        errors=[PaperErrorPart(contest=contest.id, finding=finding_part(one)) for contest, one in asked.errors],
    )
    terminal.write_json(written(document))


def _tell(terminal: Terminal, drawn: _Drawn, new: frozenset[str]) -> None:
    words, page, asked = terminal.words, terminal.page(), drawn.asked
    page.line(words("paper.told.made", n=len(drawn.files)), style="bold")
    page.items(
        one_line(path) if path in new else words("paper.told.there", file=one_line(path)) for path, _ in drawn.files
    )
    page.items(words("paper.told.no_room", paper=name) for name in drawn.no_room)
    if asked.missing:
        page.line(words("paper.told.missing", kinds=", ".join(OF_ALL), numbers=_listed(words, asked.missing)))
    if asked.replaced:
        page.line(words("paper.told.replaced", numbers=_listed(words, asked.replaced)))
    if asked.errors:
        page.line(words("paper.told.errors", n=len(asked.errors)), style="bold red")
        page.items(_error(words, asked.congress, contest, one) for contest, one in asked.errors)
    if asked.congress.mode is Mode.TRAINING:
        page.line(words("paper.told.training"), style="bold yellow")
    if asked.of_records:
        page.line(words("paper.told.signatures"), style="bold yellow")
    terminal.show(page)


def _error(words: Words, congress: Congress, contest: Contest, error: Finding) -> str:
    return f"{contest.title}: {finding_sentence(words, error)} {cite(words, congress.regulation, error.rule)}"


def _listed(words: Words, numbers: Iterable[int]) -> str:
    return words.join(map(str, numbers))


def _prove(arguments: Arguments, terminal: Terminal) -> int:
    """Say whether a PDF is one that the records give, and from which of them. Raises BadInput."""
    pdf_data, given = load_bytes(arguments.value("--check")), load_records(terminal, arguments.operands)
    found = prove(pdf_data, [*given.values()], named_days_off(arguments))
    if terminal.as_json:
        _tell_programs_proof(terminal, found, given)
    else:
        _tell_proof(terminal, arguments.value("--check"), found, given)
    return 0 if found.paper is not None else NOT_PROVED


def _tell_programs_proof(terminal: Terminal, found: Proof, given: Mapping[str, OfRecord]) -> None:
    from tally.files.documents import written
    from tally.papers.made_document import PaperCheckDocument

    document = PaperCheckDocument(
        schema_="paper-check/1",
        proved=found.paper is not None,
        paper=found.paper,
        gives=[*found.gives],
        records=_made_from(found, given),
        signatures="not_checked",
        only_in_paper=[*found.only_in_paper],
        only_in_record=[*found.only_in_record],
        missing=[*missing(given.values())],
    )
    terminal.write_json(written(document))


def _made_from(found: Proof, given: Mapping[str, OfRecord]) -> list[str]:
    """Give the paths of the records that a paper is made from."""
    return [path for path, one in given.items() if one in found.records]


def _tell_proof(terminal: Terminal, pdf_path: str, found: Proof, given: Mapping[str, OfRecord]) -> None:
    words, page, file = terminal.words, terminal.page(), one_line(pdf_path)
    if found.paper is not None:
        record = words.join(map(one_line, _made_from(found, given)))
        page.line(words("paper.told.proved", paper=found.paper, file=file, record=record), style="bold green")
        if found.only_in_paper:
            names = words.join(map(one_line, found.only_in_paper))
            page.line(words("paper.told.only_in_paper", names=names), style="bold yellow")
        if found.only_in_record:
            page.line(words("paper.told.only_in_record", names=words.join(map(one_line, found.only_in_record))))
        page.line(words("paper.told.signatures"), style="bold yellow")
    else:
        page.line(words("paper.told.not_proved", file=file, record=words.join(map(one_line, given))), style="bold red")
        page.items(found.gives)
        if lacking := missing(given.values()):
            page.line(words("paper.told.not_compared", kinds=", ".join(OF_ALL), numbers=_listed(words, lacking)))
        page.line(words("paper.told.why_not"))
    page.line(words("paper.foot"))
    terminal.show(page)
