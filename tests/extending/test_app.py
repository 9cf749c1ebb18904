"""The app knows the extensions that it was started with; a browser can name no other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from copsim.app.answering import answer
from copsim.app.limits import Limits
from copsim.app.offering import Offer, offer_of
from copsim.app.server import beginning
from copsim.constellation.scenario import read_scenario
from copsim.foundation.errors import InputError
from copsim.foundation.extensions import LOADED
from tests.app.serving import Server

from .guilds import written

TINY = {"settings": {"weeks": 16, "people.members": 20, "people.units": 2}, "runs": 2, "replication": 0}
LIMITS = Limits()


def asked(offer: Offer, job: str = "replay", **given: Any) -> tuple[int, Any]:
    found = answer(job, json.dumps({**TINY, **given}).encode(), LIMITS, offer)
    return found.status, json.loads(found.body) if found.kind == "application/json" else found.body.decode()


@pytest.fixture
def offer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Offer:
    """A server that was started with guild.toml."""
    monkeypatch.chdir(written(tmp_path))
    return offer_of(["guild.toml"])


def test_its_choices_and_scenarios_are_there_from_the_start(offer: Offer) -> None:
    told = beginning(LIMITS, offer)
    assert told["scenarios"][0]["name"] == "guild"
    (structure,) = (control for control in told["controls"] if control["key"] == "structure.kind")
    assert "guild" in structure["choices"]


def test_any_scenario_may_have_the_structure_and_be_seen_by_the_measure(offer: Offer, tmp_path: Path) -> None:
    status, told = asked(offer, scenario="baseline", differs={"structure.kind": "guild"}, curves=["taught", "ability"])
    assert status == 200, told
    assert [curve["name"] for curve in told["meta"]["curves"]] == ["taught", "ability"]
    status, told = asked(offer, scenario="guild", curves=["taught"])
    assert status == 200, told
    status, text = asked(offer, "scenario.toml", scenario="guild")
    (tmp_path / "saved.toml").write_text(text, encoding="utf-8")
    assert read_scenario("saved.toml").structure.kind == "guild"


@pytest.mark.parametrize("table", ["settings", "differs"])
@pytest.mark.parametrize("key", ["extensions", " extensions", "extensions.0"])
@pytest.mark.parametrize("name", ["evil.py", "guild.py", "os"])
def test_a_request_cannot_have_a_file_or_a_package_run(
    table: str, key: str, name: str, offer: Offer, tmp_path: Path
) -> None:
    (tmp_path / "evil.py").write_text("open('ran', 'w').close()\nEXTENSION = ()\n", encoding="utf-8")
    before = set(LOADED)
    for one in (offer, Offer()):
        status, told = asked(one, **{table: {**TINY["settings"], key: [name]}})  # type: ignore[dict-item]
        assert status == 422
        assert any("the server's extensions are those it was started with" in said for said in told["said"])
    assert set(LOADED) == before
    assert not (tmp_path / "ran").exists()


def test_nor_can_it_name_a_scenario_that_does(offer: Offer, tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text("open('ran', 'w').close()\nEXTENSION = ()\n", encoding="utf-8")
    (tmp_path / "evil.toml").write_text('title = "E"\nextensions = ["evil.py"]\n', encoding="utf-8")
    for name in ("evil.toml", "evil", str(tmp_path / "evil.toml"), "guild.toml"):
        for key in ("scenario", "compare"):
            assert asked(offer, **{key: name})[0] == 422
    assert not (tmp_path / "ran").exists()


def test_what_is_wrong_with_scenarios_to_offer_is_said_before_anything_is_served(tmp_path: Path, offer: Offer) -> None:
    (tmp_path / "baseline.toml").write_text("weeks = 3\n", encoding="utf-8")
    (tmp_path / "bad.toml").write_text('extensions = ["none.py"]\n', encoding="utf-8")
    with pytest.raises(InputError) as refused:
        offer_of(["baseline.toml", "bad.toml", "march_1991"])
    said = str(refused.value)
    assert "baseline.toml: there is a scenario called 'baseline' already" in said
    assert "none.py: no such file" in said
    assert "march_1991: has no communities" in said


def test_a_server_and_its_workers_know_it(tmp_path: Path) -> None:
    written(tmp_path)
    server = Server("guild.toml", folder=tmp_path)
    try:
        start = json.loads(server.ask("start")[2])
        assert start["scenarios"][0]["name"] == "guild"
        status, _, body = server.ask("replay", json.dumps({**TINY, "scenario": "guild", "curves": ["taught"]}).encode())
        assert status == 200, body
    finally:
        server.close()
