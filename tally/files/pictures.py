"""The QR codes in a picture. What reads them is the optional extra ``scan``: pillow and zxing-cpp."""

import warnings
from importlib import import_module
from io import BytesIO

from tally.faults import BadInput, Fault

__all__ = ["MOST_BYTES", "MOST_PIXELS", "check_scanner", "texts_in"]

MOST_BYTES = 64 * 1024 * 1024
MOST_PIXELS = 64_000_000
"""What the cameras of telephones take today; a small file can claim to be a picture of any size."""
_FORMATS = ("JPEG", "PNG")


def check_scanner() -> None:
    """Check that pictures can be read here. Raises BadInput (``scan_not_installed``)."""
    try:
        for name in ("PIL.Image", "zxingcpp"):
            import_module(name)
    except ImportError:
        raise BadInput([Fault(path="tally", location="-", key="scan_not_installed")]) from None


def texts_in(path: str, data: bytes) -> tuple[str, ...]:
    """Give the texts of the QR codes in a picture, JPEG or PNG; none where none can be made out.

    Raises BadInput: ``bad_value.too_large``, ``bad_value.too_many_pixels``, ``unreadable.picture``.
    """
    import zxingcpp
    from PIL import Image

    if len(data) > MOST_BYTES:
        raise BadInput([Fault(path=path, location="-", key="bad_value.too_large", params={"most": MOST_BYTES})])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pillow warns of large pictures, and what is too large is refused here
            picture = Image.open(BytesIO(data), formats=_FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise _too_many_pixels(path)
        picture.draft("L", None)
        grey = picture.convert("L")
    except BadInput:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels(path) from None
    except Exception:  # a damaged picture may break pillow in any way
        raise BadInput([Fault(path=path, location="-", key="unreadable.picture")]) from None
    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    codes = zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain)
    return tuple(code.text for code in codes)


def _too_many_pixels(path: str) -> BadInput:
    return BadInput([Fault(path=path, location="-", key="bad_value.too_many_pixels", params={"most": MOST_PIXELS})])
