"""The vectors of docs/record-format.md: nobody made one again unseen, and of each comes what the page says."""

import hashlib
import json
import re
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from tally.congress import Mode
from tally.files import values
from tally.files.strict import read_tree
from tally.record import (
    canonical,
    ed25519,
    enrolment,
    finding_list,
    keyfile,
    opening,
    reading,
    sealed,
    trust,
    trust_chain,
)
from tally.record.audited import audited_by_opening
from tally.record.document import text_of
from tally.record.keyname import KeyName
from tally.record.models import Hash
from tally.record.note import Vkey
from tally.record.recount import recount
from tally.record.refusal import Refused
from tally.record.verify import verify

VECTORS = Path(__file__).parent.parent / "vectors"
README = (VECTORS / "README.md").read_text()
PAGE = (VECTORS.parent.parent / "docs" / "record-format.md").read_text()
RECORDS = [f"record-{number}" for number in (1, 2, 3, 4, 5)]
PASSPHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"
KINDS = {
    "number": values.Number,
    "positive": values.Several,
    "flag": values.Flag,
    "text": values.Text,
    "id": values.Identifier,
    "code": values.UnitCode,
    "day": values.Day,
    "born": values.Born,
    "hash": Hash,
}


def data(name):
    return (VECTORS / name).read_bytes()


def listed(name):
    return read_tree(name, data(name))


def seed(name):
    return hashlib.sha256(f"trust vector {name}".encode()).digest()


def refused(call, *args):
    with pytest.raises(Refused) as caught:
        call(*args)
    return caught.value.code


def told(*names, trusted=(1,), expected=Mode.REAL):
    """Of each record its verdict, and the checks that fail."""
    chain = trust_chain.chain([data(f"trust-{version}.txt") for version in trusted], ())
    found = verify([data(f"{name}.record") for name in names], chain, expected=expected)
    return [(one.verdict.value, {check.code for check in one.checks if not check.ok}) for one in found]


def test_every_vector_is_the_file_whose_sha256_the_readme_has():
    sums = dict(re.findall(r"^\| `(\S+)` \| `([0-9a-f]{64})` \|$", README, re.MULTILINE))
    files = {path.name: path.read_bytes() for path in VECTORS.iterdir() if path.name != "README.md"}
    assert sums == {name: hashlib.sha256(read).hexdigest() for name, read in files.items()}


def test_the_page_says_of_every_vector_what_comes_of_it():
    said = " ".join(re.findall(r"\*\*Vector\.\*\*(.*?)(?=\n#|\Z)", PAGE, re.DOTALL))
    unsaid = {path.name for path in VECTORS.iterdir() if path.name not in said}
    assert unsaid == {
        "record-2.record",
        "record-3.record",
        "record-4.record",
        "trust.sh",
    }  # "record-1 to record-5", and what made two files
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    assert [section.partition("\n")[0] for section in sections if "**Vector.**" not in section] == []


@pytest.mark.parametrize("text", listed("canonical.json")["accepted"])
def test_what_is_spelled_as_the_page_says_is_read_and_written_again(text):
    assert canonical.write(canonical.read(text.encode())) == text.encode()


def test_what_is_spelled_in_another_way_is_refused():
    known = listed("canonical.json")
    for case in known["refused"]:
        refused(canonical.read, case["text"].encode())
    for case in known["refused_hex"]:
        refused(canonical.read, bytes.fromhex(case["hex"]))


def test_names_and_verifier_keys_are_taken_or_refused():
    known = listed("names.json")
    assert [str(KeyName.parse(name)) for name in known["names_taken"]] == known["names_taken"]
    assert [str(Vkey.parse(vkey)) for vkey in known["vkeys_taken"]] == known["vkeys_taken"]
    for name in known["names_refused"]:
        refused(KeyName.parse, name)
    for vkey in known["vkeys_refused"]:
        refused(Vkey.parse, vkey)


def test_keys_and_signatures_are_taken_or_refused():
    known = listed("ed25519.json")
    for case in known["keys_taken"]:
        ed25519.check_public(bytes.fromhex(case["key"]))
    for case in known["keys_refused"]:
        refused(ed25519.check_public, bytes.fromhex(case["key"]))
    for case in known["signatures"]:
        key, signature = bytes.fromhex(case["key"]), bytes.fromhex(case["signature"])
        assert ed25519.verify(key, signature, bytes.fromhex(known["message_hex"])) is case["good"], case["why"]


