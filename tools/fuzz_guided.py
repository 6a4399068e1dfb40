"""Search for inputs that lead a parser to code not reached yet: ``python -m tools.fuzz_guided TARGET FOLDER …``.

libFuzzer, through atheris, makes the inputs; ``…`` are its own settings. The library is imported here alone and first,
so that atheris sees every branch of it. The first input that is judged wrong ends the run; libFuzzer keeps it.
"""

import subprocess
import sys
from tempfile import NamedTemporaryFile

import atheris

with atheris.instrument_imports(include=["tally", "tomllib", "openpyxl"]):
    from tools.fuzz_judge import Judge
    from tools.fuzz_targets import TARGETS


class Wrong(Exception):
    """The input is not taken as it should be."""


def main(name: str, settings: list[str]) -> None:
    """Search until libFuzzer's settings say stop, or an input is judged wrong."""
    target, judge = TARGETS[name], Judge()

    def judged(data: bytes) -> None:
        wrong = judge.wrong_with(target, data)
        if wrong and is_wrong_unwatched(name, data):
            raise Wrong(wrong)

    atheris.Setup([sys.argv[0], *settings], judged)
    atheris.Fuzz()


def is_wrong_unwatched(name: str, data: bytes) -> bool:
    """Whether the input is judged wrong too where nobody watches the branches, which makes everything slower."""
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        line = [sys.executable, "-m", "tools.fuzz", "one", name, file.name]
        return subprocess.run(line, stdout=subprocess.DEVNULL, check=False).returncode != 0


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
