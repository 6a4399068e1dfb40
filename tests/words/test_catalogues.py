"""The catalogues are whole: both languages say the same things, and what is compiled is what is written."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from string import Formatter
from unicodedata import is_normalized

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import tally.words
from tally.words import Lang

LOCALE = Path(tally.words.__file__).parent / "locale"
FILES = sorted(LOCALE.glob("*/LC_MESSAGES/*.po"))
DOMAINS = sorted({file.stem for file in FILES})
PLURAL_FORMS = {"vi": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}

every_file = pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parts[-3]}-{file.stem}")
every_domain = pytest.mark.parametrize("domain", DOMAINS)


def read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parts[-3])


def entries(file: Path) -> dict[str, Message]:
    messages = [message for message in read(file) if message.id]
    return {message.id if isinstance(message.id, str) else message.id[0]: message for message in messages}


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def texts(file: Path) -> Iterator[tuple[str, str]]:
    for key, message in entries(file).items():
        for form in forms(message):
            yield key, form


def po(lang: Lang, domain: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / f"{domain}.po"


def test_there_are_catalogues() -> None:
    assert {"term", "rule", "reading"} <= set(DOMAINS)


@every_domain
def test_both_languages_have_the_same_keys(domain: str) -> None:
    assert entries(po(Lang.VI, domain)).keys() == entries(po(Lang.EN, domain)).keys()


@every_domain
def test_both_languages_have_the_same_placeholders(domain: str) -> None:
    vi, en = entries(po(Lang.VI, domain)), entries(po(Lang.EN, domain))
    for key in vi:
        wanted = placeholders(forms(vi[key])[0])
        plural = bool(vi[key].pluralizable)
        assert plural == bool(en[key].pluralizable), f"{key}: plural in one language only"
        for form in forms(en[key]):
            assert placeholders(form) == wanted or (plural and placeholders(form) | {"n"} == wanted | {"n"}), key


@every_file
def test_placeholders_are_plain_names(file: Path) -> None:
    for key, text in texts(file):
        for _, name, spec, conversion in Formatter().parse(text):
            assert name is None or (name.isidentifier() and not spec and conversion is None), key


@every_file
def test_keys_stand_in_the_domain_they_name(file: Path) -> None:
    for key in entries(file):
        assert re.fullmatch(rf"{file.stem}(\.[A-Za-z0-9_-]+)+", key), key


@every_file
def test_no_key_stands_twice(file: Path) -> None:
    written = re.findall(r'^msgid "(.+)"$', file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert sorted(written) == sorted(entries(file))


@every_file
def test_nothing_is_fuzzy_empty_or_left_over(file: Path) -> None:
    catalog = read(file)
    assert not catalog.obsolete
    assert not catalog.fuzzy
    for key, message in entries(file).items():
        assert not message.fuzzy, key
        assert len(forms(message)) == (catalog.num_plurals if message.pluralizable else 1), key
        assert all(form and form == form.strip() for form in forms(message)), key


@every_file
def test_plural_entries_repeat_their_key(file: Path) -> None:
    for message in entries(file).values():
        assert isinstance(message.id, str) or message.id[0] == message.id[1]


@every_file
def test_text_is_nfc(file: Path) -> None:
    assert is_normalized("NFC", file.read_text(encoding="utf-8"))


@every_file
def test_the_header_fixes_what_would_change_the_compiled_bytes(file: Path) -> None:
    header = file.read_text(encoding="utf-8").split("\n\n", maxsplit=1)[0]
    for line in (
        r'"POT-Creation-Date: 2026-11-20 00:00+0000\n"',
        r'"PO-Revision-Date: 2026-11-20 00:00+0000\n"',
        rf'"Language: {file.parts[-3]}\n"',
        rf'"Plural-Forms: {PLURAL_FORMS[file.parts[-3]]}\n"',
        r'"Content-Type: text/plain; charset=utf-8\n"',
    ):
        assert line in header


@every_file
def test_what_is_compiled_is_what_is_written(file: Path) -> None:
    compiled = BytesIO()
    write_mo(compiled, read(file))
    assert file.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make words`"


def test_nothing_is_compiled_that_is_not_written() -> None:
    assert sorted(LOCALE.glob("*/LC_MESSAGES/*.mo")) == [file.with_suffix(".mo") for file in FILES]