@pytest.mark.parametrize("kind", KINDS)
def test_values_of_each_kind_are_taken_or_refused(kind):
    """What a model would put right, such as a space at the end, is not what was written, and so refused too."""
    reader = TypeAdapter(KINDS[kind])
    known = listed("values.json")[kind]
    for value in known["taken"]:
        assert str(reader.validate_json(json.dumps(value), strict=True)) == str(value)
    for value in known["refused"]:
        try:
            assert str(reader.validate_json(json.dumps(value), strict=True)) != value, value
        except ValidationError:
            continue


def test_the_enrolment_proves_the_key_that_stands_in_the_trust_file():
    enrolled = enrolment.read(data("enrolment.txt"))
    assert enrolled in trust.read(data("trust-1.txt")).trust.keys
    assert (str(enrolled.name), enrolled.holder) == ("VD.1/board-1", "Nguyễn Thị Hằng")


@pytest.mark.parametrize("trusted", [(1,), (1, 2), (2, 1)])
def test_the_records_are_valid_alone_and_together(trusted):
    valid = ("valid", set())
    assert told(*RECORDS, trusted=trusted) == [valid] * 5
    assert told(*RECORDS[::-1], trusted=trusted) == [valid] * 5
    assert [told(name, trusted=trusted) for name in RECORDS] == [[valid]] * 5


def test_what_does_not_hold_is_told_by_the_checks_of_the_page():
    assert told("record-1-spaced")[0][0] == "unreadable"
    assert refused(reading.read, data("record-1-spaced.record")) == "not_canonical"
    assert told("record-1-alone") == [("not_valid", {"threshold"})]
    assert told("record-1-training") == [("not_valid", {"mode"})]
    assert told("record-1-training", expected=Mode.TRAINING) == [("valid", set())]
    assert told("record-2-changed") == [("not_valid", {"arithmetic", "outcome"})]
    assert told("record-1", "record-2-changed")[1] == ("not_valid", {"arithmetic", "outcome", "chain"})
    assert told("record-1", "record-3") == [("valid", set()), ("not_valid", {"chain"})]


def test_what_is_not_in_the_trust_file_makes_nothing_valid():
    assert told("record-1", trusted=(2,)) == [("not_valid", {"signatures", "threshold", "trust"})]


def test_the_records_are_written_again_as_they_were_made_by_hand():
    for name in RECORDS:
        record = reading.read(data(f"{name}.record"))
        assert text_of(reading.reckon(record.model)).encode() == record.text


def test_opened_ballots_are_those_of_their_rounds_and_no_others():
    content = reading.reckon(reading.read(data("record-2.record")).model)
    for number in (1, 2):
        name = f"record-{number}-ballots.txt"
        check = recount(content, name, data(name))
        assert (check.ok, check.why, check.params["round"]) == (True, "recounted", number)
    before = reading.reckon(reading.read(data("record-1.record")).model)
    assert recount(before, "", data("record-2-ballots.txt")).why == "another_tree"


def test_what_age_sealed_to_an_auditor_opens_with_the_auditors_key():
    public = trust.read(data("trust-1.txt")).trust.active(trust.Role.AUDITOR)[0].vkey.public
    private = sealed.private_of_seed(seed("VD/auditor-1"))
    assert sealed.recipient_of(private) == sealed.recipient_of_public(public)
    assert sealed.unseal(data("record-1-ballots.age"), private) == data("record-1-ballots.txt")
    assert refused(sealed.unseal, data("record-1-ballots.age"), sealed.private_of_seed(seed("VD/root-1"))) == (
        "not_for_this_key"
    )


def test_the_opening_holds_for_the_record_and_for_no_other():
    opened = opening.read(data("record-1-opening.txt"))
    assert [leaf.index for leaf in opened.leaves] == [1, 6]
    for name in RECORDS:
        record = reading.read(data(f"{name}.record"))
        content = reading.reckon(record.model)
        if name == "record-1":
            assert audited_by_opening(record, content, opened).held.number == 1
        else:
            assert refused(audited_by_opening, record, content, opened) == "another_record"


def test_the_finding_list_is_written_as_the_page_says():
    ids = ["P-1, rach", *(f"P-{number}" for number in range(2, 8))]
    papers = finding_list.finding_list([4, 1, 6, 0, 2, 5, 3], ids)
    assert finding_list.write(papers).encode() == data("record-1-finding-list.csv")


def test_the_key_file_opens_with_its_passphrase():
    assert keyfile.open_key(data("key.json"), PASSPHRASE) == seed("VD.1/board-1")
    file = keyfile.read(data("key.json"))
    assert (file.vkey.name, file.holder) == ("VD.1/board-1", "Nguyễn Thị Hằng")
