"""The files of the corpus that are signed or sealed, and what stands in them."""

import unicodedata
from collections.abc import Iterator
from hashlib import sha256

from tally import Ballots
from tally.files.disk import load_congress, load_courses
from tally.nomination import Pool
from tally.record import canonical, commitment, enrolment, keyfile, note, opening, sealed
from tally.record.document import Commitment, Content, Frame, Journal, Observation, text_of
from tally.result import pool_of, result_of
from tools.fuzz_corpus_parts import EXAMPLES, HOLDER, LONG, NAME, ROOT, Files, seed, signed, source, spoiled
from tools.fuzz_targets import KEY

__all__ = [
    "canonical_files",
    "commitment_files",
    "enrolment_files",
    "keyfile_files",
    "note_files",
    "opening_files",
    "record_files",
    "sealed_files",
    "trust_files",
]

PHRASE = "hoabinh apluc yenbinh xinloi muadong banhmi"


def note_files() -> Files:
    two = signed("Biên bản\n\nsố 1\n", NAME, "VD.1/board-2")
    line = two.splitlines(keepends=True)[-1]
    sound = {
        "sound-two-signers": two,
        "sound-empty-lines": signed("\n\n\n", NAME),
        "sound-most-signers": signed("a\n", *(f"VD/root-{number}" for number in range(1, 65))),
        "broken-65-signers": signed("a\n", *(f"VD/root-{number}" for number in range(1, 65))) + line,
        "broken-no-signer": b"a\n\n",
        "broken-empty-line-at-the-end": two + b"\n",
        "broken-space-in-the-name": two.replace(b"board-2", b"board 2"),
        "broken-plus-in-the-name": two.replace(b"board-2", b"board+2"),
        "broken-long-name": two.replace(NAME.encode(), b"a" * 256),
        "broken-long-base64": two[:-1] + b"A" * LONG + b"\n",
        "broken-base64-cut": two[:-5] + b"\n",
        "broken-base64-loose-bits": two[:-3] + bytes([two[-3] + 1]) + two[-2:],
        "broken-base64-line-end-inside": two[:-9] + b"\n" + two[-9:],
        "broken-base64-without-padding": two.replace(b"=", b""),
        "broken-control-character": two.replace("số".encode(), b"\x7f"),
        "broken-second-controls": two.replace("số".encode(), "\u0085".encode()),
    }
    broken = spoiled(two, {"hyphen": ("— ".encode(), b"- "), "two-spaces": ("— ".encode(), "—  ".encode())})
    sound["sound-bom-in-the-text"] = broken.pop("broken-bom")
    return sound | broken


def canonical_files() -> Files:
    tree: canonical.Tree = {
        "": [[], {}, [[]], None, True, False],
        "b": [0, -1, canonical.MOST_NUMBER, -canonical.MOST_NUMBER],
        "c": {"é": "Đại hội \u007f \u2028 \U0001f600", "ê": '"\\\n\t\0\x1f/'},
        "d": [[[[[[[[[[[1]]]]]]]]]]],
    }
    sound = canonical.write(tree)
    nfd = unicodedata.normalize("NFD", "Đại").encode()
    changes = {
        "not-nfc": ("Đại".encode(), nfd),
        "escape-of-a-letter": ("Đ".encode(), b"\\u0110"),
        "escape-in-capitals": (b"\\u001f", b"\\u001F"),
        "escape-long": (b"\\n", b"\\u000a"),
        "escape-of-a-slash": (b"/", b"\\/"),
        "half-a-pair": ("Đ".encode(), b"\\ud83d"),
        "pair-escaped": ("\U0001f600".encode(), b"\\ud83d\\ude00"),
        "keys-out-of-order": (b'"b":', b'"e":'),
        "repeated-key": (b'"b":', b'"c":'),
        "fraction": (b"-1,", b"-1.0,"),
        "exponent": (b"-1,", b"-1e0,"),
        "minus-nought": (b"-1,", b"-0,"),
        "leading-nought": (b"-1,", b"-01,"),
        "not-a-number": (b"null", b"NaN"),
        "infinity": (b"null", b"-Infinity"),
        "number-too-large": (b"9007199254740991", b"9007199254740992"),
        "number-far-too-large": (b"9007199254740991", b"9" * 5_000),
        "no-space-after-the-colon": (b'"b": ', b'"b":'),
        "space-before-the-comma": (b"-1,", b"-1 ,"),
        "tab-for-spaces": (b"  ", b"\t"),
        "empty-list-with-a-space": (b"[]", b"[ ]"),
        "comma-after-the-last": (b"  ]", b",  ]"),
        "comment": (b"null", b"null /* */"),
        "single-quotes": (b'"b"', b"'b'"),
        "one-list-deeper": (b"1\n", b"[\n                          1\n                          ]\n"),
    }
    return {"sound-everything": sound, "sound-number": b"0\n", "sound-text": b'""\n'} | spoiled(sound, changes)


