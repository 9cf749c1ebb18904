"""What `make docs` says of the built pages: nothing is loaded from elsewhere, and every link leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.built import problems

WHOLE = (
    '<h1 id="top">A</h1><a href="b.html#end">b</a><a href="https://elsewhere">c</a><img src="data:image/png;base64,x">'
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "a.html").write_text(WHOLE)
    (tmp_path / "b.html").write_text('<p id="end"><a href="a.html">back</a>')
    return tmp_path


def test_a_whole_site_has_no_problem(site: Path) -> None:
    assert not list(problems(site))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ('<script src="https://elsewhere/x.js"></script>', "loads https://elsewhere/x.js"),
        ('<link href="//elsewhere/x.css">', "loads //elsewhere/x.css"),
        ('<img src="lost.png">', "lost.png leads nowhere"),
        ('<a href="c.html">', "c.html leads nowhere"),
        ('<a href="b.html#start">', "b.html#start leads nowhere"),
        ('<a href="#bottom">', "#bottom leads nowhere"),
    ],
)
def test_what_is_lost_or_fetched_is_told(site: Path, wrong: str, told: str) -> None:
    (site / "a.html").write_text(WHOLE + wrong)
    assert [problem for problem in problems(site) if told in problem]


def test_a_font_from_elsewhere_is_told(site: Path) -> None:
    (site / "style.css").write_text("@font-face { src: url('https://elsewhere/font.woff2') }")
    assert list(problems(site))
