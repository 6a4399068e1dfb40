"""The trust files of many organisations: which are versions of one another, and the chain that a record stands under.

A heading is read of every file; whether a version is sound and approved is asked where a record names it. A version
that nobody approved is left out and named, so that whoever sends a false one takes nothing from the true one; two that
were both approved are a matter for people, and then none of that chain counts.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pydantic import TypeAdapter

from tally.archive.store import Problem, problem_of
from tally.congress import Mode
from tally.faults import BadInput
from tally.record import note, trust
from tally.record.fingerprint import fingerprint
from tally.record.form import read_model
from tally.record.refusal import Refused
from tally.record.trust import TrustFile
from tally.record.trust_chain import TrustChain, chained
from tally.record.trust_model import TrustModel

__all__ = ["Basis", "Heading", "approved", "basis_of", "heading_of", "read_basis", "written_basis"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heading:
    """What a trust file says of itself: ``hash`` is that of the text, ``sha256`` that of the file with signatures."""

    path: str
    sha256: str
    hash: str
    organisation: str
    version: int
    previous: str | None
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Basis:
    """What records are judged by: chains of versions, each from low to high, the pins, and what is expected of them.

    ``chains`` are by a name that changes whenever anything in the chain does; ``of`` gives it by the hash of a version.
    With ``given`` they are those that were named for the run, and none that came in. Once anybody compared a
    fingerprint, chains without one prove nothing: ``not_compared`` are the hashes of their versions.
    """

    chains: Mapping[str, tuple[Heading, ...]]
    of: Mapping[str, str]
    pins: tuple[str, ...]
    expected: Mode
    given: bool = False
    not_compared: frozenset[str] = frozenset()

    def judged(self, trust_hash: str | None) -> str:
        """Give what a record that names a version was judged by: the same text as long as it would be judged alike."""
        return f"{self.expected} {self.of.get(trust_hash or '') or self.lacks(trust_hash)}"

    def lacks(self, trust_hash: str | None) -> str:
        """Say why a record that names a version is proved by none: the code of a sentence."""
        if trust_hash in self.of:
            return "not_settled"
        if trust_hash in self.not_compared:
            return "not_compared"
        return "not_given" if self.given else "not_in_archive"


_BASIS = TypeAdapter(Basis)


def heading_of(path: str, data: bytes) -> Heading:
    """Read the heading of a trust file. Raises Refused for what is none; who signed it is not looked at yet."""
    text = note.parse(data).text.encode()
    model = read_model(TrustModel, text, "bad_trust")
    return Heading(
        path=path,
        sha256=sha256(data).hexdigest(),
        hash=sha256(text).hexdigest(),
        organisation=model.organisation.code,
        version=model.version,
        previous=model.previous,
        fingerprint=fingerprint(text),
    )


def basis_of(
    headings: Iterable[Heading], *, pins: Sequence[str] = (), expected: Mode = Mode.REAL, given: bool = False
) -> Basis:
    """Put versions that name one another together. Raises Refused (``pin_differs``) for a pin that is of none."""
    every = sorted(headings, key=lambda one: (one.version, one.path))
    if set(pins) - {one.fingerprint for one in every}:
        raise Refused("pin_differs")
    before = {one.hash: one.previous for one in every}
    families: dict[str, list[Heading]] = {}
    for one in every:
        families.setdefault(_first(one.hash, before), []).append(one)
    compared = [family for family in families.values() if not pins or any(one.fingerprint in pins for one in family)]
    chains = {_named(family, pins): tuple(family) for family in compared}
    of = {one.hash: name for name, family in chains.items() for one in family}
    return Basis(
        chains=chains,
        of=of,
        pins=tuple(pins),
        expected=expected,
        given=given,
        not_compared=frozenset(one.hash for one in every if one.hash not in of),
    )


def written_basis(basis: Basis) -> bytes:
    """Write a basis, so that it can be sent."""
    return _BASIS.dump_json(basis)


def read_basis(data: bytes) -> Basis:
    """Read a basis as ``written_basis`` wrote it."""
    return _BASIS.validate_json(data)


def approved(
    headings: Iterable[Heading], pins: Sequence[str], load: Callable[[str], bytes]
) -> tuple[TrustChain | None, dict[str, Problem]]:
    """Read the versions of one chain and prove them; give the chain, and what is wrong with files that are left out.

    With pins there is a chain only if one of them is of a version that stands: what was compared is then what counts.
    """
    kept: list[TrustFile] = []
    chain: TrustChain | None = None
    problems: dict[str, Problem] = {}
    for one in headings:
        try:
            file = trust.read(load(one.path))
            if any(file.sha256 == other.sha256 for other in kept):
                continue  # the same version with other signatures, of which those before were enough
            chain = chained([*kept, file], ())
        except (Refused, BadInput) as why:
            problems[one.path] = problem_of(why)
            if isinstance(why, Refused) and why.code == "version_twice" and _is_approved(file, kept):
                return None, problems
        else:
            kept.append(file)
    own = [pin for pin in pins if pin in {file.fingerprint for file in kept}]
    if pins:
        chain = chained(kept, own) if own else None
    return chain, problems


def _is_approved(file: TrustFile, kept: Iterable[TrustFile]) -> bool:
    """Whether a version would stand, were there not another of its number."""
    try:
        chained([*(one for one in kept if one.trust.version < file.trust.version), file], ())
    except Refused:
        return False
    return True


def _first(version: str, before: Mapping[str, str | None]) -> str:
    """Give the lowest version that is there below one. Hashes lead back, never round."""
    while (lower := before[version]) in before and lower is not None:
        version = lower
    return version


def _named(family: Iterable[Heading], pins: Sequence[str]) -> str:
    said = [f"{one.sha256} {one.fingerprint in pins}" for one in family]
    return sha256("\n".join(sorted(said)).encode()).hexdigest()[:16]
