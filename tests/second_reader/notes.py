"""Canonical JSON (1), signed notes (2), Ed25519 (3), fingerprints (6)."""

import base64
import json
import re
import unicodedata
from functools import cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P)
Y8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
MEBI = 1_048_576


class Refused(Exception):
    pass


def need(holds):
    if not holds:
        raise Refused


def unbase64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused from None
    need(base64.b64encode(data).decode() == text and length in (None, len(data)))
    return data


def spelled(tree):
    return (json.dumps(tree, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def canonical(data):
    need(len(data) <= MEBI)
    try:
        tree = json.loads(data.decode(), parse_float=refuse, parse_constant=refuse)
        need(spelled(tree) == data)
    except (ValueError, RecursionError):
        raise Refused from None
    _check_values(tree, 0)
    return tree


def refuse(_):
    raise Refused


def _check_values(node, depth):
    if isinstance(node, str):
        need(unicodedata.is_normalized("NFC", node))
    elif type(node) is int:
        need(abs(node) < 2**53)
    elif isinstance(node, dict | list):
        need(depth < 12)
        for part in [*node, *node.values()] if isinstance(node, dict) else node:
            _check_values(part, depth + 1)


def note(data):
    """The text of a note, and (name, hash, signature) for each line."""
    try:
        whole = data.decode()
    except UnicodeDecodeError:
        raise Refused from None
    text, gap, under = whole.rpartition("\n\n")
    text += "\n"
    need(gap and len(text.encode()) <= MEBI and not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", text))
    lines = under.split("\n")
    need(lines.pop() == "" and 1 <= len(lines) <= 64)
    signatures = []
    for line in lines:
        parts = line.split(" ")
        need(len(parts) == 3 and parts[0] == "\u2014" and is_name(parts[1]))
        raw = unbase64(parts[2], 68)
        signatures.append((parts[1], raw[:4], raw[4:]))
    return text.encode(), signatures


def is_name(name):
    return 1 <= len(name.encode()) <= 255 and not re.search(r"[\s+\x00-\x1f\x7f-\x9f]", name)


def weak(encoding):
    y = int.from_bytes(encoding, "little") % 2**255
    return y >= P or y in (0, 1, P - 1, Y8, P - Y8)


def is_public(key):
    if len(key) != 32 or weak(key):
        return False
    y = int.from_bytes(key, "little") % 2**255
    return pow((y * y - 1) * (D * y * y + 1), (P - 1) // 2, P) == 1


def is_good(key, signature, text):
    if len(signature) != 64 or weak(key) or weak(signature[:32]) or int.from_bytes(signature[32:], "little") >= L:
        return False
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def key_hash(name, key):
    return sha256(name.encode() + b"\n\x01" + key).digest()[:4]


@cache
def vkey(line):
    """The name and the public key of a verifier key."""
    name, _, rest = line.partition("+")
    digits, _, coded = rest.partition("+")
    raw = unbase64(coded, 33)
    need(is_name(name) and raw[0] == 1 and is_public(raw[1:]) and digits == key_hash(name, raw[1:]).hex())
    return name, raw[1:]


def signers(signed, known):
    """The public keys of those of the known (name, key) who signed."""
    text, signatures = signed
    found = set()
    for name, hashed, signature in signatures:
        for key in {key for its_name, key in known if its_name == name and key_hash(name, key) == hashed}:
            need(key not in found and is_good(key, signature, text))
            found.add(key)
    return found


def fingerprint(text):
    digits = f"{int.from_bytes(sha256(text).digest(), 'big') % 10**60:060}"
    return " ".join(re.findall(".....", digits))


def typed(text):
    digits = re.sub(r"[\s\-\u2010-\u2015\u2212]", "", text)
    need(re.fullmatch(r"[0-9]{60}", digits, re.ASCII))
    return " ".join(re.findall(".....", digits))
