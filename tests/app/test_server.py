"""The app's server: what it answers, what it refuses and in what words, and that it leaves nothing behind."""

from __future__ import annotations

import io
import json
import operator
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas
import pytest

from copsim.app.answering import Answer, answer
from copsim.app.controls import FIRST, controls, step_of
from copsim.app.keeping import Answers
from copsim.app.limits import Asked, Limits
from copsim.app.offering import Offer
from copsim.app.server import application
from copsim.app.serving import listening
from copsim.app.workers import Busy
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario, parameters, read_scenario
from copsim.foundation.errors import InputError
from copsim.report.packing import Packed, unpacked

from .serving import TINY, ask, asked, told

LIMITS = Limits()


def test_a_replay_is_that_of_the_engine() -> None:
    found = answer("replay", asked(**TINY, replication=1, differs={"people.brokers": 0.9}), LIMITS)
    assert found.status == 200
    data = told(found)
    assert [side["key"] for side in data["meta"]["sides"]] == ["A", "B"]
    columns = unpacked(Packed(data["columns"], data["text"]))
    for side in data["meta"]["sides"]:
        values = {key.replace(".", "__"): value for key, value in TINY["settings"].items()}  # type: ignore[attr-defined]
        brokers = {"people__brokers": 0.9} if side["key"] == "B" else {}
        lived = run_once(read_scenario("baseline").with_values(**values, **brokers), 1)
        assert side["digest"] == lived.digest
        assert columns[f"{side['key']}.one"][0].tolist() == np.floor(lived.series["ability"] * 10000 + 0.5).tolist()


def test_the_numbers_are_the_series_of_the_run_shown() -> None:
    found = answer("numbers.csv", asked(**TINY, replication=0), LIMITS)
    table = pandas.read_csv(io.BytesIO(found.body))
    values = {key.replace(".", "__"): value for key, value in TINY["settings"].items()}  # type: ignore[attr-defined]
    lived = run_once(read_scenario("baseline").with_values(**values), 0)
    assert table["week"].tolist() == list(range(1, 17))
    for name, series in lived.series.items():
        assert table[name].to_numpy() == pytest.approx(series, nan_ok=True), name


def test_the_scenario_can_be_downloaded_and_read_again(tmp_path: Path) -> None:
    body = {"settings": {**TINY["settings"], "structure.kind": "team"}, "differs": {"people.brokers": 0.9}}
    for side, brokers in (("A", {}), ("B", {"people__brokers": 0.9})):
        found = answer("scenario.toml", asked(**body, side=side), LIMITS)
        assert found.name == f"baseline-{side}.toml"
        path = tmp_path / found.name
        path.write_bytes(found.body)
        values = {key.replace(".", "__"): value for key, value in body["settings"].items()}
        assert read_scenario(path) == read_scenario("baseline").with_values(**values, **brokers)
    branched = answer("scenario.toml", asked(differs={"people.turnover": 0.01}, branch=20), LIMITS)
    assert "--branch 20 --then people.turnover=0.01" in branched.body.decode()


def test_the_page_can_be_saved() -> None:
    found = answer("lesson.html", asked(**TINY), LIMITS)
    assert found.name == "baseline.html"
    assert found.body.startswith(b"<!doctype html>")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"{", ["is not JSON"]),
        (b"[]", ["expected a JSON object"]),
        (asked(scenario="basline", x=1), ["x: unknown key"]),
        (asked(scenario="basline"), ["did you mean 'baseline'"]),
        (asked(scenario="../secret"), ["no scenario of this server"]),
        (asked(scenario="/etc/passwd.toml"), ["no scenario of this server"]),
        (asked(compare="march_1991"), ["no scenario of this server"]),
        (asked(curves=["abilty"]), ["did you mean 'ability'"]),
        (asked(settings={"people.membrs": 1, "weeks": 0}), ["people.membrs", "weeks"]),
        (asked(runs=101), ["at most 100"]),
        (asked(settings={"people.members": 2001}), ["at most 2,000"]),
        (asked(settings={"people.members": 2000, "weeks": 10000}), ["is beyond 10,000,000"]),
        (asked(runs="3"), ["runs"]),
        (
            asked(scenario="basline", x=1, runs="3", curves=["abilty"]),
            ["'baseline'", "x: unknown", "runs", "'ability'"],
        ),
        (asked(labels=["one"], differs={"people.turnover": 0.01}), ["1 labels for 2 worlds"]),
        (asked(side="B"), ["there is no world B"]),
        (b'{"labels": ["\\ud800"]}', ["half a character"]),
        (b'{"settings": {"also": ' + b"[" * 500 + b"]" * 500 + b"}}", ["nested too deeply"]),
    ],
)
def test_what_is_wrong_is_told_in_the_checkers_words(body: bytes, said: list[str]) -> None:
    found = answer("replay", body, LIMITS)
    assert found.status == 422
    text = "\n".join(told(found)["said"])
    assert all(part in text for part in said), text


