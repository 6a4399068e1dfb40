"""Files to send, and frames that no station makes."""

import zlib
from base64 import b32encode
from pathlib import Path
from random import Random

VECTORS = Path(__file__).parent.parent / "vectors"
RECORD = (VECTORS / "record-1.record").read_bytes()
TRAINING = (VECTORS / "record-1-training.record").read_bytes()


def noise(size, seed=1):
    """Bytes that nothing makes shorter."""
    return Random(seed).randbytes(size)


def base36(number):
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return digits[number // 36] + digits[number % 36]


def base32(data):
    return b32encode(data).decode().rstrip("=")


def frame(data, *, encoding="2", kind="U", total=1, index=0):
    return f"B${encoding}{kind}{base36(total)}{base36(index)}{base32(data)}"


def deflated(data):
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -10)
    return squeeze.compress(data) + squeeze.flush()


def series(data, *, each, **given):
    """Frames of so many bytes each, whatever the data is."""
    parts = [data[start : start + each] for start in range(0, len(data), each)]
    return [frame(part, total=len(parts), index=index, **given) for index, part in enumerate(parts)]
