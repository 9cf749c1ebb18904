"""A replay page in a real browser: it opens anywhere, says what the engine said, and does what a class asks of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from copsim.participation.levels import Level
from copsim.report.replaying import Replay
from copsim.report.told import BAND_STEPS, QUANTILES, STEPS, UNKNOWN, whole_steps

from .conftest import HOSTILE, Look, until

SKIP = "#predict .skip"


def test_a_page_opens_from_a_file_within_two_seconds_asking_for_nothing_and_complaining_of_nothing(
    look: Look, two_page: Path
) -> None:
    ready = []
    for _ in range(3):
        page = look.open(two_page.as_uri())
        ready.append(page.evaluate("performance.now()"))
    assert set(look.requests) == {two_page.as_uri()}
    assert look.complaints == []
    assert min(ready) < 2000
    assert page.locator("figure").count() == 2
    assert page.locator(".chart svg").count() == 3


def test_a_page_of_150_people_200_weeks_and_two_worlds_is_smaller_than_150_kb(two_page: Path) -> None:
    assert two_page.stat().st_size <= 150 * 1024


def test_a_page_works_in_a_sandboxed_frame(look: Look, two: Replay, tmp_path: Path) -> None:
    outer = tmp_path / "outer.html"
    outer.write_text(f"<!doctype html><html data-ready='yes'><body>{two._repr_html_()}</body></html>", encoding="utf-8")
    page = look.open(outer.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("html[data-ready=yes]").wait_for(timeout=20_000)
    inner.locator(SKIP).click()
    inner.locator("#forth").click()
    assert inner.locator("#now").inner_text() == "week 2 of 200"
    assert look.complaints == []


def test_every_number_of_every_week_is_the_engines(look: Look, two: Replay, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    sent = page.evaluate(
        """() => copsim.S.meta.sides.map(s => ({one: [...s.one], band: [...s.band], level: [...s.level],
           ability: [...s.ability], levels: [...s.levels], helper: [...s.helper], helped: [...s.helped],
           from: [...s.helpFrom], member: [...s.member], group: [...s.group], counts: [...s.counts]}))"""
    )
    for side, got in zip(two.sides, sent, strict=True):
        film = side.film
        assert got["level"] == (film.level + 1).ravel().tolist()
        assert got["ability"] == film.ability.ravel().tolist()
        assert got["member"] == film.member.tolist()
        assert got["group"] == film.group.tolist()
        counted = [film.series[level.name.lower()].tolist() for level in Level]
        assert np.reshape(got["levels"], (len(Level), -1)).tolist() == counted
        expected = np.array([whole_steps(curve.of(film.series), STEPS) for curve in two.curves])
        assert got["one"] == expected.ravel().tolist()
        bands = [np.quantile(side.ensemble[curve.name], QUANTILES, axis=0) for curve in two.curves]
        assert got["band"] == whole_steps(np.concatenate(bands), BAND_STEPS).ravel().tolist()
        weeks = np.repeat(np.arange(1, 201), np.diff(got["from"]))
        helped = sorted(zip(weeks.tolist(), got["helper"], got["helped"], strict=True))
        assert helped == sorted(map(tuple, film.help.tolist()))
        for g in range(len(film.labels)):
            at_core = (film.level[film.group == g] == Level.CORE).sum(axis=0)
            assert np.reshape(got["counts"], (-1, 200))[7 * g + 6].tolist() == at_core.tolist()


def test_table_chart_and_sentence_say_the_same(look: Look, two: Replay, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    for week in (1, 5, 77, 200):
        page.evaluate(f"copsim.go({week})")
        sentence = page.locator("#say").inner_text()
        table = page.locator("#week-table table").evaluate(
            "t => [...t.rows].map(r => [...r.cells].map(c => c.textContent))"
        )
        for n, curve in enumerate(two.curves):
            values = [float(curve.of(side.film.series)[week - 1]) for side in two.sides]
            said = ["not known yet" if np.isnan(v) else f"{np.floor(v * STEPS + 0.5) / STEPS:.1f} %" for v in values]
            assert table[1 + n][1:] == said
            assert f"{curve.label.lower()} {said[0]} in A and {said[1]} in B" in sentence
            told = page.locator(".chart svg").nth(n).get_attribute("aria-label")
            assert all(text in told for text in said)
        levels = [
            [int(side.film.series[level.name.lower()][week - 1]) for side in two.sides] for level in reversed(Level)
        ]
        assert [[int(cell) for cell in row[1:]] for row in table[1 + len(two.curves) :]] == levels


def test_play_is_locked_until_a_guess_and_the_guess_is_shown_beside_the_result(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    assert page.locator("#play").is_disabled()
    page.keyboard.press("ArrowRight")
    assert page.locator("#now").inner_text() == "week 1 of 200"
    page.locator("#predict .opts button").nth(1).click()
    assert page.locator("#play").is_enabled()
    assert "You predicted: about the same" in page.locator("#predict").inner_text()
    page.locator("h1").click()
    page.keyboard.press("End")
    result = page.locator("#predict").inner_text()
    assert "You predicted: about the same. In this run it was: much higher" in result
    assert "middle 80 %" in result


def test_bands_are_drawn_only_as_far_as_the_class_has_watched(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    width = "copsim.S.charts[2].seen.getAttribute('width') * 1"
    page.evaluate("copsim.go(50)")
    assert page.evaluate(width) < page.evaluate("copsim.S.charts[2].x(50)") + 1
    page.evaluate("copsim.go(20)")
    assert page.evaluate(width) > page.evaluate("copsim.S.charts[2].x(48)"), "what was watched stays"


def test_play_pause_scrub_keys_and_views(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    page.locator(SKIP).click()
    page.locator("#play").click()
    until(page, "copsim.S.t > 3")
    page.locator("#play").click()
    stopped = page.evaluate("copsim.S.t")
    page.wait_for_timeout(300)
    assert page.evaluate("copsim.S.t") == stopped
    assert stopped == int(stopped)
    page.locator("#scrub").fill("99")
    assert page.locator("#now").inner_text() == "week 100 of 200"
    page.locator("h1").click()
    for key, week in (("ArrowRight", 101), ("Shift+ArrowRight", 114), ("ArrowLeft", 113), ("Home", 1), ("End", 200)):
        page.keyboard.press(key)
        assert page.locator("#now").inner_text() == f"week {week} of 200"
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    until(page, "copsim.S.playing && copsim.S.t > 1")
    page.keyboard.press("Space")
    assert not page.evaluate("copsim.S.playing")
    page.get_by_role("button", name="B only").click()
    assert page.locator("figure:visible").count() == 1
    assert " in A" not in page.locator("#say").inner_text()


def test_the_same_week_has_the_same_pixels_however_it_was_reached(look: Look, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    shot = "copsim.S.stages.map(s => s.canvas.toDataURL())"
    page.evaluate("copsim.go(60)")
    direct = page.evaluate(shot)
    page.evaluate("for (let w = 1; w <= 80; w++) copsim.go(w)")
    assert page.evaluate(shot) != direct
    page.evaluate("copsim.go(60)")
    assert page.evaluate(shot) == direct


def test_one_person_is_followed_in_both_worlds_and_every_move_has_the_rules_terms(
    look: Look, two: Replay, two_page: Path
) -> None:
    page = look.open(two_page.as_uri())
    moves = two.sides[1].film.moves
    last = int(np.flatnonzero(moves.week < 200)[-1])
    m, week = int(moves.membership[last]), int(moves.week[last])
    person = int(two.sides[1].film.member[m]) + 1
    page.evaluate(f"copsim.go({week})")
    page.locator("#who").select_option(str(person - 1))
    columns = page.locator("#who-card .why")
    assert columns.count() == 2
    assert all(f"Person {person}" in columns.nth(n).inner_text() for n in (0, 1))
    told = columns.nth(1).inner_text()
    assert f"Week {week}: " in told
    assert f"{int(moves.minutes[last]) // 13} min a week over 13 weeks" in told
    names = ("interest", "learning", "helped", "belonging", "load", "recognition", "eased", "control")
    shown = page.evaluate(f"copsim.S.meta.sides[1].moves.get({m}).find(move => move.week === {week - 1})")
    for name in names:
        assert shown[name] == pytest.approx(float(getattr(moves, name)[last]), abs=0.005001)
    assert shown["level"] == int(moves.level[last]) + 1
    page.get_by_role("button", name="stop following").click()
    assert page.locator("#who-card").is_hidden()


def test_a_click_on_a_dot_follows_whoever_stands_there(look: Look, two: Replay, two_page: Path) -> None:
    page = look.open(two_page.as_uri())
    page.evaluate("copsim.go(100)")
    x, y, who = page.evaluate("(s => [s.at[10], s.at[11], s.side.member[5]])(copsim.S.stages[0])")
    page.locator("canvas").first.click(position={"x": x, "y": y})
    assert page.evaluate("copsim.S.who") == who


def test_hostile_names_appear_as_text(look: Look, hostile: Path) -> None:
    look.page.on("dialog", lambda dialog: pytest.fail(f"a name ran as a script: {dialog.message}"))
    page = look.open(hostile.as_uri())
    page.locator(SKIP).click()
    page.evaluate("copsim.go(20)")
    page.evaluate("copsim.follow(3)")
    text = page.locator("body").inner_text()
    assert HOSTILE[0] in text
    assert HOSTILE[1] in page.title()
    assert page.locator("img").count() == 0
    assert look.complaints == []
    assert look.requests == [hostile.as_uri()]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_large_worlds_are_drawn_as_rings_and_one_community_can_be_opened(look: Look, teams: Path) -> None:
    page = look.open(teams.as_uri())
    page.locator(SKIP).click()
    page.evaluate("copsim.go(40)")
    assert page.evaluate("copsim.S.stages[0].many.length") > 8
    page.locator("summary", has_text="Numbers of this week").click()
    rows = page.locator("#groups tbody tr")
    assert rows.count() == page.evaluate("copsim.S.meta.sides[0].G")
    rows.nth(2).locator("button").click()
    assert page.evaluate("copsim.S.stages[0].only") == 2
    page.get_by_role("button", name="all communities").click()
    assert page.evaluate("copsim.S.stages[0].only") == -1
    assert look.complaints == []


def test_without_javascript_there_is_a_still_picture_and_its_numbers(
    chromium: Any, two: Replay, two_page: Path
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(two_page.as_uri())
    assert page.locator(".still svg").count() == 2
    last = float(two.curves[0].of(two.sides[0].film.series)[-1])
    assert f"{last:.1f}" in page.locator(".still table").inner_text()
    assert page.locator("#replay").is_hidden()
    context.close()


def test_with_reduced_motion_people_stand_in_weeks_and_do_not_glide(chromium: Any, two_page: Path) -> None:
    context = chromium.new_context(viewport={"width": 1366, "height": 768}, reduced_motion="reduce")
    page = Look(context.new_page()).open(two_page.as_uri())
    places = page.evaluate(
        "[100, 100.5].map(t => { copsim.S.t = t; copsim.go(t + 1); return [...copsim.S.stages[0].at]; })"
    )
    assert places[0] == places[1]
    context.close()


def test_what_is_not_known_is_not_drawn_as_nothing(two: Replay) -> None:
    curve = next(curve for curve in two.curves if curve.name == "core_active")
    assert (whole_steps(curve.of(two.sides[0].film.series))[:12] == UNKNOWN).all()
