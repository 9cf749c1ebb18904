"""Settings for all tests: hypothesis without deadlines, because the first example of a process may compile kernels."""

import importlib.util
import os
import shutil
from typing import Any

from hypothesis import HealthCheck, settings

settings.register_profile("copsim", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("copsim")

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def no_browser() -> str:
    """Why the pages cannot be tested in a browser here; "" where they can."""
    if importlib.util.find_spec("playwright") is None:
        return "pip install 'copsim[browser]'"
    if not os.environ.get("COPSIM_CHROMIUM") and not any(map(shutil.which, BROWSERS)):
        return "install chromium, or name one in COPSIM_CHROMIUM"
    return ""


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """One line where there is no browser."""
    if no_browser():
        terminalreporter.write_line(f"tests of pages in a browser were skipped: {no_browser()}")
