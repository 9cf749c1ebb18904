"""The app as a real server with real workers: what it answers, how it ends, and that it leaves nothing behind."""

from __future__ import annotations

import http.client
import json
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest.mock import Mock

import pytest

from copsim.app.limits import Limits
from copsim.app.offering import Offer

from .serving import TINY, Server, asked, told

LIMITS = Limits()


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
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert json.loads(server.ask("health")[2]).keys() == {"copsim", "model"}
    assert "set-cookie" not in {name.lower() for name in headers}
    start = json.loads(server.ask("start")[2])
    assert [one["name"] for one in start["scenarios"]] == [
        n for n in Offer().names() if n in {s["name"] for s in start["scenarios"]}
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
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_is_ended_leaves_no_process_behind(how: signal.Signals) -> None:
    made = Server()
    assert made.ask("replay", asked(**TINY))[0] == 200
    children = made.children()
    assert children
    with ThreadPoolExecutor(4) as pool:  # more than workers: some wait
        long = [asked(settings={"people.members": 1000, "weeks": 90 + n}, runs=100) for n in range(4)]
        under_way = [pool.submit(made.ask, "replay", body) for body in long]
        time.sleep(1)
        made.process.send_signal(how)
        begun = time.monotonic()
        _, said = made.process.communicate(timeout=20)
        print(f"{how.name}: ended after {time.monotonic() - begun:.2f} s")
    assert b"Traceback" not in said
    assert b"runs, " not in said, "the progress of a run is not for the terminal of the server"
    assert {request.result()[0] for request in under_way} == {503}
    assert made.process.returncode == (0 if how == signal.SIGINT else -how)
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


def test_work_beyond_the_memory_limit_and_a_defect_are_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    from copsim.app import workers

    for error, status, said in ((MemoryError(), 503, "more memory"), (ValueError("odd"), 500, "ValueError: odd")):
        monkeypatch.setattr(workers, "answer", Mock(side_effect=error))
        found = workers._done("replay", b"{}", LIMITS)
        assert found.status == status
        assert said in told(found)["said"][0]


def test_a_request_that_takes_too_long_is_stopped_and_the_next_is_answered() -> None:
    from copsim.app.workers import Worker

    worker = Worker(Limits(seconds=0.001))
    try:
        late = worker.do("replay", asked(runs=100))
        assert late.status == 503
        assert "was stopped" in told(late)["said"][0]
        worker._limits = Limits()
        assert worker.do("replay", asked(**TINY)).status == 200
        worker._process.kill()
        worker._process.join()
        assert worker.do("replay", asked(**TINY)).status == 200, "one that has died since is replaced"
    finally:
        worker.end()
    assert worker.do("replay", asked(**TINY)).status == 503
    assert not worker._process.is_alive()
