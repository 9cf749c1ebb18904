"""The board in a real browser: it works out what copsim works out, for the study's prices and for any others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from copsim.report.board import board, csv_of
from copsim.study.strategy.ledger import net_value
from copsim.study.strategy.settings import StrategySettings
from copsim.study.strategy.told import headline
from copsim.study.strategy.verdict import Verdict, weigh
from tests.strategy.small_study import small_verdict

from .conftest import AXE, Look

TOLD = """() => { const R = board.R; return {
  value: R.value, regret: R.regret, worst: R.worst, enough: R.enough, means: R.means, named: R.named, w: R.w,
  against: R.against, paid: R.paid, dips: R.dips,
  cycles: R.cycles.map(c => c.by), say: document.getElementById("say").textContent,
  bars: R.bars.map(b => ({key: b.key, switches: b.switches, turns: b.turns,
    at: b.at.map(e => [e.mean, e.low, e.high])})),
  worth: R.worth.map(one => [one.key, one.value, one.luck]) } }"""


@pytest.fixture(scope="module")
def page_of(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("board") / "board.html"
    path.write_text(board(*small_verdict()), encoding="utf-8")
    return path


def same(got: dict[str, Any], verdict: Verdict) -> None:
    """Every number of the page is the study's."""
    scale = float(np.abs(verdict.value).max())
    near = {"rtol": 1e-9, "atol": 1e-9 * scale}
    np.testing.assert_allclose(got["value"], verdict.value, **near)
    np.testing.assert_allclose(got["regret"], verdict.regret, **near)
    np.testing.assert_allclose(got["worst"], verdict.worst, **near)
    np.testing.assert_allclose(got["enough"], verdict.enough, rtol=1e-12)
    np.testing.assert_allclose(np.transpose(got["named"]), verdict.named, **near)
    np.testing.assert_allclose(np.transpose(got["cycles"]), verdict.cycles, rtol=1e-9)
    assert got["w"] == verdict.weight.tolist()
    assert got["paid"] == verdict.paid_back
    assert [one["week"] for one in got["dips"]] == [one.place for one in verdict.dips]
    np.testing.assert_allclose([one["value"] for one in got["dips"]], [one.value for one in verdict.dips], **near)
    assert [(one["wins"], one["futures"], one["toss"]) for one in got["against"]] == [
        (one.wins, one.futures, one.coin_toss) for one in verdict.against_evenly
    ]
    assert [bar["key"] for bar in got["bars"]] == [bar.key for bar in verdict.bars]
    for bar, told in zip(got["bars"], verdict.bars, strict=True):
        np.testing.assert_allclose(bar["at"], [[one.mean, one.low, one.high] for one in told.differences], **near)
        np.testing.assert_allclose(bar["switches"], told.switches, rtol=1e-6)
        assert bar["turns"] == told.turns
    told = {worth.key: worth for worth in verdict.worth}
    assert [round(value / scale, 8) for _, value, _ in got["worth"]] == [
        round(worth.value / scale, 8) for worth in verdict.worth
    ]
    for key, value, luck in got["worth"]:
        assert luck == pytest.approx(told[key].by_luck)
        assert value == pytest.approx(told[key].value, rel=1e-9, abs=1e-9 * scale)


def test_the_board_opens_from_a_file_and_says_what_the_study_found(look: Look, page_of: Path) -> None:
    page = look.open(page_of.as_uri())
    verdict, _ = small_verdict()
    got = page.evaluate(TOLD)
    assert set(look.requests) == {page_of.as_uri()}
    assert look.complaints == []
    same(got, verdict)
    assert got["say"] == headline(verdict)
    assert page.locator("#regret tbody tr").count() == len(verdict.options)
    assert "Gap <first>" in page.locator("#table").inner_text()  # a name is text, never a tag


def moved(asked: StrategySettings, **money: tuple[float, float, float]) -> StrategySettings:
    changed = asked.model_dump(exclude={"named", "uncertain"}) | {
        "named": {name: one.model_dump() for name, one in asked.named.items()},
        "uncertain": {key: one.model_dump() for key, one in asked.uncertain.items()},
    }
    for name, (low, base, high) in money.items():
        table = changed["discount"] if name == "discount" else changed["money"][name]
        table |= {"low": low, "base": base, "high": high}
    return StrategySettings.model_validate(changed)


