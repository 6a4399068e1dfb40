"""``tally papers``: the papers that a congress or a record gives, in every form; and the proof that a PDF is one."""

import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tally.cli.arguments import Arguments
from tally.cli.numbers import number
from tally.cli.progress import showing_progress
from tally.cli.read_record import load_record, sound_content
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.congress import Congress, Mode
from tally.deadlines import DaysOff
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, load_congress, load_courses, make_folder, write_new
from tally.files.holidays import VIETNAM, read_holidays
from tally.papers.credentials import RollDiffers
from tally.papers.engine import NotPrintable, Paper, check_engine
from tally.papers.forms import FORMS, PRINTED
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record, papers_of_roll
from tally.papers.parts import CONGRESSES
from tally.papers.source import OfRecord, OfRoll, file_of
from tally.record.links import congress_of_record
from tally.words import Words

__all__ = ["run"]

NOT_PROVED = 3
CONGRESS_FILES = (".json", ".toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """What was drawn: the files by their paths, the papers that have no room, and whether it was an exercise."""

    files: Sequence[tuple[str, bytes]]
    no_room: tuple[str, ...]
    mode: Mode


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write papers into a folder, or prove one. Returns 3 for a PDF that is not proved; raises BadInput."""
    _check_usage(arguments)
    try:
        check_engine()
    except ModuleNotFoundError as missing:
        library = {"library": missing.name or ""}
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
        ending = os.path.splitext(arguments.value("--check"))[1].lower().removeprefix(".")
        if ending in FORMS and ending != PRINTED:
            faults.append(Fault(path="tally", location="--check", key="usage.check_printed", params={"form": ending}))
    elif "--output" not in arguments.options:
        needed = {"command": "papers", "option": "--output", "value": "DIR"}
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
    path, folder, asked = arguments.file(), arguments.value("--output"), arguments.values("--as") or (PRINTED,)
    papers, mode = _papers(arguments, terminal)
    files, no_room, faults = [], [], list[Fault]()
    forms = [(paper, ending, form) for paper in papers for ending, form in FORMS.items() if ending in asked]
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
    elif papers and not files and not faults:
        faults.append(Fault(path=path, location="-", key="no_form", params={"forms": ", ".join(asked)}))
    elif not files and not faults:
        faults.append(Fault(path=path, location="-", key="no_papers", params={"kinds": ", ".join(KINDS)}))
    if faults:
        raise BadInput(faults)
    return _Drawn(files=files, no_room=tuple(no_room), mode=mode)


def _papers(arguments: Arguments, terminal: Terminal) -> tuple[tuple[Paper, ...], Mode]:
    """Give the papers of what was given, a congress by the ending of its file. Raises BadInput."""
    kinds, words = arguments.values("--kind") or tuple(KINDS), terminal.words
    if arguments.file().lower().endswith(CONGRESS_FILES):
        return _papers_of_congress(arguments, words, kinds)
    if "--roll" in arguments.options:
        raise BadInput([Fault(path="tally", location="--roll", key="usage.roll_of_congress")])
    records = _records(arguments, terminal)
    if "--round" in arguments.options:
        [given] = records if len(records) == 1 else [None]
        if given is None:
            raise BadInput([Fault(path="tally", location="--round", key="usage.round_of_one_record")])
        asked = number(arguments, "--round", least=1, most=given.number) or given.number
        return papers_of_record(words, replace(given, number=asked), kinds), given.record.model.mode
    papers = [paper for given in records for paper in papers_of_record(words, given, kinds)]
    file = file_of(records, _days_off(arguments))
    return (*papers, *papers_of_file(words, file, kinds)), records[0].record.model.mode


def _papers_of_congress(arguments: Arguments, words: Words, kinds: Collection[str]) -> tuple[tuple[Paper, ...], Mode]:
    """Give the papers of a congress file, and of a list of everybody summoned beside it. Raises BadInput."""
    path, roll = arguments.file(), arguments.value("--roll")
    misused = [option for option in ("--round", "--holidays") if option in arguments.options]
    if misused:
        raise BadInput([Fault(path="tally", location=option, key="usage.round_of_record") for option in misused])
    if len(arguments.operands) > 1:
        raise BadInput([Fault(path="tally", location=arguments.operands[1], key="usage.congress_alone")])
    file = load_congress(path)
    with showing_progress(words) as progress:
        courses = load_courses(file, progress=progress)
    papers = papers_of_congress(words, courses, kinds)
    if roll:
        papers += _papers_of_roll(roll, words, file.congress, kinds)
    return papers, file.congress.mode


def _papers_of_roll(path: str, words: Words, congress: Congress, kinds: Collection[str]) -> tuple[Paper, ...]:
    """Give the papers of a list of everybody summoned to the congress, or to its first meeting where it is none.

    Raises BadInput with each figure of the list that is not the congress file's.
    """
    from tally.files.spreadsheet_roll import read_roll

    meeting = next((one for one in congress.meetings if one.kind in CONGRESSES), congress.meetings[0])
    people = read_roll(path, load_bytes(path), meeting.kind)
    try:
        return papers_of_roll(words, OfRoll(congress=congress, meeting=meeting, people=people), kinds)
    except RollDiffers as differs:
        faults = [
            Fault(
                path=path,
                location=f"roll.{status}",
                key="roll_differs",
                params={"roll_status": status, "list": of_list, "congress": of_congress},
            )
            for status, of_list, of_congress in differs.statuses
        ]
        for name, of_list, of_congress in differs.bodies:
            told = {"list": of_list, "congress": of_congress}
            faults.append(Fault(path=path, location=f"bodies.{name}", key="roll_differs.bodies", params=told))
        raise BadInput(faults) from None


def _days_off(arguments: Arguments) -> DaysOff:
    """Read the table of holidays by which deadlines are reckoned: the one named, or the one that ships."""
    path = arguments.value("--holidays") or VIETNAM
    return read_holidays(path, load_bytes(path))


def _records(arguments: Arguments, terminal: Terminal) -> list[OfRecord]:
    """Read the records, all of one congress. Raises BadInput."""
    given, faults = [], []
    for path in arguments.operands:
        record = load_record(path)
        content = sound_content(terminal, path, record)
        given.append(OfRecord(record=record, content=content, number=len(record.model.rounds)))
        if congress_of_record(record) != congress_of_record(given[0].record):
            faults.append(Fault(path=path, location="-", key="another_congress"))
    if faults:
        raise BadInput(faults)
    return given


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
    from tally.files.documents import written
    from tally.papers.made_document import PaperPart, PapersDocument

    parts = [PaperPart(path=path, sha256=sha256(data).hexdigest(), new=path in new) for path, data in drawn.files]
    terminal.write_json(written(PapersDocument(schema_="papers/1", papers=parts, no_room=[*drawn.no_room])))


def _tell(terminal: Terminal, drawn: _Drawn, new: frozenset[str]) -> None:
    words, page = terminal.words, terminal.page()
    page.line(words("paper.told.made", n=len(drawn.files)), style="bold")
    page.items(
        one_line(path) if path in new else words("paper.told.there", file=one_line(path)) for path, _ in drawn.files
    )
    page.items(words("paper.told.no_room", paper=name) for name in drawn.no_room)
    if drawn.mode is Mode.TRAINING:
        page.line(words("paper.told.training"), style="bold yellow")
    terminal.show(page)


def _prove(arguments: Arguments, terminal: Terminal) -> int:
    """Say whether a PDF is one that the record gives. Raises BadInput."""
    from tally.files.documents import written
    from tally.papers.made_document import PaperCheckDocument
    from tally.papers.proving import prove

    words, pdf_path = terminal.words, arguments.value("--check")
    found = prove(load_bytes(pdf_path), _records(arguments, terminal), _days_off(arguments))
    if terminal.as_json:
        document = PaperCheckDocument(
            schema_="paper-check/1", proved=found.paper is not None, paper=found.paper, gives=[*found.gives]
        )
        terminal.write_json(written(document))
    else:
        page = terminal.page()
        files = {"file": one_line(pdf_path), "record": words.join(one_line(path) for path in arguments.operands)}
        if found.paper is not None:
            page.line(words("paper.told.proved", paper=found.paper, **files), style="bold green")
        else:
            page.line(words("paper.told.not_proved", **files), style="bold red")
            page.items(found.gives)
            page.line(words("paper.told.why_not"))
        page.line(words("paper.foot"))
        terminal.show(page)
    return 0 if found.paper is not None else NOT_PROVED
