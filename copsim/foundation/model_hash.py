"""The model hash: a fingerprint of every source line that can change a result.

It covers the packages foundation to constellation as syntax trees without docstrings and comments, so that it stays
the same when only words change, and on every supported version of Python.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import hashlib
import os
import re
import sys
from pathlib import Path

MODEL_PACKAGES = (
    "foundation",
    "domain",
    "knowledge",
    "participation",
    "activities",
    "structures",
    "sponsorship",
    "constellation",
)


DIGEST_BYTES = 8
ROOT = Path(__file__).resolve().parents[1]


def model_files() -> list[Path]:
    """The files of the model's source, in order."""
    return [path for package in MODEL_PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]


@functools.cache
def model_hash() -> str:
    """The fingerprint of the model's source when this process first asked, 16 hexadecimal digits.

    Syntax trees take half a second to tell; what they came to for these very bytes, on this version of Python, is
    remembered in the cache folder.
    """
    texts = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in model_files()}
    exact = hashlib.blake2b(repr((sys.version_info[:2], texts)).encode(), digest_size=16).hexdigest()
    remembered = cache_root() / "models" / exact
    with contextlib.suppress(OSError):
        told = remembered.read_bytes().decode("ascii", "replace")
        if re.fullmatch(f"[0-9a-f]{{{2 * DIGEST_BYTES}}}", told):
            return told
    digest = hashlib.blake2b(digest_size=DIGEST_BYTES)
    for name, text in texts.items():
        digest.update(f"{name}\n".encode())
        digest.update(source_fingerprint(text.decode().replace("\r\n", "\n")).encode())
    if remembered.is_absolute():  # else nobody's home is known
        with contextlib.suppress(OSError):
            remembered.parent.mkdir(parents=True, exist_ok=True)
            made = remembered.with_name(f"{exact}.{os.getpid()}")
            made.write_text(digest.hexdigest(), encoding="ascii")
            made.replace(remembered)
    return digest.hexdigest()


def cache_root() -> Path:
    """Where copsim keeps what it can make again: COPSIM_CACHE_DIR, else its folder in the user's cache."""
    named = os.environ.get("COPSIM_CACHE_DIR")
    users = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(named or os.path.join(users, "copsim"))


def source_fingerprint(source: str) -> str:
    """The syntax tree of `source` as text, without docstrings; equal on all supported versions of Python."""
    return "".join(_tell(ast.parse(source)))


def _tell(node: object) -> list[str]:
    # ast.dump changed what it prints between versions (empty lists, defaults); this prints non-empty fields only.
    if isinstance(node, ast.AST):
        told = [type(node).__name__, "("]
        for name, value in ast.iter_fields(node):
            if name == "body" and isinstance(value, list):
                value = [item for item in value if not _is_docstring(item)]
            if name in ("type_comment", "kind", "ctx") or value is None or value == []:
                continue
            told += [name, "=", *_tell(value), ","]
        return [*told, ")"]
    if isinstance(node, list):
        return ["[", *(part for item in node for part in [*_tell(item), ","]), "]"]
    return [repr(node)]


def _is_docstring(node: object) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