def test_every_number_and_choice_of_a_scenario_is_a_control_once() -> None:
    made = controls()
    keys = [control["key"] for control in made]
    assert len(keys) == len(set(keys))
    assert tuple(keys[: len(FIRST)]) == FIRST
    arrays = ("domain.innovation.", "also.", "sponsorship.change.", "people.leaving.")
    for key, declared in parameters().items():
        simple = isinstance(declared.default, int | float) and declared.high is not None
        if (simple or declared.choices) and key != "seed" and not key.startswith(arrays):
            assert key in keys
    base = Scenario()
    for control in made:
        assert control["meaning"]
        if control["kind"] == "slider":
            assert control["low"] < control["high"]
            for end in ("low", "high"):
                assert parameters()[control["key"]].low <= control[end] <= parameters()[control["key"]].high
    assert base.people.members == next(c["default"] for c in made if c["key"] == "people.members")
    assert [step_of(span) for span in (1, 0.05, 3, 40)] == [0.01, 0.0005, 0.05, 0.5]


def test_clients_that_ask_too_often_are_told_to_wait() -> None:
    asking = Asked(3)
    assert [asking.may("a") for _ in range(4)] == [True, True, True, False]
    assert asking.may("b")


def test_answers_are_shared_while_they_are_made_and_kept_within_bounds() -> None:
    import asyncio

    made = []

    async def run() -> None:
        answers = Answers(25)

        async def make(key: str, status: int = 200) -> Answer:
            made.append(key)
            await asyncio.sleep(0.01)
            return Answer(status, "x", b"0123456789")

        got = await asyncio.gather(*(answers.get("one", lambda: make("one")) for _ in range(30)))
        assert len(set(got)) == 1
        assert made == ["one"]
        for key in ("two", "three"):
            await answers.get(key, lambda key=key: make(key))  # type: ignore[misc]
        await answers.get("one", lambda: make("one"))
        assert made == ["one", "two", "three", "one"], "the first was given up for the third"
        await answers.get("bad", lambda: make("bad", 422))
        await answers.get("bad", lambda: make("bad", 422))
        assert made[-2:] == ["bad", "bad"], "a refusal is not kept"

    with ThreadPoolExecutor(1) as thread:  # a browser's tests may have a loop of their own in this one
        thread.submit(asyncio.run, run()).result()


def test_a_port_that_is_taken_is_said() -> None:
    with listening("127.0.0.1", 0) as bound, pytest.raises(InputError, match="another port: --port"):
        listening("127.0.0.1", bound.getsockname()[1])


def test_an_address_of_another_machine_is_said() -> None:
    for host in ("192.0.2.1", "no such host"):
        with pytest.raises(InputError, match=r"--host: .* is no address of this machine"):
            listening(host, 0)


# ---- the application, with workers that only wait


class Waiting:
    """Workers that answer after a while."""

    def __init__(self, count: int, limits: Limits, offer: Offer) -> None:
        self.limits, self.here = limits, 0

    async def do(self, job: str, body: bytes) -> Answer:
        import asyncio

        if self.here > self.limits.waiting:
            raise Busy
        self.here += 1
        await asyncio.sleep(0.2)
        self.here -= 1
        return Answer(200, "application/json", b"{}")

    def end(self) -> None:
        """Nothing to end."""


@contextmanager
def served(limits: Limits) -> Iterator[Callable[[bytes], tuple[int, dict[str, str], Any]]]:
    """The application in a thread of this process; gives what asks it for a replay."""
    import uvicorn

    bound = listening("127.0.0.1", 0)
    running = uvicorn.Server(uvicorn.Config(application(limits), log_level="error", lifespan="on"))
    thread = threading.Thread(target=running.run, kwargs={"sockets": [bound]})
    thread.start()
    yield lambda body: asking(f"http://127.0.0.1:{bound.getsockname()[1]}/replay", body)
    running.should_exit = True
    thread.join()


def asking(url: str, body: bytes) -> tuple[int, dict[str, str], Any]:
    status, headers, text = ask(url, body)
    return status, {name.lower(): value for name, value in headers.items()}, json.loads(text)


def test_too_many_at_once_and_too_often_are_told_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("copsim.app.server.Workers", Waiting)
    with served(Limits(waiting=1)) as client, ThreadPoolExecutor(8) as pool:
        found = sorted(pool.map(lambda n: client(asked(runs=n)), range(1, 9)), key=operator.itemgetter(0))
        assert found[0][0] == 200
        status, headers, told_ = found[-1]
        assert status == 503
        assert int(headers["retry-after"]) > 0
        assert "wait already" in told_["said"][0]
    with served(Limits(asked=2)) as client:
        assert [client(asked(runs=n))[0] for n in (1, 2, 3)] == [200, 200, 429]
        _, headers, _ = client(asked(runs=4))
        assert int(headers["retry-after"]) > 0
        assert client(asked(runs=1))[0] == 200, "what is kept costs nothing"
        assert "default-src 'none'" in headers["content-security-policy"]
