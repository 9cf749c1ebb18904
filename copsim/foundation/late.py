"""Kernels that are compiled when somebody first calls them: for what most scenarios never do.

Machine code calls such a kernel by an address that it keeps. While it has none it asks this module, which has the
kernel compiled and answers where it is: nothing tells beforehand which of them a scenario needs, so nothing can be
wrong about it (docs/decisions/0021-fewer-instructions.md).
"""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from llvmlite import binding, ir
from numba.core import cgutils, types
from numba.core.typing.templates import make_concrete_template

from copsim.foundation.compiling import Kernel, Named, call, widened
from copsim.foundation.handles import BundleType, bundle_types

LATE: dict[str, Late] = {}
"""Kernels that are compiled when they are first called, by module and name."""

ASK = "copsim_late"
"""The name by which machine code knows `_asked`."""

_failed = threading.local()


class Late(Kernel):
    """A kernel (world, whole numbers ...) that returns nothing; other kernels reach it by address."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function)
        self.name = f"{function.__module__}.{function.__qualname__}"
        self._calls: dict[Any, Named] = {}
        LATE[self.name] = self

    def signature_for(self, world: BundleType) -> tuple[Any, ...]:
        """The types of its arguments in a world of this type."""
        return (world, *[types.int64] * (self.py_func.__code__.co_argcount - 1))

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What Numba asks when a kernel calls this one: its types, without a look at what it does."""
        pysig, kinds = widened(self, args, kws)
        if not isinstance(kinds[0], BundleType) or kinds != self.signature_for(kinds[0]):
            raise TypeError(f"{self.name} takes a bundle and whole numbers, not {kinds}")
        return make_concrete_template("called", self.name, [types.none(*kinds)]), pysig, kinds, {}

    def get_overload(self, sig: Any) -> Any:
        """What Numba asks when a kernel calls this one: how."""
        if sig not in self._calls:
            self._calls[sig] = Named()
            self.targetdescr.target_context._defns[self._calls[sig]].append(self._by_address, sig)
        return self._calls[sig]

    def _by_address(self, context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> Any:
        """Call it where it is; ask where that is, if nobody has yet."""
        word, module = ir.IntType(64), builder.module
        kept = ir.GlobalVariable(module, word, module.get_unique_name(f"late.{self.name}"))
        kept.linkage, kept.initializer = "internal", word(0)
        unknown = builder.icmp_unsigned("==", builder.load_atomic(kept, "acquire", 8), word(0))
        with builder.if_then(unknown, likely=False):
            told = context.insert_const_string(module, f"{self.name} {signature.args[0].name}")
            kind = ir.FunctionType(word, [told.type])
            found = builder.call(cgutils.get_or_insert_function(module, kind, ASK), [told])
            with builder.if_then(builder.icmp_unsigned("==", found, word(0)), likely=False):
                context.call_conv.return_user_exc(builder, RuntimeError, (f"{self.name} could not be compiled",))
            builder.store_atomic(found, kept, "release", 8)
        call(context, builder, builder.load_atomic(kept, "acquire", 8), signature.args, values)
        return context.get_dummy_value()


@ctypes.CFUNCTYPE(ctypes.c_int64, ctypes.c_char_p)
def _asked(told: bytes) -> int:
    """Where the machine code of a kernel is, by its name and that of its world's type; 0 if it could not be made."""
    try:
        name, kind = told.decode().rsplit(" ", 1)  # a module's name may have blanks, that of a type has none
        return LATE[name].address(LATE[name].signature_for(bundle_types[kind]))
    except BaseException as error:  # nothing can be raised through machine code
        _failed.why = error
        return 0


binding.add_symbol(ASK, ctypes.cast(_asked, ctypes.c_void_p).value)


@contextmanager
def telling_why() -> Iterator[None]:
    """Raise why a kernel could not be compiled, if that is what stops what is done here, in this thread."""
    vars(_failed).clear()
    try:
        yield
    except RuntimeError:
        if (why := vars(_failed).pop("why", None)) is not None:
            raise why from None
        raise
