"""What a worker does for a request: a replay's data, its page, the scenario as a file, the numbers as a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NamedTuple

from copsim.app.limits import Limits
from copsim.app.offering import Offer
from copsim.app.requests import Request, plan_of, request_of
from copsim.foundation.errors import CopsimError, InputError
from copsim.report.asking import title_of
from copsim.report.replaying import Replay, replay_of, scenarios_seen
from copsim.study.progress import quiet


class Answer(NamedTuple):
    """status: of HTTP; kind: the media type; body; name: of the file, where it is one to be kept."""

    status: int
    kind: str
    body: bytes
    name: str = ""


def answer(job: str, body: bytes, limits: Limits, offer: Offer = Offer()) -> Answer:  # noqa: B008
    """Do one job; whatever is wrong with the request becomes an answer that says so."""
    try:
        return JOBS[job](request_of(body, offer), limits, offer)
    except InputError as refused:
        return refusal(422, refused)
    except RecursionError:
        return plain_refusal(422, "body: is nested too deeply")
    except CopsimError as error:
        return plain_refusal(500, str(error))


def refusal(status: int, refused: InputError) -> Answer:
    """All problems of a request, by key and as the command line would say them."""
    problems = [{"key": p.key, "message": p.message, "nearest": p.nearest} for p in refused.problems]
    return _json({"said": [str(p) for p in refused.problems], "problems": problems}, status)


def plain_refusal(status: int, *said: str) -> Answer:
    """A refusal in words alone."""
    return _json({"said": list(said), "problems": []}, status)


def _json(value: Any, status: int = 200) -> Answer:
    return Answer(status, "application/json", json.dumps(value, separators=(",", ":")).encode())


def _replay(asked: Request, limits: Limits, offer: Offer) -> Replay:
    plan, labels = plan_of(asked, limits, offer)
    shown = asked.replication
    return replay_of(
        plan,
        labels,
        replication=shown,
        curves=asked.curves,
        title=title_of(labels) if len(labels) > 1 else plan.arms[0].scenario.title,
        question=plan.arms[0].scenario.title if len(labels) > 1 else plan.question,
        workers=1,
        say=quiet,
    )


def _data(asked: Request, limits: Limits, offer: Offer) -> Answer:
    from copsim.report.told import told

    meta, numbers = told(_replay(asked, limits, offer))
    return _json({"meta": meta, "columns": numbers.columns, "text": numbers.text})


def _page(asked: Request, limits: Limits, offer: Offer) -> Answer:
    html = _replay(asked, limits, offer).html()
    return Answer(200, "text/html; charset=utf-8", html.encode(), f"{asked.scenario}.html")


def _scenarios(asked: Request, limits: Limits, offer: Offer) -> Answer:
    from copsim.report.scenario_file import scenario_toml

    plan, labels = plan_of(asked, limits, offer)
    seen = scenarios_seen(plan)
    texts = [scenario_toml(one, label) for one, label in zip(seen, labels, strict=True)]
    if plan.branch:
        texts[1] = f"# From week {plan.branch} on, after living as world A: {plan.repeat(plan.arms[1])}\n{texts[1]}"
    name = f"{asked.scenario}.toml"
    if asked.side:
        texts = [texts["AB".index(asked.side)]]
        name = f"{asked.scenario}-{asked.side}.toml"
    elif len(texts) > 1:
        texts = [
            f"# World {key}: save each part as a file of its own.\n{text}"
            for key, text in zip("AB", texts, strict=True)
        ]
    return Answer(200, "application/toml; charset=utf-8", "\n\n".join(texts).encode(), name)


def _numbers(asked: Request, limits: Limits, offer: Offer) -> Answer:
    import pandas

    made = _replay(asked, limits, offer)
    frames = []
    for side in made.sides:
        frame = pandas.DataFrame(dict(side.film.series))
        frame.insert(0, "week", range(1, len(frame) + 1))
        frame.insert(0, "world", side.key)
        frames.append(frame)
    text = pandas.concat(frames).to_csv(index=False, lineterminator="\n")
    return Answer(200, "text/csv; charset=utf-8", text.encode(), f"{asked.scenario}.csv")


JOBS: dict[str, Callable[[Request, Limits, Offer], Answer]] = {
    "replay": _data,
    "lesson.html": _page,
    "scenario.toml": _scenarios,
    "numbers.csv": _numbers,
}
"""What can be asked for, by the last part of its address."""
