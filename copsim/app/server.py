"""The server of `copsim app`: one page, and answers to what it asks. It keeps no state of anybody, and no text."""

from __future__ import annotations

import functools
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from copsim.app.answering import JOBS, Answer, plain_refusal
from copsim.app.keeping import Answers
from copsim.app.limits import Asked, Limits
from copsim.app.offering import Offer
from copsim.app.workers import Busy, Workers

if TYPE_CHECKING:
    from starlette.applications import Starlette

RETRY = "5"
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


def application(limits: Limits = Limits(), workers: int = 1, offer: Offer = Offer()) -> Starlette:  # noqa: B008
    """The application, as a server of ASGI runs it; its workers begin and end with it."""
    from starlette.applications import Starlette
    from starlette.exceptions import HTTPException
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import Route

    answers, asked = Answers(limits.cache), Asked(limits.asked)
    first = functools.cache(lambda: json.dumps(beginning(limits, offer)).encode())

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        app.state.workers = Workers(workers, limits, offer)
        try:
            yield
        finally:
            app.state.workers.end()

    def sent(found: Answer, **headers: str) -> Response:
        named = {"Content-Disposition": f'attachment; filename="{found.name}"'} if found.name else {}
        return Response(found.body, found.status, {**HEADERS, **named, **headers}, found.kind)

    async def page(request: Request) -> Response:
        from copsim.report.page import app_page

        return sent(Answer(200, "text/html; charset=utf-8", app_page().encode()))

    async def start(request: Request) -> Response:
        return sent(Answer(200, "application/json", first()))

    async def health(request: Request) -> Response:
        from copsim.foundation.model_hash import model_hash
        from copsim.study.provenance import copsim_version

        told = {"copsim": copsim_version(), "model": model_hash()}
        return sent(Answer(200, "application/json", json.dumps(told).encode()))

    async def ask(request: Request) -> Response:
        body = await _body(request, limits.body)
        if body is None:
            return sent(plain_refusal(413, f"a request may have {limits.body // 1024} KB at most"))
        job = request.url.path.strip("/")
        key = f"{job} {_canonical(body)}"
        client = request.client.host if request.client else ""
        if not answers.has(key) and not asked.may(client):
            said = f"more than {limits.asked} requests in a minute from {client}; wait a moment"
            return sent(plain_refusal(429, said), **{"Retry-After": RETRY})
        try:
            return sent(await answers.get(key, lambda: request.app.state.workers.do(job, body)))
        except Busy:
            said = f"{limits.waiting} requests wait already; ask again in {RETRY} s"
            return sent(plain_refusal(503, said), **{"Retry-After": RETRY})

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        there = ", ".join(("/", "/start", "/health", *(f"/{job}" for job in JOBS)))
        said = {404: f"nothing here; there are: {there}", 405: "this address is asked in another way (GET or POST)"}
        return sent(plain_refusal(status, said.get(status, "the server failed")))

    routes = [Route("/", page), Route("/start", start), Route("/health", health)]
    routes += [Route(f"/{job}", ask, methods=["POST"]) for job in JOBS]
    return Starlette(routes=routes, lifespan=living, exception_handlers={HTTPException: refused, 500: refused})


def beginning(limits: Limits, offer: Offer = Offer()) -> dict[str, Any]:  # noqa: B008
    """What the page needs to begin: scenarios, controls, and the bounds it should keep to."""
    from copsim.app.controls import controls
    from copsim.constellation.scenario import read_scenario

    scenarios = []
    for name in offer.names():
        one = read_scenario(offer.source(name))
        if one.people.members <= limits.people:
            told = {"name": name, "title": one.title, "question": one.question, "in_short": one.in_short()}
            scenarios.append(told | {"values": one.model_dump(mode="json")})
    return {"scenarios": scenarios, "controls": controls(), "limits": limits._asdict()}


async def _body(request: Any, most: int) -> bytes | None:
    """The body of a request, None where it is too large; no more than that is ever read."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most:
            return None
    return body


def _canonical(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body or b"{}"), sort_keys=True)
    except (ValueError, RecursionError):
        return body.decode("utf-8", "replace")
