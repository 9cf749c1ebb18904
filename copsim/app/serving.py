"""Starting the server of `copsim app`, saying where it is, and ending it without a trace."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Callable, Sequence

from copsim.foundation.errors import InputError, Problem
from copsim.study.extras import must_have

PORT = 8765
LOCAL = ("127.0.0.1", "localhost", "::1")
GRACE = 1
"""Seconds that clients are given to take their answers when the server is ended."""


def serve(
    host: str = LOCAL[0],
    port: int = PORT,
    *,
    scenarios: Sequence[str] = (),
    workers: int | None = None,
    open_browser: bool = True,
    say: Callable[[str], None] = print,
) -> None:
    """Serve until Ctrl-C. Port 0: any that is free. scenarios: files of one's own, offered beside copsim's.

    Raises
    ------
    MissingExtra
        When what serving needs is not installed.
    InputError
        When the address cannot be had, or a scenario is refused.
    """
    for library in ("starlette", "uvicorn"):
        must_have(library, "the app needs a web server")
    import uvicorn

    from copsim.app.ending import ending
    from copsim.app.limits import Limits
    from copsim.app.offering import offer_of
    from copsim.app.server import application
    from copsim.study.runner import compile_kernels, cores

    offer = offer_of(scenarios)
    bound = listening(host, port)
    compile_kernels(say)
    number = bound.getsockname()[1]
    address = f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{number}/"
    say(f"copsim app: {address} (Ctrl-C ends it)")
    if host not in LOCAL:
        say(f"everybody in this network can use it: http://{own_address()}:{number}/")
    if open_browser:
        import click

        click.launch(address)
    app = application(Limits(), workers or cores(), offer)
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, timeout_graceful_shutdown=GRACE, server_header=False
    )
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C has done its work when this is over
        ending(app, config).run(sockets=[bound])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there.

    Raises
    ------
    InputError
        When the address is taken or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere it would share a port that another program has
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
        made.listen(128)
    except (OSError, OverflowError, UnicodeError) as error:
        made.close()
        reason = getattr(error, "strerror", None) or str(error)
        if isinstance(error, socket.gaierror | UnicodeError) or getattr(error, "errno", 0) == errno.EADDRNOTAVAIL:
            message = f"{host!r} is no address of this machine ({reason}); this machine alone: {LOCAL[0]}, all: 0.0.0.0"
            raise InputError([Problem("--host", message)]) from None
        other = port + 1 if 1024 <= port < 65535 else PORT
        message = f"{host}:{port} cannot be served ({reason}); another port: --port {other}"
        raise InputError([Problem("--port", message)]) from None
    return made


def own_address() -> str:
    """This machine's address as its network sees it. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return socket.gethostname()
        return str(probe.getsockname()[0])
