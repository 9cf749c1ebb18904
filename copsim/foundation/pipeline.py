"""The steps by which Numba reads a kernel: its own, but for what kernels never need and what it works out anew.

What that saves is in docs/decisions/0021-fewer-instructions.md.
"""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.typed_passes import NativeLowering, NopythonRewrites
from numba.core.typing.context import Context


class Remembering(Context):
    """Numba's typing context, which also remembers what the calls of built-in functions came to.

    Numba tries every implementation of `+` or `[]` again wherever it meets one.
    """

    def __init__(self, context: Context) -> None:
        self.__dict__ = vars(context)
        self.remembered: dict[Any, Any] = self.__dict__.setdefault("remembered", {})

    def resolve_function_type(self, func: Any, args: Any, kws: Any) -> Any:
        """The signature of a call for arguments of these types."""
        if kws or isinstance(func, str | types.Dispatcher | types.BoundFunction):
            return super().resolve_function_type(func, args, kws)
        key = func, tuple(args)
        if key not in self.remembered:
            self.remembered[key] = super().resolve_function_type(func, args, kws)
        return self.remembered[key]


def pipeline(lowering: type[NativeLowering]) -> type[CompilerBase]:
    """Numba's own with another last step, and without the one that joins operations on whole arrays."""

    class Compiler(CompilerBase):
        def __init__(self, typingctx: Context, *rest: Any) -> None:
            super().__init__(Remembering(typingctx), *rest)

        def define_pipelines(self) -> list[Any]:
            passes = DefaultPassBuilder.define_nopython_pipeline(self.state)
            passes.passes = [
                (lowering if step is NativeLowering else step, why)
                for step, why in passes.passes
                if step is not NopythonRewrites
            ]
            passes._finalized = False
            passes.finalize()
            return [passes]

    return Compiler
