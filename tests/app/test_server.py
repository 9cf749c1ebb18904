"""The app's server: what it answers, what it refuses and in what words, and that it leaves nothing behind."""

from __future__ import annotations

import http.client
import io
import json
import operator
import os
import signal
import threading
import time
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
from copsim.app.requests import scenarios_there
from copsim.app.server import application
from copsim.app.serving import listening
from copsim.app.workers import Busy
from copsim.constellation.run import run_once
from copsim.constellation.scenario import Scenario, parameters, read_scenario
from copsim.foundation.errors import InputError
from copsim.report.packing import Packed, unpacked

from .serving import Server, ask

TINY = {"settings": {"weeks": 16, "people.members": 20, "people.units": 2}, "runs": 2}
LIMITS = Limits()


def told(found: Answer) -> Any:
    return json.loads(found.body)


def asked(**given: Any) -> bytes:
    return json.dumps(given).encode()


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
    found = answer("scenario.toml", asked(**TINY), LIMITS)
    path = tmp_path / "mine.toml"
    path.write_bytes(found.body)
    assert read_scenario(path).people.members == 20
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
        (asked(scenario="../secret"), ["no scenario that comes with copsim"]),
        (asked(scenario="/etc/passwd.toml"), ["no scenario that comes with copsim"]),
        (asked(compare="march_1991"), ["no scenario that comes with copsim"]),
        (asked(curves=["abilty"]), ["did you mean 'ability'"]),
        (asked(settings={"people.membrs": 1, "weeks": 0}), ["people.membrs", "weeks"]),
        (asked(runs=101), ["at most 100"]),
        (asked(settings={"people.members": 2001}), ["at most 2,000"]),
        (asked(settings={"people.members": 2000, "weeks": 10000}), ["is beyond 10,000,000"]),
        (asked(runs="3"), ["runs"]),
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


# ---- the application, with workers that only wait


class Waiting:
    """Workers that answer after a while."""

    def __init__(self, count: int, limits: Limits) -> None:
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


# ---- a real server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def test_a_real_server_serves_one_page_and_answers(server: Server) -> None:
    status, headers, page = server.ask("")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "connect-src 'self'" in policy
    assert b"http://" not in page.replace(b"http://www.w3.org/2000/svg", b"")
    assert "set-cookie" not in {name.lower() for name in headers}
    start = json.loads(server.ask("start")[2])
    assert [one["name"] for one in start["scenarios"]] == [
        n for n in scenarios_there() if n in {s["name"] for s in start["scenarios"]}
    ]
    assert start["scenarios"][0]["name"] == "baseline"
    assert server.ask("replay", asked(**TINY))[0] == 200
    assert server.ask("replay", b" " * (LIMITS.body + 1))[0] == 413
    status, _, body = server.ask("replay", asked(settings={"people.membrs": 1}))
    assert status == 422
    assert "did you mean 'members'" in json.loads(body)["said"][0]
    assert server.ask("nothing")[0] == 404
    assert server.ask("replay")[0] == 405


def test_thirty_clients_at_once_are_all_answered_with_the_same(server: Server) -> None:
    body = asked(scenario="baseline", runs=10)
    begun = time.perf_counter()
    with ThreadPoolExecutor(30) as pool:
        found = list(pool.map(lambda _: server.ask("replay", body), range(30)))
    print(f"30 clients: all answered after {time.perf_counter() - begun:.2f} s")
    assert {status for status, _, _ in found} == {200}
    assert len({answered for _, _, answered in found}) == 1


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_ended_leaves_no_process_behind(how: signal.Signals) -> None:
    made = Server()
    assert made.ask("replay", asked(**TINY))[0] == 200
    children = made.children()
    assert children
    made.process.send_signal(how)
    made.process.communicate(timeout=20)
    assert gone(children, 15)


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks at processes in /proc")
def test_a_worker_in_the_middle_of_its_work_goes_with_its_server() -> None:
    made = Server()
    for runs in (1, 2, 3):  # every worker has begun
        assert made.ask("replay", asked(**{**TINY, "runs": runs}))[0] == 200
    time.sleep(1)
    children = made.children()
    large = asked(settings={"people.members": 2000, "people.units": 100, "weeks": 48}, runs=100)
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(lambda: made.ask("replay", large))
        end = time.monotonic() + 20
        while not any(_busy(pid) for pid in children):
            assert time.monotonic() < end
            time.sleep(0.05)
        made.process.kill()
        made.process.wait(20)  # its pipes stay open for as long as a worker has them
        assert gone(children, 5), "it would have had work for longer"
        made.process.communicate()
        with pytest.raises((OSError, http.client.HTTPException)):
            under_way.result()


def gone(pids: list[int], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() and not _is_zombie(pid) for pid in pids):
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _busy(pid: int) -> bool:
    """Whether a process has used more than half a second of a core since it was looked at last."""
    try:
        used = sum(map(int, Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]))
    except OSError:
        return False
    before = USED.setdefault(pid, used)
    return used - before > 0.5 * os.sysconf("SC_CLK_TCK")


USED: dict[int, int] = {}


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def test_a_request_that_takes_too_long_is_stopped_and_the_next_is_answered() -> None:
    from copsim.app.workers import Worker

    worker = Worker(Limits(seconds=0.001))
    try:
        late = worker.do("replay", asked(runs=100))
        assert late.status == 503
        assert "was stopped" in told(late)["said"][0]
        worker._limits = Limits()
        assert worker.do("replay", asked(**TINY)).status == 200
    finally:
        worker.end()
