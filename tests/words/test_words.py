"""Words give the sentence of a key, and refuse a key or a parameter that is a mistake."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from tally.words import Lang, Words, catalogue

PO = r"""
msgid ""
msgstr ""
"POT-Creation-Date: 2026-11-20 00:00+0000\n"
"Plural-Forms: {forms}\n"
"Content-Type: text/plain; charset=utf-8\n"

msgid "sample.plain"
msgstr "{plain}"

msgid "sample.two"
msgstr "{two}"

msgid "sample.key"
msgstr "{{key}}"

msgid "sample.ballots"
msgid_plural "sample.ballots"
{ballots}

msgid "sample.who"
msgid_plural "sample.who"
{who}
"""

SAMPLES = {
    Lang.VI: PO.format(
        forms="nplurals=1; plural=0;",
        plain="xong",
        two="{name} được {votes} phiếu",
        ballots='msgstr[0] "{n} phiếu"',
        who='msgstr[0] "người bằng phiếu: {names}"',
    ),
    Lang.EN: PO.format(
        forms="nplurals=2; plural=(n != 1);",
        plain="done",
        two="{name} has {votes} votes",
        ballots='msgstr[0] "one ballot"\nmsgstr[1] "{n} ballots"',
        who='msgstr[0] "the one tied is {names}"\nmsgstr[1] "the tied are {names}"',
    ),
}


@pytest.fixture(scope="module", autouse=True)
def _sample_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Put a domain ``sample`` beside nothing else, for the time of these tests."""
    locale = tmp_path_factory.mktemp("locale")
    for lang, text in SAMPLES.items():
        folder = locale / lang / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "sample.mo").open("wb") as compiled:
            write_mo(compiled, read_po(BytesIO(text.encode()), locale=lang))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "LOCALE", locale)
        catalogue._catalogue.cache_clear()
        yield
    catalogue._catalogue.cache_clear()


@pytest.fixture
def vi() -> Words:
    return Words(Lang.VI)


@pytest.fixture
def en() -> Words:
    return Words(Lang.EN)


def test_each_language_gives_its_own_sentence(vi: Words, en: Words) -> None:
    assert vi("sample.plain") == "xong"
    assert en("sample.plain") == "done"


def test_figures_in_a_sentence_have_their_thousands_apart(vi: Words, en: Words) -> None:
    assert vi("sample.two", name="Lê Thị An", votes=10_001) == "Lê Thị An được 10.001 phiếu"
    assert en("sample.two", name="Lê Thị An", votes=10_001) == "Lê Thị An has 10,001 votes"


def test_text_that_looks_like_a_figure_stays_as_it_is(vi: Words) -> None:
    assert vi("sample.key", key="2026") == "2026"


@pytest.mark.parametrize("name", ["{x}", "{votes}", "{0}", "{{", "}", "%s", "%(votes)d", "[b]", "\\n", ""])
def test_a_name_is_text_never_a_template(vi: Words, name: str) -> None:
    assert vi("sample.two", name=name, votes=3) == f"{name} được 3 phiếu"


@given(st.text())
def test_any_text_goes_into_a_sentence_unchanged(text: str) -> None:
    assert Words(Lang.EN)("sample.key", key=text) == text


def test_english_chooses_the_form_by_n(en: Words) -> None:
    assert [en("sample.ballots", n=n) for n in (0, 1, 2, 1_500)] == [
        "0 ballots",
        "one ballot",
        "2 ballots",
        "1,500 ballots",
    ]


def test_vietnamese_has_one_form(vi: Words) -> None:
    assert [vi("sample.ballots", n=n) for n in (0, 1, 2)] == ["0 phiếu", "1 phiếu", "2 phiếu"]


def test_n_may_choose_the_form_without_standing_in_it(vi: Words, en: Words) -> None:
    assert en("sample.who", n=1, names="4") == "the one tied is 4"
    assert en("sample.who", n=2, names="4, 7") == "the tied are 4, 7"
    assert vi("sample.who", n=2, names="4, 7") == "người bằng phiếu: 4, 7"


@pytest.mark.parametrize("key", ["sample.nothing", "nothing.at_all", "sample", "", "."])
@pytest.mark.parametrize("lang", Lang)
def test_a_key_that_nobody_wrote_is_refused(lang: Lang, key: str) -> None:
    assert not Words(lang).has(key)
    with pytest.raises(KeyError):
        Words(lang)(key)


@pytest.mark.parametrize("key", ["sample.plain", "sample.two", "sample.ballots"])
@pytest.mark.parametrize("lang", Lang)
def test_a_key_that_somebody_wrote_is_there(lang: Lang, key: str) -> None:
    assert Words(lang).has(key)


@pytest.mark.parametrize(
    ("key", "params"),
    [
        ("sample.two", {"name": "An"}),
        ("sample.two", {"name": "An", "vote": 3}),
        ("sample.ballots", {}),
        ("sample.who", {"names": "4, 7"}),
        ("sample.who", {"n": 1}),
    ],
)
@pytest.mark.parametrize("lang", Lang)
def test_a_missing_parameter_is_refused(lang: Lang, key: str, params: dict[str, str | int]) -> None:
    with pytest.raises(ValueError, match=rf"{key}: takes .*, was given "):
        Words(lang)(key, **params)


@pytest.mark.parametrize("lang", Lang)
def test_a_parameter_that_the_entry_does_not_name_is_left_out(lang: Lang) -> None:
    words = Words(lang)
    assert words("sample.two", name="An", votes=3, base=5) == words("sample.two", name="An", votes=3)
    assert words("sample.plain", n=1) == words("sample.plain")


def test_the_words_are_read_without_babel_and_only_when_asked_for() -> None:
    script = (
        "import sys, pathlib\n"
        "opened = []\n"
        "sys.addaudithook(lambda event, args: opened.append(args[0]) if event == 'open' else None)\n"
        "from tally.words import Lang, Words\n"
        "read = lambda: sorted(pathlib.Path(str(file)).name for file in opened if str(file).endswith('.mo'))\n"
        "words = Words(Lang.VI)\n"
        "print(read())\n"
        "words('term.to_check'), words('term.to_check'), words.has('rule.R1')\n"
        "print(read(), 'babel' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["[]", "['rule.mo', 'term.mo'] False"]


def test_the_catalogues_lie_beside_the_code() -> None:
    assert Path(catalogue.__file__).with_name("locale").is_dir()
