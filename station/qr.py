"""A frame drawn as a QR code with the characters of a terminal, two modules on top of each other in a cell."""

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L

__all__ = ["TEXT_ROWS", "drawn", "version_that_fits"]

TEXT_ROWS = 2
"""Rows of a screen that are left for words: where we are, and the keys."""

_QUIET = 4
"""Modules of light around a code, as ISO/IEC 18004 asks for."""
_VERSIONS = range(1, 41)
_CELLS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def version_that_fits(width: int, height: int) -> int | None:
    """Give the largest version that a terminal of so many columns and rows holds with ``TEXT_ROWS``; None for none."""
    fitting = (version for version in _VERSIONS if _fits(version, width, height - TEXT_ROWS))
    return max(fitting, default=None)


def drawn(frame: str, version: int) -> tuple[str, ...]:
    """Give the rows that show a frame, its quiet zone among them; all have as many characters as the code has modules.

    They are to be shown dark on light, whatever the theme: a block is ink, and a space is paper. Which mask it takes,
    the library chooses. Raises ``qrcode.exceptions.DataOverflowError`` for a frame longer than the version holds.
    """
    code = QRCode(version=version, error_correction=ERROR_CORRECT_L, border=_QUIET)
    code.add_data(frame, optimize=0)  # one segment, of the alphanumeric characters that a frame consists of
    code.make(fit=False)
    matrix = [[bool(module) for module in row] for row in code.get_matrix()]
    matrix.append([False] * len(matrix[0]))  # codes have an odd number of rows, and the last is quiet
    return tuple(
        "".join(_CELLS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(matrix[::2], matrix[1::2], strict=True)
    )


def _fits(version: int, width: int, rows: int) -> bool:
    modules = 17 + 4 * version + 2 * _QUIET
    return modules <= width and (modules + 1) // 2 <= rows
