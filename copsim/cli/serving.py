"""`copsim app`: the page of replays with scenarios and sliders, served on this machine."""

from __future__ import annotations

import click

from copsim.cli import completing


@click.command()
@click.argument("scenarios", nargs=-1, shell_complete=completing.scenarios)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to serve on; 0.0.0.0: the whole network.")
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True, help="Port; 0: any free one.")
@click.option("--workers", type=click.IntRange(1), help="Requests done at a time [default: all cores].")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
def app(scenarios: tuple[str, ...], host: str, port: int, workers: int | None, no_browser: bool) -> None:
    """Open the app: choose a scenario, move sliders, compare, and watch. For a class: --host 0.0.0.0.

    SCENARIOS: files of your own to choose from, beside copsim's; the extensions that they name are known to all.
    Nothing is stored and nothing leaves this machine.
    """
    from copsim.app.serving import serve
    from copsim.study.progress import say

    serve(host, port, scenarios=scenarios, workers=workers, open_browser=not no_browser, say=say)
