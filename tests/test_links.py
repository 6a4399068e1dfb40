"""What a page points to is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = sorted(page for page in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_inside_the_project_leads_somewhere(page):
    links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text())
    inside = [link for link in links if not link.startswith(("http:", "https:"))]
    missing = [link for link in inside if not (page.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_of_the_project_that_a_page_names_is_there(page):
    """`tally/course.py`, `docs/rules.md`, `tests/cases/`: a page that names what was moved is no longer true."""
    named = set(re.findall(r"`((?:tally|tests|tools|docs|station|requirements)/[\w./-]*)`", page.read_text()))
    missing = [name for name in named if not (ROOT / name).exists()]
    assert missing == []
