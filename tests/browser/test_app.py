"""The app in a real browser: sliders change what is seen, worlds part, questions travel in links, files come down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from copsim.constellation.run import run_once
from copsim.constellation.scenario import read_scenario
from tests.app.serving import Server

from .conftest import AXE, Look, until
from .test_looks import CLIPPED, WIDTHS

IDLE = "document.querySelector('#status').textContent === '' && document.documentElement.dataset.ready === 'yes'"


@pytest.fixture(scope="module")
def server(chromium: Any) -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def slide(page: Any, key: str, value: float) -> None:
    moved = (
        "(input, to) => { input.value = to; for (const e of ['input', 'change']) input.dispatchEvent(new Event(e)); }"
    )
    page.locator(f"[data-key='{key}'] input").evaluate(moved, value)
    until(page, "document.querySelector('#status').textContent !== ''")
    until(page, IDLE)


def digests(page: Any) -> list[str]:
    return list(page.evaluate("copsim.S.meta.sides.map(s => s.digest)"))


def shown_replication(page: Any) -> int:
    return int(page.evaluate("copsim.S.meta.replication"))


def test_sliders_compare_branch_another_run_and_links(look: Look, server: Server) -> None:
    page = look.open(f"{server.url}/")
    until(page, IDLE)
    assert page.locator("figure").count() == 1
    slide(page, "weeks", 60)
    slide(page, "people.turnover", 0.02)
    here = {"weeks": 60, "people__turnover": 0.02}
    base = read_scenario("baseline").with_values(**here)
    assert digests(page) == [run_once(base, shown_replication(page)).digest]

    page.get_by_role("button", name="World B").click()
    page.locator("[data-key='sponsorship.relation'] select").select_option("supported")
    until(page, "copsim.S.meta.sides.length === 2")
    until(page, IDLE)
    arm = base.with_values(sponsorship__relation="supported")
    assert digests(page) == [run_once(one, shown_replication(page)).digest for one in (base, arm)]

    before = shown_replication(page)
    page.get_by_role("button", name="Another run").click()
    until(page, f"copsim.S.meta.replication === {before + 1}")
    assert digests(page) == [run_once(one, before + 1).digest for one in (base, arm)]

    link = page.url
    again = look.page.context.new_page()
    again.goto(link)
    again.wait_for_selector("html[data-ready=yes]", timeout=20_000)
    until(again, IDLE)
    assert digests(again) == digests(page)

    page.get_by_role("button", name="Drop world B").click()
    until(page, "copsim.S.meta.sides.length === 1")
    page.evaluate("copsim.go(30)")
    page.get_by_role("button", name="The expert leaves now").click()
    until(page, "copsim.S.meta.branch === 30 && document.querySelector('#status').textContent === ''")
    gone = base.with_values(people__leaving=[{"week": 30, "domain": "methods"}])
    assert digests(page) == [run_once(one, shown_replication(page)).digest for one in (base, gone)]
    assert page.locator("[data-key='people.members'] input").is_disabled(), "who is there cannot change in a branch"
    assert "the expert leaves" in page.locator("#events").inner_text()
    assert look.complaints == []
    assert all(url.startswith((server.url, "blob:")) for url in look.requests)


def test_files_come_down_and_hold_what_is_shown(look: Look, server: Server, tmp_path: Path) -> None:
    page = look.open(f"{server.url}/")
    until(page, IDLE)
    slide(page, "weeks", 30)
    for button, name in (
        ("Scenario (TOML)", "mine.toml"),
        ("Numbers (CSV)", "mine.csv"),
        ("Save as page", "mine.html"),
    ):
        with page.expect_download() as coming:
            page.get_by_role("button", name=button).click()
        coming.value.save_as(tmp_path / name)
    scenario = read_scenario(tmp_path / "mine.toml")
    digest = digests(page)[0]
    assert run_once(scenario, shown_replication(page)).digest == digest
    assert len((tmp_path / "mine.csv").read_text().splitlines()) == 31
    saved = look.page.context.new_page()
    saved.goto((tmp_path / "mine.html").as_uri())
    saved.wait_for_selector("html[data-ready=yes]")
    assert digests(saved) == [digest]


def test_a_wrong_question_in_a_link_is_said_and_the_panel_stays(look: Look, server: Server) -> None:
    question = json.dumps({"scenario": "baseline", "settings": {"people.membrs": 3}})
    look.page.goto(f"{server.url}/#{question}")
    until(look.page, "document.querySelector('#status').textContent.includes('did you mean')")
    look.page.get_by_role("button", name="Start anew").click()
    until(look.page, IDLE)
    assert look.page.locator("figure").count() == 1


@pytest.mark.parametrize("size", WIDTHS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_app_is_accessible_and_nothing_is_clipped(chromium: Any, server: Server, size: tuple[int, int]) -> None:
    context = chromium.new_context(viewport={"width": size[0], "height": size[1]})
    page = Look(context.new_page()).open(f"{server.url}/")
    until(page, IDLE)
    page.evaluate("copsim.go(50); document.querySelector('#more').open = true")
    assert page.evaluate(CLIPPED) == []
    if AXE:
        page.evaluate(Path(AXE).read_text(encoding="utf-8"))
        found = "async () => (await axe.run()).violations.map(v => [v.id, v.nodes.map(n => n.html)])"
        assert page.evaluate(found) == []
    context.close()
