"""A real server of the app, as a process of its own."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from copsim.app.answering import Answer

TINY = {"settings": {"weeks": 16, "people.members": 20, "people.units": 2}, "runs": 2}


def asked(**given: Any) -> bytes:
    return json.dumps(given).encode()


def told(found: Answer) -> Any:
    return json.loads(found.body)


def ask(url: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of an answer, also of a refusal."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=60) as found:
            return found.status, dict(found.headers), found.read()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, dict(refused.headers), refused.read()


class Server:
    """`python -m copsim app` on a free port, with scenarios of one's own if any; from a folder, if not from here."""

    def __init__(self, *scenarios: str, folder: Path | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "copsim", "app", *scenarios, "--no-browser", "--port", str(port)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
        end = time.monotonic() + 120
        while True:
            try:
                self.ask("health")
                return
            except OSError:
                assert self.process.poll() is None, self.process.communicate()
                assert time.monotonic() < end
                time.sleep(0.1)

    def ask(self, path: str, body: bytes | None = None) -> tuple[int, dict[str, str], bytes]:
        return ask(f"{self.url}/{path}", body)

    def children(self) -> list[int]:
        """Processes that the server began, and those that they began."""
        found, wanted = [], {self.process.pid}
        parents = {}
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
        while more := [pid for pid, parent in parents.items() if parent in wanted and pid not in wanted]:
            wanted |= set(more)
            found += more
        return found

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()
