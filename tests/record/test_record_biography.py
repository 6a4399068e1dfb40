"""What a short-biography list says besides stands in the record where it says something, and changes nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from tally.contest import Biography
from tally.nomination import Pool
from tally.person import Birth
from tally.record import canonical
from tally.record.document import text_of, tree_of
from tally.record.due import due
from tally.record.links import changes, links
from tally.record.reading import read, reckon
from tests.files.parts import BIOGRAPHY, candidate, contest, courses, document, held
from tests.making import candidate as person
from tests.record.ceremony import SIGNERS, broken, content_of, elected_course, forged, signed, verified
from tests.record.test_due import seal
from tests.second_reader import chain, records

VECTORS = Path(__file__).parent.parent / "vectors"
SAID = Biography(
    home="xã Cao An",
    position="Bí thư chi bộ, thôn Đông",
    education="Đại học Luật",
    theory="Trung cấp",
    admitted=Birth(year=2010, month=2, day=3),
    official=Birth(year=2011),
)
PARTS = {name: Biography(**{name: getattr(SAID, name)}) for name in BIOGRAPHY}


def course(biography=None):
    """A committee of two from three, the first of whom is told more of."""
    one = elected_course()
    first, *others = one.contest.candidates
    return replace(one, contest=replace(one.contest, candidates=(replace(first, biography=biography), *others)))


def people(tree):
    return tree["contest"]["candidates"]


def linked(*biographies):
    """Two records of one contest, the second of a round more, with what is said of a person in each."""
    made = []
    for number, biography in enumerate(biographies, start=1):
        frame = {"sequence": number, "previous": made[-1].hash if made else None}
        content = content_of(course(biography), **frame)
        tree = tree_of(content)
        tree["rounds"] = [*tree["rounds"], *([dict(tree["rounds"][0], number=2)] * (number - 1))]
        made.append(read(signed(canonical.write(tree).decode(), SIGNERS)))
    return made


def test_the_key_is_there_only_where_something_is_said():
    """A record without it is byte for byte what it was before there was such a key."""
    plain, told = tree_of(content_of(course())), tree_of(content_of(course(SAID)))
    assert ["biography" in one for one in people(plain) + people(told)] == [False] * 3 + [True, False, False]
    assert people(told)[0].pop("biography") == BIOGRAPHY
    assert told == plain
    assert text_of(content_of(course(Biography()))) == text_of(content_of(course()))


@pytest.mark.parametrize("biography", [SAID, *PARTS.values()], ids=["whole", *PARTS])
def test_what_is_read_is_written_again_byte_for_byte(biography):
    file = signed(text_of(content_of(course(biography))), SIGNERS)
    record = read(file)
    content = reckon(record.model)
    assert content.result.contest.candidate(1).biography == biography
    assert text_of(content).encode() == record.text
    assert broken(verified(file)) == {}
    assert records.record(file)["contest"]["candidates"][0]["biography"]


def test_what_a_congress_file_says_stands_in_its_record_and_comes_back():
    rounds = [held(1, "first", {1: 15, 2: 14, 3: 13, 4: 3})]
    (counted,) = courses(
        document(contest([candidate(1, biography=BIOGRAPHY), *map(candidate, (2, 3, 4))], rounds=rounds))
    )
    text = text_of(content_of(counted))
    record = read(signed(text, SIGNERS))
    assert people(record.tree)[0]["biography"] == BIOGRAPHY
    assert reckon(record.model).result.contest == counted.contest
    assert text_of(reckon(record.model)) == text


@pytest.mark.parametrize(
    "said",
    [
        None,
        {},
        {"home": None},
        {"home": ""},
        {"home": " Cao An"},
        {"home": "a" * 501},
        {"admitted": "2010-02-30"},
        {"official": 2011},
        {"joined": "2010"},
        [],
    ],
)
def test_a_biography_of_another_form_is_refused_by_both_readers(said):
    """An empty one too: a record has one spelling."""
    file = forged(lambda tree: people(tree)[0].update(biography=said))
    assert verified(file).verdict == "unreadable"
    assert records.verify([file], [])[0][0] == "unreadable"


@pytest.mark.parametrize(
    ("was", "now", "holds"),
    [
        (None, None, True),
        (SAID, SAID, True),
        (None, SAID, False),
        (SAID, None, False),
        (SAID, replace(SAID, theory="Cao cấp"), False),
        (SAID, replace(SAID, home=""), False),
    ],
)
def test_it_is_never_changed_unsaid_in_a_later_record(was, now, holds):
    """For both verifiers."""
    earlier, later = linked(was, now)
    check = links([earlier, later], {})[1]
    assert check.ok is holds
    if not holds:
        assert check.why == "changed_unsaid"
        assert dict(check.params)["place"].startswith("contest.candidates.1.biography")
    first, second = (record.tree | {"sha": record.hash.hex()} for record in (earlier, later))
    assert chain.in_chain(second, [first], {}) is holds
    assert any(changes(earlier.tree, later.tree)) is not holds


def test_what_is_said_otherwise_later_needs_a_correction():
    sealed = seal([course()])
    (correction,) = due([course(SAID)], sealed)
    assert correction.is_correction
    assert correction.replaces == sealed[-1].hash
    assert [one.ok for one in links(seal([course(SAID)], sealed), {})] == [True, True]


def test_whoever_may_stand_from_a_pool_is_told_of_as_there():
    """R13: the record of the pool has the same persons as elected."""
    pool = Pool(contest="bch", seats=2, voted=True, may_stand=(person(1, "An", biography=SAID),))
    one = elected_course(pool="bch")
    text = text_of(content_of(one, pool=pool))
    record = read(signed(text, SIGNERS))
    assert record.tree["pool"]["may_stand"][0]["biography"] == BIOGRAPHY
    assert reckon(record.model).pool == pool
    assert text_of(reckon(record.model)) == text


@pytest.mark.parametrize("path", sorted(VECTORS.glob("record-[1-5].record")), ids=lambda path: path.name)
def test_the_records_there_were_say_nothing_besides_and_stay_as_they_are(path):
    record = read(path.read_bytes())
    assert [one.biography for one in record.model.contest.candidates] == [None] * len(people(record.tree))
    assert text_of(reckon(record.model)).encode() == record.text