def keyfile_files() -> Files:
    sound = keyfile.seal(seed(NAME), name=NAME, holder=HOLDER, passphrase=PHRASE, random=source("keyfile"))
    changes = {
        "too-little-memory": (b"262144", b"131071"),
        "too-much-memory": (b"262144", b"524289"),
        "too-many-passes": (b'"passes": 4', b'"passes": 7'),
        "memory-true": (b"262144", b"true"),
        "memory-as-text": (b"262144", b'"262144"'),
        "another-function": (b"argon2id", b"argon2i"),
        "capital-hex": (b'"ciphertext": "', b'"ciphertext": "A'),
        "another-name": (b'"name": "VD.1/board-1"', b'"name": "VD.1/board-2"'),
        "space-at-the-end-of-the-holder": (HOLDER.encode(), HOLDER.encode() + b" "),
        "unseen-character": (HOLDER.encode(), "Hằng\u202e".encode()),
        "unknown-key": (b'  "name"', b'  "mane": 1,\n  "name"'),
        "another-schema": (b"key/1", b"key/2"),
    }
    return {"sound": sound} | spoiled(sound, changes)


def _own(size: int = 3) -> commitment.Committed:
    ballots = Ballots.strike(range(1, 5), [[place % 4 + 1] for place in range(size)])
    return commitment.commit(ballots, order=range(size), random=source("salts"))


def opening_files() -> Files:
    sound = opening.write(
        opening.open_leaves(_own(), (0, 2), record=sha256(b"record").digest(), contest="bch", round_number=1)
    )
    salt = sound.partition(b"salt ")[2][:44]
    changes = {
        "leading-nought": (b"size 3", b"size 03"),
        "number-too-large": (b"size 3", b"size 99999999"),
        "arabic-digit": (b"size 3", "size ٣".encode()),
        "capital-hex": (b"record ", b"record A"),
        "leaves-out-of-order": (b"index 0", b"index 3"),
        "one-leaf-twice": (b"index 2", b"index 0"),
        "fewer-leaves": (b"leaves 2", b"leaves 3"),
        "salt-cut": (salt, salt[:-4]),
        "salt-loose-bits": (salt, salt[:-2] + bytes([salt[-2] + 1]) + b"="),
        "no-line-between": (b"\n\nindex 2", b"\nindex 2"),
        "two-lines-between": (b"\n\nindex 2", b"\n\n\nindex 2"),
        "ballot-is-none": (b"ballot ", b"ballot AAAA"),
    }
    proof = sound.splitlines(keepends=True)[11]
    return {"sound": sound, "broken-21-hashes": sound.replace(proof, proof * 20, 1)} | spoiled(sound, changes)


def commitment_files() -> Files:
    sound = commitment.write(_own())
    one = _own().ballots[0]
    boxes = Ballots.boxes(range(1, 4), [([1, 2], [3])])
    line = sound.splitlines(keepends=True)[-1]
    changes = {
        "another-size": (b"size 3", b"size 2"),
        "leading-nought": (b"size 3", b"size 03"),
        "another-root": (b"root ", b"root A"),
        "no-root": (b"root ", b"root\n"),
        "no-space": (line, line.replace(b" ", b"")),
        "two-spaces": (line, line.replace(b" ", b"  ")),
        "ballot-left-out": (line, b""),
        "ballot-twice": (line, line + line),
    }
    broken = spoiled(sound, changes)
    ballot = {
        "repeated-number": (b"1\n", b"1,\n    1\n"),
        "number-below-nought": (b"1\n", b"-1\n"),
        "number-too-large": (b"1\n", b"10000001\n"),
        "number-true": (b"1\n", b"true\n"),
        "unknown-defect": (b"null", b'"torn"'),
        "defect-is-a-list": (b"null", b"[]"),
        "other-kind": (b"strike", b"boxes"),
        "unknown-key": (b'  "kind"', b'  "id": 7,\n  "kind"'),
    }
    return (
        {"sound-round": sound, "sound-nobody-voted": commitment.write(_own(0)), "sound-ballot": one}
        | {
            "sound-boxes-ballot": next(commitment.each(boxes)).written(),
            "broken-empty-lines": b"ballots/1\nsize 0\nroot \n\n" + b"\n" * LONG,
        }
        | broken
        | {name.replace("broken-", "broken-ballot-"): data for name, data in spoiled(one, ballot).items()}
    )


