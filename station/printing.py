"""The system's printer, where there is one."""

import subprocess
from shutil import which

__all__ = ["printed"]

SECONDS = 10
"""How long the printer's queue may take to answer."""


def printed(data: bytes, copies: int = 1) -> str:
    """Hand a text or a PDF to the system's printer, so often. Gives the key of what is to be said of it."""
    command = which("lp")
    if command is None:
        return "printing.no_printer"
    try:
        done = subprocess.run(
            [command, "-n", str(copies)], input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return "printing.not_printed"
    return "printing.printed" if done.returncode == 0 else "printing.not_printed"
