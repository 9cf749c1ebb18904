"""How Sphinx builds the documentation: `make docs`. Nothing is fetched, neither by the build nor by its pages."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# Kernels are described as the plain functions that they are; the notebook's own process compiles them as usual.
os.environ["NUMBA_DISABLE_JIT"] = "1"
import copsim.foundation.kernels

del os.environ["NUMBA_DISABLE_JIT"]

# The notebook's process: nobody's own configuration, and no warning that it talks over TCP within this machine.
os.environ["IPYTHONDIR"] = str(Path(__file__).parent / "_build" / "ipython")
profile = Path(os.environ["IPYTHONDIR"]) / "profile_default"
profile.mkdir(parents=True, exist_ok=True)
(profile / "ipython_kernel_config.py").write_text("get_config().IPKernelApp.log_level = 40\n", encoding="utf-8")

logging.getLogger("traitlets").setLevel(logging.WARNING)

project = "copsim"
author = copyright = "The copsim developers"
version = release = copsim.__version__

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click", "described"]
exclude_patterns = ["_build", "**.ipynb_checkpoints", "examples", "package.md"]
nitpicky = True
ELSEWHERE = r"(collections\.abc|pathlib|typing|pandas|mesa|numpy)\..*"
SHORT = r"Array|Path|World|Film|Weekly|MoneySettings|Profile|Roster|Gathering|Reach|Agenda|Life|.*kernels\.F"
# What other packages describe (nothing is fetched), and short names of types in records, which say what they hold.
nitpick_ignore_regex = [("py:.*", ELSEWHERE), ("py:class", SHORT)]

myst_enable_extensions = ["attrs_inline", "deflist"]
myst_heading_anchors = 4
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 180
nb_ipywidgets_js: dict[str, dict[str, str]] = {}  # else they would come from outside

autodoc_typehints = "signature"
autodoc_typehints_format = "short"
maximum_signature_line_length = 88
autodoc_member_order = "bysource"
autodoc_preserve_defaults = True
napoleon_google_docstring = False
default_role = "code"

html_theme = "furo"
html_title = f"copsim {release}"
html_static_path = ["_static"]
html_css_files = ["copsim.css"]
html_copy_source = False
html_show_sourcelink = False