def sealed_files() -> Files:
    recipients = [sealed.recipient_of(key) for key in (KEY, seed("another"))]
    sound = sealed.seal(b"ballots/1\n", recipients, source("seal"))
    stanza = sound.splitlines(keepends=True)[1:3]
    share = stanza[0].split()[-1]
    changes = {
        "version": (b"/v1", b"/v2"),
        "share-loose-bits": (share, share[:-1] + bytes([share[-1] + 1])),
        "share-padded": (share, share + b"="),
        "share-of-small-order": (share, b"A" * 43),
        "stanza-twice": (b"".join(stanza), b"".join(stanza) * 2),
        "stanza-left-out": (b"".join(stanza), b""),
        "another-stanza": (b"X25519", b"scrypt"),
        "no-mac": (b"--- ", b"---"),
    }
    return (
        {"sound-two-keys": sound, "sound-nothing": sealed.seal(b"", recipients[:1], source("nothing"))}
        | {"sound-two-chunks": sealed.seal(bytes(sealed.CHUNK_BYTES + 1), recipients[:1], source("chunks"))}
        | {"broken-for-another": sealed.seal(b"", recipients[1:], source("other"))}
        | {"broken-17-keys": sound.replace(b"".join(stanza), b"".join(stanza) * 16, 1)}
        | spoiled(sound, changes)
    )


def trust_files() -> Files:
    sound = (ROOT / "tests" / "vectors" / "trust-1.txt").read_bytes()
    text = note.parse(sound).text.encode()
    proof = text.partition(b'"proof": "')[2][:88]
    changes = {
        "threshold-one": (b'"trust": 2', b'"trust": 1'),
        "threshold-of-all": (b'"trust": 2', b'"trust": 3'),
        "another-role": (b'"role": "board"', b'"role": "root"'),
        "another-unit": (b'"unit": "VD.1"', b'"unit": "VD.2"'),
        "proof-of-another": (b'"proof": "', b'"proof": "AAAA'),
        "proof-loose-bits": (proof, proof[:-3] + bytes([proof[-3] + 1]) + b"=="),
        "no-such-day": (b"2025-01-01", b"2025-02-30"),
        "last-before-first": (b"2025-01-01", b"2030-01-01"),
        "version-without-previous": (b'"version": 1', b'"version": 2'),
        "holder-not-trimmed": (HOLDER.encode(), b" " + HOLDER.encode()),
        "name-with-a-nought": (b"board-1", b"board-01"),
    }
    return {"sound-draft": text} | spoiled(sound, changes)


def enrolment_files() -> Files:
    sound = enrolment.make(seed(NAME), name=NAME, holder=HOLDER)
    changes = {
        "another-holder": (HOLDER.encode(), "Nguyễn Thị Hồng".encode()),
        "another-name": (b'"name": "VD.1/board-1"', b'"name": "VD.1/board-2"'),
        "unknown-role": (b"board-1", b"chair-1"),
        "unknown-key": (b'  "name"', b'  "mane": 1,\n  "name"'),
    }
    twice = {"broken-signed-twice": sound + sound.splitlines(keepends=True)[-1]}
    return {"sound": sound} | twice | spoiled(sound, changes)


def record_files() -> Files:
    made = {
        f"sound-{place}-{number}": data for place in ("commune-cao-an", "cell-26") for number, data in _records(place)
    }
    sound = made["sound-cell-26-1"]
    changes = {
        "another-schema": (b"record/1", b"record/2"),
        "unknown-key": (b'  "journal"', b'  "diary": 1,\n  "journal"'),
        "key-left-out": (b'  "pool": null,\n', b""),
        "sequence-nought": (b'"sequence": 1', b'"sequence": 0'),
        "hash-in-capitals": (b'"trust": "', b'"trust": "A'),
        "unknown-regulation": ("190-QĐ/TW".encode(), "191-QĐ/TW".encode()),
        "unknown-meeting": (b'"meeting": "congress"', b'"meeting": "another"'),
        "votes-true": (b'          "votes": 21', b'          "votes": true'),
        "votes-below-nought": (b'          "votes": 21', b'          "votes": -21'),
        "no-rounds": (b'"rounds": [', b'"rounds": [],\n  "rounds_": ['),
    }
    return made | spoiled(sound, changes)


def _records(place: str) -> Iterator[tuple[int, bytes]]:
    """Make a record of each contest of an example, as its last round leaves it."""
    path = next((EXAMPLES / place).glob("congress.*"))
    courses = load_courses(load_congress(str(path)))
    by_id = {course.contest.id: course for course in courses}
    for number, course in enumerate(courses, start=1):
        pool: Pool | None = pool_of(by_id[course.contest.pool]) if course.contest.pool else None
        frame = Frame(
            sequence=number,
            previous=None if number == 1 else seed("previous"),
            replaces=None,
            trust=seed("trust"),
            station="VD.1/station-1",
            software="tally 0.1.0",
            journal=Journal(head=seed("journal"), length=number),
            air_gap=(Observation(check="network", clear=True), Observation(check="radio", clear=False, seen="wlan0")),
        )
        sizes = (held.count.valid + held.count.invalid for held in course.held)
        commitments = tuple(Commitment(root=seed("root"), size=size) for size in sizes)
        content = Content(frame=frame, result=result_of(course, pool), pool=pool, commitments=commitments)
        yield number, signed(text_of(content), NAME, "VD.1/board-2")
