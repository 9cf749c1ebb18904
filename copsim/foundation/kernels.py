"""The `@kernel` decorator: with `compiling` and `handles`, the one place that imports Numba.

Kernels are plain serial functions over arrays. They are compiled without the interpreter lock, so that runs can share
a process on threads, and cached under a folder named by the model hash, because Numba's own cache looks at the file of
the decorated function only: edit a kernel that it calls and the old machine code would return, silently.
"""

from __future__ import annotations

import functools
import hashlib
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core import caching
from numba.core.runtime import rtsys

from copsim.foundation import compiling
from copsim.foundation.compiling import Kernel, call_at
from copsim.foundation.extensions import kernels_told
from copsim.foundation.handles import COMPILED, handle
from copsim.foundation.late import LATE, Late, telling_why
from copsim.foundation.model_hash import cache_root, model_files, model_hash
from copsim.foundation.reaching import reaches_beyond

__all__ = [
    "COMPILED",
    "addresses",
    "ahead",
    "all_are_compiled",
    "cache_folder",
    "call_at",
    "fresh_count",
    "handle",
    "kernel",
    "late_kernel",
    "one_of",
    "telling_why",
    "translated_count",
    "whole_ahead",
]

F = TypeVar("F", bound=Callable[..., Any])

_kernels: list[Any] = []

_READ = time.time()
model_hash()  # of the source as it is read now, whatever is edited before something is compiled
_FILES = tuple(model_files())


AHEAD = 8
"""How many rows ahead what is read of them is brought into the cache ..."""
MANY = 2000
"""... while more than so many are still to come: what there is of fewer is in the cache."""


def ahead(array: Any, row: int) -> None:
    """In a kernel: bring the line of memory in which a row begins into the cache, of which it is known that it is read.

    For rows that are met in an order of chance, when they are too many for the cache. No result depends on it.
    """


def whole_ahead(array: Any, row: int) -> None:
    """In a kernel: the same, and the line in which the row ends. The rows of `array` follow each other without gaps."""


if COMPILED:
    ahead, whole_ahead = compiling.ahead, compiling.whole_ahead


def kernel(function: F) -> F:
    """Compile `function` for arrays of fixed types; with JIT disabled, run it as Python with wrapping integers."""
    return _made_of(function, Kernel)


def late_kernel(function: F) -> F:
    """As `kernel`, but compiled when it is first called: for what most scenarios never do.

    It takes (world, whole numbers ...) and returns nothing; kernels call it by address, so it is not put into them.
    """
    return _made_of(function, Late)


def _made_of(function: F, kind: type[Kernel]) -> F:
    if not COMPILED:

        @functools.wraps(function)
        def plain(*args: Any) -> Any:
            with np.errstate(over="ignore"):
                return function(*args)

        return cast(F, plain)
    if function.__closure__:
        function.__qualname__ += f"_{constants_told(function)}"
    if not function.__module__.startswith("copsim."):
        # Cache files are named by a file's last name alone: two extensions may each have a rules.py.
        told = hashlib.blake2b(function.__module__.encode(), digest_size=4)
        function.__qualname__ += f"_{told.hexdigest()}"
    made: Any = kind(function)
    made._cache = _Later(function)
    functools.update_wrapper(made, function)
    _kernels.append(made)
    return cast(F, made)


def constants_told(function: Callable[..., Any]) -> str:
    """A fingerprint of what a function inside a function closes over: numbers, texts and other kernels.

    A kernel made by a factory has constants that its source does not show. They become part of its name, which is the
    name of its symbols and of its cache files: else two kernels of one factory could share machine code, when two
    processes write the one index of the cache or when both are linked into one process.

    Raises
    ------
    TypeError
        If it closes over anything else, whose value could not be told for certain.
    """
    told = hashlib.blake2b(digest_size=8)
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        value = cell.cell_contents
        if isinstance(value, Kernel):
            value = f"{value.py_func.__module__}.{value.py_func.__qualname__}"
        elif not isinstance(value, bool | int | float | str | np.generic):
            raise TypeError(f"a kernel cannot close over {name}, a {type(value).__name__}")
        told.update(f"{name}: {type(value).__name__} = {value!r}\n".encode())
    return told.hexdigest()


