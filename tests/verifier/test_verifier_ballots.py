"""Opened ballots are counted again by the page; no other ballots than those committed pass for them."""

from base64 import b64encode
from random import Random

from tally.record.merkle import root
from tests.cli.made import run
from tests.verifier.cases import RECORDS, VECTORS, signed_again, tree_of
from tests.verifier.dropping import BANNER, judged, vectors, written


def test_ballots_that_no_record_commits_to_are_not_passed_over(browser):
    browser.choose(*vectors("trust-1.txt", "record-3.record", "record-1-ballots.txt"))
    assert judged(browser) == [("not_valid", {"ballots"})]
    browser.choose(*vectors("record-4.record"))
    assert [failed for _, failed in judged(browser)] == [set(), set()]
    assert browser.run(BANNER) == "KHÔNG HỢP LỆ"
    assert "không bản ghi nào ở đây cam kết" in browser.run("document.querySelector('.banner').innerText")


def opened(numbers, *, salts=b"\x07"):
    """A file of strike ballots with these numbers struck out on each, and its root."""
    leaves, lines = [], []
    for struck in numbers:
        listed = ",\n".join(f"    {number}" for number in struck)
        struck_text = f"[\n{listed}\n  ]" if struck else "[]"
        ballot = f'{{\n  "defect": null,\n  "kind": "strike",\n  "schema": "ballot/1",\n  "struck": {struck_text}\n}}\n'
        leaves.append(salts * 32 + ballot.encode())
        lines.append(f"{b64encode(salts * 32).decode()} {b64encode(ballot.encode()).decode()}\n")
    tree = root(leaves)
    head = f"ballots/1\nsize {len(leaves)}\nroot {b64encode(tree).decode()}\n\n"
    return (head + "".join(lines)).encode(), tree.hex()


def test_ballots_are_counted_again_whoever_they_elect(browser, tmp_path):
    """Seven papers of record 1, one of them read otherwise: committed and signed, but the sums are not theirs."""
    for struck, failed in (
        ([[2], [3], [3], [1], [2], [3], [2]], set()),
        ([[2], [3], [3], [2], [2], [3], [2]], {"ballots"}),
    ):
        data, tree = opened(struck)
        record = tree_of(RECORDS[0])
        record["rounds"][0]["commitment"]["root"] = tree
        paths = written(tmp_path, ballots__txt=data, one__record=signed_again(record, RECORDS[0]))
        browser.run("state.files = []")
        browser.choose(*vectors("trust-1.txt"), *paths)
        assert judged(browser)[0][1] == failed


def test_a_damaged_file_of_ballots_never_holds_and_the_command_says_so_too(browser, tmp_path, capsys):
    """A bit turned anywhere in it; nothing of it may pass for the ballots that the record commits to."""
    whole = (VECTORS / "record-1-ballots.txt").read_bytes()
    record, trust = vectors("record-1.record", "trust-1.txt")
    rng = Random(7)
    for turned in (None, *(rng.randrange(10, len(whole)) for _ in range(30))):
        data = bytearray(whole)
        if turned is not None:
            data[turned] ^= 1 << rng.randrange(7)
        (path,) = written(tmp_path, ballots__txt=bytes(data))
        browser.run("state.files = []")
        browser.choose(trust, record, path)
        checks = run(capsys, "verify", record, "--trust", trust, "--ballots", path, "--json").document["checks"]
        failed = {check["code"] for check in checks if not check["ok"]}
        assert [said for _, said in judged(browser)] == [failed] == [set() if turned is None else {"ballots"}], turned


def test_of_two_rounds_that_commit_to_the_same_ballots_they_are_those_of_the_first(browser, tmp_path, capsys):
    """Section 13.4: a forger may write one commitment twice; both programs then count for the same round."""
    tree = tree_of(RECORDS[1])
    tree["rounds"][0]["commitment"] = tree["rounds"][1]["commitment"]
    (path,) = written(tmp_path, two__record=signed_again(tree, RECORDS[1]))
    trust, ballots = vectors("trust-1.txt", "record-2-ballots.txt")
    browser.choose(trust, path, ballots)
    checks = run(capsys, "verify", path, "--trust", trust, "--ballots", ballots, "--json").document["checks"]
    failed = {check["code"] for check in checks if not check["ok"]}
    assert [said for _, said in judged(browser)] == [failed] == [{"arithmetic", "ballots"}]
