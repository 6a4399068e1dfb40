"""What the specification itself publishes: its table of sizes, its example of headers, and a frame that was scanned.

github.com/coinkite/BBQr: BBQr.md, and the first frame of tests/data/real-scan.txt (public domain).
"""

import zlib
from base64 import b16encode

import pytest

from tally.frames import CAPACITIES, BadFrame, Receiving, join
from tests.frames.made import noise

SIZES = {
    1: (25, 8),
    11: (468, 230),
    23: (1588, 790),
    24: (1704, 848),
    25: (1853, 922),
    26: (1990, 991),
    27: (2132, 1062),
    28: (2223, 1107),
    29: (2369, 1180),
    30: (2520, 1256),
    31: (2677, 1334),
    32: (2840, 1416),
    33: (3009, 1500),
    34: (3183, 1587),
    35: (3351, 1671),
    36: (3537, 1764),
    37: (3729, 1860),
    38: (3927, 1959),
    39: (4087, 2039),
    40: (4296, 2144),
}
"""The columns "Chars" and "Payload" (bytes, in hexadecimal) by version."""

SCANNED = (
    "B$ZU0800RVZGS4Y4G6LO2574RI52IX4Y2QKEXNNQXAUMF4KCKTFSH5NYMVFKFR3SO5GFRKGMLNGAZEKAG2AGJMIU7LYXGLUQLGSNLMZRXRSACF7H"
    "T3WZA3Q2U2V2X54BV2BU7PXSSZHOQL72RZEVHZDAHCJN7UH3B5KPSGW7ZFJ6G3KN22TXYUPLUSKTUPFEW4XAKX7XKUZN4KLV2OMERXIIRDXY2D4U"
    "QJ3LCNJJDF3UW27DOTMOL57E5447ZF7LU3VKG3ZZTFLDMNY4IEVDAVO2LKXOSQB32PVIJL3R7RQKVVFPFR5TWL5TOUWZWNC5TSWHPCNJMFOWGEJE"
    "ABV762CC3LK4IDR7GCWXBVOS22SAM2YCJ5UK2IZWPADZQW7PNPVB2MDCYIN4CBWXAEVR72KQBONGV7EWJSRK2D3XWG6MQY4VBCCSQJM6A6HL2TOY"
    "4LFHFJXLR5LTPGKMGS3Q4S5TL45DWCUUJ2EK6ZVTHN4O63RHFIH7MXPHAOJKROOQD7MHYH6JQCY5XEIPLA7M2CK5CXDYC4WDB6EV5D4K2VX34DZC"
    "4HM3HP746LY6NWJT5JQZ4AA5NDNTLWXVFWBKSDSI7WWWU5AAEHEBT7P266RSNJJOXZ4P5HG5ORV64TGHWXIVGH3OT7F27Z7PH76C5WQOY5W4PKXG"
    "RUIXL2253ZQ735WE6I65XJZGQLYDXHYIHHF2SNPLUBZTLNQGE6G35T7F5RG5E26L6TZPU3NJC45POQRQO7KOVHOSO2VXOMLLHGIPQD5IAWISS7PM"
    "VPTASZHFPPKDSJSBL2ZYZVZZPYSXA62C5BAZ6CTW4YYIA55Z6IGC52YT36Q2PWQOXEROLHZRD2PGZMV2XJBSNQVXYAK2IPXZSONBGV5JORSG64PE"
    "US3A2O6KZDTMWY544T55J5LJFBJK3E2G3TI5J7FU3B2GIXDF7NJFGBG4WBDBLDVJ5VR4VLTYM53VE54IDERP5Y7SC72HS5TS7HZOJL677W7WP734"
    "GJ675YXTSRXMJFECBNCRTIOSDWBLAZBZ4FQ4YBLWIN4HDV5OXWK4NP2N35FRMPKOO7CDVQUQIRTEH22SZKRCDUU326PUVNMQYLITPSCK226SA4GK"
    "HNPJ57DYHQIEF6VNJYUENRDG5LQDGRB7552J3RKX3ZKRYXDGUY3CNCMAUJ456YXSDPMANGUHQ72PVVJL7JEQUGMVDKWEID72V3ZSDUJJ4WXEM6MA"
    "VVNVJAZYAS2K74RB"
)


@pytest.mark.parametrize("version", SIZES)
def test_a_qr_code_holds_what_the_table_of_sizes_says(version):
    characters, payload = SIZES[version]
    assert CAPACITIES[version] == characters
    assert (characters - 8) // 2 == payload


def test_the_example_of_headers_is_read_to_its_2150_bytes():
    """Three codes: 2000, 2000 and 300 digits of hexadecimal. Theirs is a PSBT, which is nothing to us; ours is JSON."""
    data = noise(2150)
    digits = b16encode(data).decode()
    frames = [f"B$HJ03{index:02}{digits[index * 2000 :][:2000]}" for index in range(3)]
    assert [len(frame) for frame in frames] == [2008, 2008, 308]
    assert join(reversed(frames)).data == data
    with pytest.raises(BadFrame) as refused:
        join([frames[0].replace("HJ", "HP")])
    assert (refused.value.code, refused.value.params) == ("another_kind", {"encoding": "H", "type": "P"})


def test_a_frame_that_others_made_is_read_as_they_meant_it():
    received = Receiving().taken(SCANNED)
    assert (received.total, received.missing) == (8, (1, 2, 3, 4, 5, 6, 7))
    text = zlib.decompressobj(wbits=-10).decompress(received.parts[0])
    assert text.startswith(b"# The BBQr Protocol - Make a series of QR codes to hold lots of data\n")
