"""The two ways through a ballots file say the same of every file: the fast one only where nothing is to be said.

A file written from ballots reads back as those ballots, whatever their number, their lists and the way it is written.
"""

import csv
import io
import random
from unicodedata import normalize
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tally import BallotKind, Ballots
from tally.ballot import DEFECTS
from tally.files import ballots as module
from tally.files import ballots_clean
from tally.files.ballots import read_ballots
from tally.files.ballots_clean import read_clean
from tests.files.papers import paper
from tests.files.parts import refused


def both_ways(data, on, chunk):
    """What the two ways say of a file, each its ballots or its faults, and whether the fast one took it."""
    taken = []

    def watched(*given, **told):
        ballots = read_clean(*given, **told)
        taken.append(ballots is not None)
        return ballots

    def outcome():
        found = refused(read_ballots, "b.csv", data, on)
        return found or read_ballots("b.csv", data, on)

    with patch.object(ballots_clean, "CHUNK", chunk):
        with patch.object(module, "read_clean", watched):
            either = outcome()
        with patch.object(module, "read_clean", lambda *given, **told: None):
            rows = outcome()
    return either, rows, any(taken)


@st.composite
def papers(draw, most=100):
    numbers = draw(st.lists(st.integers(0, 200) | st.integers(0, 10_000_000), min_size=1, max_size=most, unique=True))
    return paper(numbers, draw(st.integers(1, len(numbers) + 1)))


@st.composite
def filled(draw, on, most=12):
    """Ballots of a paper."""
    some = st.lists(st.sampled_from(on.candidates), unique=True) | st.just(list(on.candidates))
    count = draw(st.integers(0, most))
    defects = draw(st.dictionaries(st.integers(0, count - 1), st.sampled_from(DEFECTS))) if count else {}
    if on.kind is BallotKind.STRIKE:
        return Ballots.strike(on.candidates, [draw(some) for _ in range(count)], defects=defects)
    return Ballots.boxes(on.candidates, [(draw(some), draw(some)) for _ in range(count)], defects=defects)


def rows_of(ballots, names, chance):
    """The rows of a file with these ballots, the numbers of a cell in any order."""

    def cell(mask):
        numbers = [str(number) for place, number in enumerate(ballots.candidates) if mask >> place & 1]
        chance.shuffle(numbers)
        return " ".join(numbers)

    used = ("struck",) if ballots.kind is BallotKind.STRIKE else ("agree", "disagree")
    for place, name in enumerate(names):
        marks = {column: cell(getattr(ballots, column)[place]) for column in used}
        yield {"ballot": name, "defect": str(ballots.defects.get(place, "")), **marks}


def written(ballots, names, *, chance, columns, delimiter=",", quoting=csv.QUOTE_MINIMAL, end="\n"):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writeheader()
    writer.writerows(rows_of(ballots, names, chance))
    return text.getvalue().encode()


@st.composite
def plain_files(draw):
    """A paper, its ballots, and a file of them as the programs around us write it."""
    on = draw(papers())
    ballots = draw(filled(on))
    used = ["struck"] if on.kind is BallotKind.STRIKE else ["agree", "disagree"]
    others = [column for column in ("struck", "agree", "disagree") if column not in used]
    columns = ["ballot", *used, "defect", *draw(st.lists(st.sampled_from(others), unique=True))]
    data = written(
        ballots,
        [str(number + 1) for number in range(len(ballots))],
        chance=draw(st.randoms(use_true_random=False)),
        columns=draw(st.permutations(columns)),
        delimiter=draw(st.sampled_from(",;")),
        end=draw(st.sampled_from(["\n", "\r\n", "\r"])),
    )
    return on, ballots, draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + data


@pytest.mark.unmeasured
@given(plain_files(), st.integers(0, 60))
def test_a_file_written_from_ballots_reads_back_as_those_ballots_both_ways(file, chunk) -> None:
    on, ballots, data = file
    either, rows, clean = both_ways(data, on, chunk)
    assert either == rows == ballots
    assert clean


ODD_NAMES = st.lists(
    st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=20).map(lambda text: f"p {text}"),
    min_size=12,
    max_size=12,
    unique_by=lambda name: normalize("NFC", name),
)


@pytest.mark.unmeasured
@given(st.data(), ODD_NAMES, st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]), st.integers(0, 60))
def test_quotes_and_names_of_ballots_in_any_script_change_nothing(data, names, quoting, chunk) -> None:
    on = data.draw(papers(most=6))
    ballots = data.draw(filled(on))
    used = ["struck"] if on.kind is BallotKind.STRIKE else ["agree", "disagree"]
    text = written(
        ballots, names[: len(ballots)], chance=random.Random(1), columns=["ballot", *used, "defect"], quoting=quoting
    )
    either, rows, _ = both_ways(text, on, chunk)
    assert either == rows == ballots


