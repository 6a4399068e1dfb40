"""Ways to damage a signed file: its bytes, what it says (signed by everybody again), and the lines under it."""

import json

from tally.record import canonical
from tests.record.signed_examples import signed

KEYS = [f"VD/root-{number}" for number in (1, 2, 3, 4)] + [f"VD.1/board-{number}" for number in (1, 2, 3)]
WORDS = (
    "x",
    " x",
    "",
    "1.00",
    "tied",
    "short",
    "stopped",
    "run_off",
    "further",
    "boxes",
    "training",
    "granted",
    "female",
)
FIGURES = (None, 0, 1, -1, True, False, "x", [], {}, 10_000_000, 10_000_001)


def text_of(data):
    return data[: data.rindex(b"\n\n") + 1].decode()


def names_of(data):
    return [line.split(" ")[1] for line in data[data.rindex(b"\n\n") + 2 :].decode().split("\n")[:-1]]


def changed_value(value, rng):
    if type(value) is bool:
        return not value
    if type(value) is int:
        return value + rng.choice((-1, 1, 2, -value))
    if isinstance(value, str):
        return rng.choice((value + "x", value[:-1], value.upper(), rng.choice(WORDS)))
    return rng.choice((0, 1, 2, "1970", "granted", "a" * 64)) if value is None else rng.choice((None, [], {}))


def changed_part(tree, rng):
    """A document with one thing in it changed, left out, put in, doubled or moved."""
    tree = json.loads(json.dumps(tree))
    first = rng.choice(list(tree))
    *way, last = rng.choice([way for way in ways(tree) if way and way[0] == first])
    node = tree
    for step in way:
        node = node[step]
    match rng.randrange(8):
        case 0:
            del node[last]
        case 1 if isinstance(node, list):
            node.insert(rng.randrange(len(node) + 1), node[last])
        case 2 if isinstance(node, list):
            rng.shuffle(node)
        case 3 if isinstance(node, dict):
            node[rng.choice(("x", *node))] = node[last]
        case 4:
            node[last] = rng.choice(FIGURES)
        case _:
            node[last] = changed_value(node[last], rng)
    return tree


def ways(node, way=()):
    yield way
    parts = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, part in parts:
        yield from ways(part, (*way, step))


def changed_text(data, rng):
    """The same record saying something else, signed by everybody again."""
    tree = changed_part(json.loads(text_of(data)), rng)
    return signed(canonical.write(tree).decode(), names_of(data))


def changed_bytes(data, rng):
    place, other = sorted((rng.randrange(len(data)), rng.randrange(len(data))))
    flipped = data[:place] + bytes([data[place] ^ 1 << rng.randrange(8)]) + data[place + 1 :]
    moved = data[:place] + data[other:] + data[place:other]
    return rng.choice((flipped, flipped, data[:place], data[:place] + data[other:], moved))


def changed_lines(data, rng, names=KEYS):
    """The same text under other signatures: fewer, doubled, moved, of others, of another text, under another name."""
    text = text_of(data)
    lines = data[len(text.encode()) + 1 :].decode().split("\n")[:-1]
    name, at = rng.choice(names), rng.randrange(len(lines))
    added = signed(rng.choice((text, text, "khác\n")), [name]).decode().split("\n")[-2]
    match rng.randrange(5):
        case 0:
            del lines[at]
        case 1:
            lines.insert(rng.randrange(len(lines) + 1), lines[at])
        case 2:
            rng.shuffle(lines)
        case 3:
            lines[at] = lines[at].replace(lines[at].split(" ")[1], name)
        case _:
            lines.append(added)
    return (text + "\n" + "".join(line + "\n" for line in lines)).encode()
