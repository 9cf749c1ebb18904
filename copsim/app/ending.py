"""How the server ends: at once, every request answered, and nothing left behind."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette


def ending(app: Starlette, config: uvicorn.Config) -> uvicorn.Server:
    """A server that ends the workers of `app` before it waits for its clients, so that none waits for a run."""
    from uvicorn import Server

    class Ending(Server):
        """What is under way when it ends is refused in a sentence; nothing is waited for that cannot come."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            """End the workers, then all else."""
            logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what is cut off now is meant to be
            await asyncio.to_thread(app.state.workers.end)
            await super().shutdown(sockets)

    return Ending(config)