SCRAPS = [
    " ", "  ", ",", ";", ",,", "1,1,", "1,1,1,", "\n", "\n\n", "\r\n", "\r", '"', "\t", "\u00a0", "é", "\x00", "\ufeff",
    "0", "1", "2", "3", "9", "01", "1 1", "2 2 2", "-", "x", "not_issued", "several_inks",
    "ballot", "struck", "agree", "defect",
]  # fmt: skip


@st.composite
def spoilt_files(draw):
    """A file as it comes back after somebody had it open: bits added, taken out, written over, doubled."""
    on = draw(papers(most=5))
    ballots = draw(filled(on, most=6))
    used = ["struck"] if on.kind is BallotKind.STRIKE else ["agree", "disagree"]
    columns = draw(st.sampled_from([["ballot", *used, "defect"], ["ballot", "struck", "agree", "disagree", "defect"]]))
    names = [str(number + 1) for number in range(len(ballots))]
    text = written(ballots, names, chance=random.Random(1), columns=columns).decode()
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        stop = start + draw(st.integers(0, 4))
        text = text[:start] + draw(st.sampled_from(["", text[start:stop] * 2, *SCRAPS])) + text[stop:]
    return on, text.encode()


@given(spoilt_files(), st.integers(0, 60))
def test_whatever_is_done_to_a_file_both_ways_say_the_same_of_it(file, chunk) -> None:
    on, data = file
    either, rows, clean = both_ways(data, on, chunk)
    assert either == rows
    assert not (clean and isinstance(rows, tuple))


@given(papers(most=3), st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join), st.booleans(), st.integers(0, 20))
def test_whatever_stands_in_a_file_it_is_read_or_refused_both_ways_alike(on, text, has_header, chunk) -> None:
    header = "ballot,struck,agree,disagree,defect\n" if has_header else ""
    either, rows, _ = both_ways((header + text).encode(), on, chunk)
    assert either == rows


@pytest.mark.unmeasured
@pytest.mark.parametrize("size", [1, 2, 63, 64, 65, 100, 1000])
@pytest.mark.parametrize("surplus", [True, False])
def test_lists_longer_than_a_machine_word_are_read_as_any_other(size, surplus) -> None:
    numbers = [7 * place for place in range(size)]
    on = paper(numbers, size - 1 if surplus and size > 1 else size)
    chance = random.Random(size)
    some = [chance.sample(numbers, chance.randint(0, size)) for _ in range(20)]
    ballots = (
        Ballots.strike(numbers, some)
        if on.kind is BallotKind.STRIKE
        else Ballots.boxes(numbers, zip(some, some[::-1], strict=True))
    )
    used = ["struck"] if on.kind is BallotKind.STRIKE else ["agree", "disagree"]
    names = [str(number) for number in range(20)]
    data = written(ballots, names, chance=chance, columns=["ballot", *used, "defect"])
    either, rows, clean = both_ways(data, on, 50)
    assert either == rows == ballots
    assert clean


@pytest.mark.parametrize(
    ("ids", "clean"),
    [
        (["3", "4", "7", "10"], True),
        (["3", "2", "7", "5"], True),
        (["A-1", "A-2", "B-1", "B-2"], True),
        (["1", "2", "x", "3"], True),
        (["3", "2", "7", "3"], False),
        (["A-1", "A-2", "B-1", "A-1"], False),
        (["1", "2", "2", "3"], False),
        (["1", "2", "x", "x"], False),
        (["1", "2", "x", "1"], False),
        (["1", "2", "", "3"], False),
        (["1", "01", "2", "3"], True),
        (["1", "2", "3", "4" * 65], False),
    ],
)
@pytest.mark.parametrize("chunk", [1, 8, 1000])
def test_ids_in_any_order_are_taken_and_one_that_stands_twice_or_not_at_all_is_not(ids, clean, chunk):
    """However the file is cut: an id is remembered from one part of the file to the next."""
    text = "".join(f"{name},2,\n" for name in ids)
    with patch.object(ballots_clean, "CHUNK", chunk):
        read = read_clean(text.rstrip("\n"), ["ballot", "struck", "defect"], ",", paper([1, 2, 3], 2), tell=id)
    assert (read is not None) is clean
    if clean:
        assert read.struck == (0b010,) * 4
