"""What is wrong with an input: one value per fault, all of them reported together.

A fault carries no sentence. The faces (command, station) make the sentence from ``key`` and ``params``
in the user's language, so the same fault reads well in Vietnamese and in English.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

__all__ = ["BadInput", "Fault"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """One thing in an input that cannot be read as it stands.

    ``path`` is the file; ``location`` the place in it (``contests[0].seats``, ``row 12, column struck``, ``B7``);
    ``key`` names the sentence, and its part before the first full stop is the stable ``code`` of the formats; the
    sentence stands among the words of ``domain``.
    """

    path: str
    location: str
    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    domain: str = "fault"

    @property
    def code(self) -> str:
        """The stable code other programs rely on, such as ``bad_value`` for ``bad_value.not_a_date``."""
        return self.key.partition(".")[0]


class BadInput(Exception):
    """The input has faults; ``faults`` holds every one of them, in the order of the input."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("; ".join(f"{fault.path}: {fault.location}: {fault.key}" for fault in self.faults))
