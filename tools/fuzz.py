"""Try the parsers on inputs that nobody thought of: ``python -m tools.fuzz``, with what to do after it.

``corpus``                   every file of tests/corpus through every parser
``large``                    inputs of a mebibyte, the worst that each format has in store
``search SECONDS``           those files changed by chance, the parsers in turn; every input has a number
``guided SECONDS [NAME …]``  for each parser the search that atheris guides by coverage (``make fuzz``)
``one NAME FILE|NUMBER``     one input: of a file, or as the search numbers it

Whatever is judged wrong is told on a line of its own, and the exit code is 1.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic

from tools.fuzz_changes import TOKENS, changed
from tools.fuzz_judge import Judge
from tools.fuzz_large import large
from tools.fuzz_targets import CORPUS, TARGETS, Target

__all__ = ["corpus_of", "every_file", "every_large", "input_of", "search", "seeds_of"]

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "build" / "fuzz"
"""Where a guided search keeps what it has reached, and what it found."""
MOST_TOLD = 50
MOST_GUIDED = 16 * 1024
"""Bytes of an input of a guided search, which looks for branches and not for size."""
_BESIDE = {
    "note": ["tests/vectors/note-*.txt"],
    "opening": ["tests/vectors/opening.txt", "tests/vectors/record-*-opening.txt"],
    "trust": ["tests/vectors/trust-*.txt"],
    "enrolment": ["tests/vectors/enrolment.txt"],
    "record": ["tests/vectors/record-[0-9].record"],
    "ballots": ["docs/examples/commune-cao-an/bch-1.csv"],
    "congress": ["docs/examples/*/congress.*"],
}
"""Sound files that stand elsewhere."""


def corpus_of(name: str) -> list[Path]:
    """Give the files of a parser, the sound ones that stand elsewhere among them, and those for every parser."""
    elsewhere = (path for pattern in _BESIDE.get(name, ()) for path in ROOT.glob(pattern))
    return sorted((*(CORPUS / name).iterdir(), *(CORPUS / "any").iterdir(), *elsewhere))


def every_file(judge: Judge) -> Iterator[str]:
    """Judge every file of the corpus by every parser; tell what is wrong."""
    files = sorted({path for name in TARGETS for path in corpus_of(name)})
    for path in files:
        data = path.read_bytes()
        for name, target in TARGETS.items():
            if wrong := judge.wrong_with(target, data):
                yield f"{name} {path.relative_to(ROOT)}: {wrong}"


def every_large(judge: Judge) -> Iterator[str]:
    """Judge the inputs of a mebibyte, each by the parser that it is for."""
    for name, what, data in large():
        if wrong := judge.wrong_with(TARGETS[name], data):
            yield f"{name} {what}: {wrong}"


def input_of(name: str, files: Sequence[bytes], number: int) -> bytes:
    """Give an input by its number: the same one as long as the corpus is the same."""
    return changed(files, Random(f"{name} {number}"))


def search(
    judge: Judge, targets: Mapping[str, Target], corpus: Mapping[str, Sequence[bytes]], seconds: float
) -> Iterator[str]:
    """Judge one input after the other, the parsers in turn, until the time is up; tell what is wrong."""
    end = monotonic() + seconds
    for number in count():
        for name, target in targets.items():
            if monotonic() > end:
                return
            if wrong := judge.wrong_with(target, input_of(name, corpus[name], number)):
                yield f"{name} {number}: {wrong}"


def seeds_of(name: str) -> list[bytes]:
    """Give the files that a parser's inputs come of; every other one is sound, for there is more to break in those."""
    files = [(path, path.read_bytes()) for path in corpus_of(name)]
    broken = [data for path, data in files if path.name.startswith("broken-")]
    sound = [data for path, data in files if not path.name.startswith("broken-")]
    return sound * max(1, len(broken) // len(sound)) + broken


def _guided(seconds: int, names: Sequence[str]) -> Iterator[str]:
    """Let atheris search each parser in a process of its own; tell which ended with an input judged wrong."""
    words = KEPT / "words"
    for name in names or TARGETS:
        reached = KEPT / name
        reached.mkdir(parents=True, exist_ok=True)
        words.write_text("".join(f'"{_escaped(token)}"\n' for token in TOKENS))
        for path in corpus_of(name):
            if path.parent.name != "any" and path.stat().st_size <= MOST_GUIDED:
                shutil.copy(path, reached / f"seed-{path.parent.name}-{path.name}")
        settings = [f"-max_total_time={seconds}", f"-max_len={MOST_GUIDED}", f"-dict={words}", "-timeout=60"]
        settings += [f"-artifact_prefix={KEPT}/{name}-", "-reduce_inputs=0", "-print_final_stats=1"]
        print(f"{name}: {seconds} s …", flush=True)
        line = [sys.executable, "-m", "tools.fuzz_guided", name, *settings, str(reached)]
        if subprocess.run(line, cwd=ROOT, check=False).returncode:
            yield f"{name}: an input was judged wrong; it is kept in {KEPT.relative_to(ROOT)}"


def _escaped(token: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks for; give 1 if anything was judged wrong."""
    judge = Judge()
    match arguments:
        case ["corpus"]:
            wrong = every_file(judge)
        case ["large"]:
            wrong = every_large(judge)
        case ["search", seconds]:
            wrong = search(judge, TARGETS, {name: seeds_of(name) for name in TARGETS}, float(seconds))
        case ["guided", seconds, *names]:
            wrong = _guided(int(seconds), names)
        case ["one", name, number] if number.isdecimal():
            wrong = _one(judge, name, input_of(name, seeds_of(name), int(number)))
        case ["one", name, path]:
            wrong = _one(judge, name, Path(path).read_bytes())
        case _:
            print(__doc__)
            return 2
    found = 0
    for found, line in enumerate(wrong, start=1):
        print(line, flush=True)
        if found == MOST_TOLD:
            break
    if judge.count:
        print(f"{judge.count} inputs judged", file=sys.stderr)
    return min(found, 1)


def _one(judge: Judge, name: str, data: bytes) -> Iterator[str]:
    print(f"{len(data)} bytes: {data[:200]!r}", file=sys.stderr)
    if wrong := judge.wrong_with(TARGETS[name], data):
        yield f"{name}: {wrong}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