def one_of(name: str, arguments: str, kernels: Sequence[Callable[..., None]]) -> Callable[..., None]:
    """A kernel `name(number, <arguments>)` that calls the kernel of this number: an if-chain, written out.

    Compiled code cannot look a function up in a table. `name` is unique among kernels: it names the files of the
    cache. An unknown number calls nothing.
    """
    lines = [f"def {name}(number, {arguments}):"]
    for number in range(len(kernels)):
        lines += [f"    if number == {number}:", f"        kernel_{number}({arguments})"]
    space: dict[str, Any] = {f"kernel_{number}": called for number, called in enumerate(kernels)}
    space["__name__"] = __name__
    exec("\n".join(lines), space)
    return kernel(space[name])


def fresh_count() -> int:
    """How many kernels this process had to make for Python, because the cache did not have them."""
    return sum(sum(made.stats.cache_misses.values()) for made in _kernels)


def translated_count() -> int:
    """How many kernels this process has translated for other kernels."""
    return sum(len(made.inner.overloads) for made in _kernels if "inner" in vars(made))


def addresses(kernels: Sequence[Callable[..., Any]], seen: Any) -> np.ndarray[Any, Any]:
    """Where the machine code of several kernels (world, week, row) is, for the type of this world; shape (kernels,)."""
    signature = (numba.typeof(seen), numba.int64, numba.int64)
    return np.array([cast(Kernel, made).address(signature) for made in kernels], np.int64)


def all_are_compiled(seen: Any) -> None:
    """Compile for a world also those kernels of it (they call it `world`) that else are when they are first called."""
    for made in LATE.values():
        if made.py_func.__code__.co_varnames[0] == "world":
            made.address(made.signature_for(numba.typeof(seen)))


@functools.cache
def cache_folder(extensions: str = "") -> Path:
    """Where compiled kernels live: COPSIM_CACHE_DIR, else the user's cache folder, else a temporary one.

    extensions: of kernels that call those of extensions, what stands for these (`kernels_told`).
    """
    of = f"{model_hash()}-{extensions}".rstrip("-")
    name = f"{of}-py{platform.python_version()}-numba{numba.__version__}-numpy{np.__version__}"
    name += "-checked" if numba.config.BOUNDSCHECK else ""  # type: ignore[attr-defined]
    folder = cache_root() / "kernels" / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return _passing_folder(f"{folder} cannot be written")


def _passing_folder(why: str) -> Path:
    other = Path(tempfile.mkdtemp(prefix="copsim-kernels-"))
    print(f"copsim: {why}; compiled kernels go to {other}", file=sys.stderr)
    return other


@functools.cache
def _folder_apart() -> Path:
    return _passing_folder("the model's source was edited since this process read it")


def _was_edited() -> bool:
    """Whether what this process compiles may be another source than the hash is of."""
    return any(not path.exists() or path.stat().st_mtime > _READ for path in _FILES)


class _Locator(caching._CacheLocator):
    """Names the cache files of one kernel; the folder's name holds all that could make them stale.

    Kernels that call none of an extension's are kept with those of copsim alone: a new one compiles few kernels anew.
    """

    def __init__(self, py_func: Callable[..., Any]) -> None:
        self._py_func = py_func

    def get_cache_path(self) -> str:
        if _was_edited():
            return str(_folder_apart())
        told = kernels_told()
        return str(cache_folder(told if told and reaches_beyond(self._py_func) else ""))

    def get_source_stamp(self) -> str:
        return model_hash()

    def get_disambiguator(self) -> str:
        return ""

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> _Locator:
        return cls(py_func)


class _CacheImpl(caching.CompileResultCacheImpl):
    _locator_classes = [_Locator]  # type: ignore[list-item]  # noqa: RUF012 - Numba's own name


class _Cache(caching.FunctionCache):
    _impl_class = _CacheImpl

    def load_overload(self, sig: Any, target_context: Any) -> Any:
        # Numba would first read all that is needed to compile; machine code needs those who count references only.
        rtsys.initialize(target_context)
        with self._guard_against_spurious_io_errors():
            return self._load_overload(sig, target_context)

    def _index_key(self, sig: Any, codegen: Any) -> Any:
        # Numba's key pickles what a function closes over, and a kernel pickles differently in each process: it would
        # never be found again. What is closed over is in the name instead (see constants_told).
        return sig, codegen.magic_tuple(), hashlib.sha256(self._py_func.__code__.co_code).hexdigest()


class _Later:
    """The cache of a kernel, made when it is first needed: by then all extensions are known, which its folder names."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function

    @functools.cached_property
    def _made(self) -> _Cache:
        return _Cache(self._function)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made, name)
