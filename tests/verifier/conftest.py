"""The auditor's page in a browser, opened by a file address as an auditor opens it."""

import pytest

from tally.verifier import page
from tests.verifier.browser import CHROMIUM, WHY_NOT, Browser


@pytest.fixture(scope="session")
def chromium(tmp_path_factory):
    if CHROMIUM is None:
        pytest.skip(WHY_NOT)
    browser = Browser(tmp_path_factory.mktemp("chromium"))
    yield browser
    browser.close()


@pytest.fixture
def browser(chromium, tmp_path):
    path = tmp_path / "kiểm tra.html"
    path.write_bytes(page())
    chromium.open(path)
    return chromium