def test_prices_moved_on_the_page_weigh_as_a_study_with_these_prices_would(look: Look, page_of: Path) -> None:
    from copsim.study.strategy.futures import base_future, futures_of, named_futures, steps_of

    verdict, _ = small_verdict()
    page = look.open(page_of.as_uri())
    prices = {"hour": (5.0, 20.0, 25.0), "solution": (900.0, 4000.0, 9000.0), "discount": (0.0, 0.1, 0.2)}
    asked = moved(verdict.asked, **prices)
    alone = [base_future(asked), *(one for step in steps_of(asked) for one in step.futures), *named_futures(asked)]
    by_name = {one.name: one for one in alone}
    narrow = verdict.alone._replace(futures=[by_name[one.name] for one in verdict.alone.futures])
    fresh = weigh(asked, verdict.ledger._replace(futures=futures_of(asked)), narrow, [])
    assert not np.allclose(net_value(verdict.ledger), net_value(fresh.ledger))
    for key, values in prices.items():
        for end, value in zip(("high", "base", "low"), values[::-1], strict=True):
            page.fill(f"input[data-key={key}][data-end={end}]", str(value))
            page.dispatch_event(f"input[data-key={key}][data-end={end}]", "change")
    page.locator("#options button", has_text=fresh.asked.name_of(fresh.options[fresh.lead])).click()
    got = page.evaluate(TOLD)
    same(got, fresh)
    assert got["say"] == headline(fresh) or fresh.lead != verdict.lead
    page.click("#reset")
    same(page.evaluate(TOLD), verdict)


def test_the_verdict_turns_when_and_only_when_a_price_crosses_the_point_that_the_board_names(
    look: Look, page_of: Path
) -> None:
    page = look.open(page_of.as_uri())
    tried = 0
    for lead in range(page.locator("#options button").count()):
        if page.evaluate("board.other") == lead:
            continue
        page.locator("#options button").nth(lead).click()
        for bar in page.evaluate(TOLD)["bars"]:
            if bar["key"] not in ("hour", "solution", "attributable") or len(bar["switches"]) != 1:
                continue
            (point,) = bar["switches"]
            low, high = (page.input_value(f"input[data-key={bar['key']}][data-end={end}]") for end in ("low", "high"))
            signs = []
            for value in (float(low), point * 0.999, point * 1.001, float(high)):
                page.fill(f"input[data-key={bar['key']}][data-end=base]", str(value))
                page.dispatch_event(f"input[data-key={bar['key']}][data-end=base]", "change")
                named = page.evaluate("board.R.named[0]")
                signs.append(named[lead] > named[page.evaluate("board.other")])
            assert signs in ([True, True, False, False], [False, False, True, True]), (bar["key"], lead)
            page.click("#reset")
            page.locator("#options button").nth(lead).click()
            tried += 1
    assert tried, "the small study has no switch point left to test"


def test_futures_are_cut_by_an_assumption_and_a_wrong_range_says_so(look: Look, page_of: Path) -> None:
    page = look.open(page_of.as_uri())
    page.fill("input[data-key='people.turnover'][data-end=high]", "0.004")
    page.dispatch_event("input[data-key='people.turnover'][data-end=high]", "change")
    verdict, _ = small_verdict()
    kept = [future.keys["people.turnover"] <= 0.004 for future in verdict.ledger.futures]
    assert [weight > 0 for weight in page.evaluate("board.R.w")] == kept
    assert page.locator("#many").inner_text() == f"{sum(kept)} of {len(kept)} futures"
    page.fill("input[data-key='people.turnover'][data-end=high]", "0.0001")
    page.dispatch_event("input[data-key='people.turnover'][data-end=high]", "change")
    assert "the low end comes first" in page.locator("#say").inner_text()


def test_what_is_taken_along_is_what_the_study_found(look: Look, page_of: Path, tmp_path: Path) -> None:
    from copsim.constellation.scenario import read_scenario

    page = look.open(page_of.as_uri())
    verdict, _ = small_verdict()
    with page.expect_download() as told:
        page.click("#csv")
    told.value.save_as(tmp_path / "board.csv")
    theirs = [line.split(",")[3] for line in (tmp_path / "board.csv").read_text().splitlines()[1:]]
    ours = [line.split(",")[3] for line in csv_of(verdict).splitlines()[1:]]
    assert [float(one) for one in theirs] == pytest.approx([float(one) for one in ours], rel=1e-9)
    with page.expect_download() as told:
        page.click("#toml")
    told.value.save_as(tmp_path / "taken.toml")
    assert read_scenario(tmp_path / "taken.toml").people.members == 24


@pytest.mark.parametrize("width", [1366, 390])
def test_nothing_is_wider_than_the_window_and_axe_finds_nothing(look: Look, page_of: Path, width: int) -> None:
    look.page.set_viewport_size({"width": width, "height": 768})
    page = look.open(page_of.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if not AXE:
        pytest.skip("COPSIM_AXE names no axe.min.js")
    page.evaluate(Path(AXE).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes[0].html))")
    assert found == []


def test_the_board_is_printed_on_one_page(look: Look, page_of: Path) -> None:
    look.page.set_viewport_size({"width": 1366, "height": 768})
    page = look.open(page_of.as_uri())
    made = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1
