"""How kernels are compiled: machine code is made of a kernel that Python calls, with all kernels that it calls inside.

Numba makes machine code of every function that a compiled one calls, although the caller has a copy of its own. Here a
kernel that is called by another is only translated (`Inner`); LLVM sees it as part of the kernel that Python calls
(`Kernel`), once. What Numba keeps private and this needs is in this file (docs/decisions/0016-compiled-once.md).
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

from llvmlite import ir
from llvmlite.binding import Linkage
from numba.core import cgutils, types
from numba.core.callconv import RETCODE_OK
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler_machinery import register_pass
from numba.core.environment import lookup_environment
from numba.core.imputils import fix_returning_optional
from numba.core.registry import CPUDispatcher
from numba.core.typed_passes import NativeLowering
from numba.core.typing.templates import make_concrete_template
from numba.extending import intrinsic

from copsim.foundation.lowering import CompactLower
from copsim.foundation.pipeline import pipeline

OPTIONS = {"nopython": True, "nogil": True, "error_model": "numpy", "boundscheck": None, "no_cfunc_wrapper": True}
ENVIRONMENT = "_ZN08NumbaEnv"
"""How the names begin under which Numba keeps what a function refers to."""


class _Translated(JITCodeLibrary):
    """The code of one kernel for those that call it: not optimised, no machine code, and nothing of what it calls."""

    def finalize(self) -> None:
        self._raise_if_finalized()
        self._finalized = True


class _Whole(JITCodeLibrary):
    """The code of one kernel with all that it calls, however far down, each once."""

    def finalize(self) -> None:
        self._linking_libraries = _callers_first(self._linking_libraries)
        super().finalize()

    def _optimize_final_module(self) -> None:
        # Nobody else calls them: LLVM puts what is called once into its caller and keeps no copy.
        for function in self._final_module.functions:
            if not function.is_declaration and function.linkage == Linkage.linkonce_odr:
                function.linkage = "internal"
        super()._optimize_final_module()


def _callers_first(libraries: Sequence[Any]) -> list[Any]:
    """All libraries that these need, each once, behind all that call it: LLVM leaves out what nobody calls yet."""
    found: dict[Any, None] = {}

    def visit(library: Any) -> None:
        if library not in found:
            for called in library._linking_libraries if isinstance(library, _Translated) else ():
                visit(called)
            found[library] = None

    for library in libraries:
        visit(library)
    return list(found)[::-1]


class Named:
    """What stands for a translated kernel where Numba expects a function that can be called."""


class _Lowering(NativeLowering):
    _name: Any = "native_lowering"

    @property
    def lowering_class(self) -> type[CompactLower]:
        return CompactLower


@register_pass(mutates_CFG=True, analysis_only=False)
class _Translating(_Lowering):
    def run_pass(self, state: Any) -> bool:
        state.library = _Translated(state.targetctx.codegen(), state.func_id.func_qualname)
        state.flags.no_compile = True
        super().run_pass(state)
        name = Named()
        state.targetctx._defns[name].append(_reached(state.cr.fndesc, state.library), state.cr.fndesc.argtypes)
        state["cr"] = state.cr._replace(cfunc=name)
        return True


@register_pass(mutates_CFG=True, analysis_only=False)
class _Making(_Lowering):
    def run_pass(self, state: Any) -> bool:
        codegen = state.targetctx.codegen()
        state.library = _Whole(codegen, state.func_id.func_qualname)
        state.library.enable_object_caching()
        super().run_pass(state)
        for variable in state.library._final_module.global_variables:
            if variable.name.startswith(ENVIRONMENT) and not variable.is_declaration:
                codegen.set_env(variable.name, lookup_environment(variable.name))
        return True


def wide(kind: Any) -> Any:
    """The type that a kernel takes an argument as: all signed integers, and names of integers, are of 64 bits.

    Else it is translated again for every mixture of short integers, literals and named ones that it is called with.
    So a kernel cannot tell a name from its number, and a short integer times a float32 is a float64.
    """
    if isinstance(kind, types.IntEnumMember) or getattr(kind, "signed", False):
        return types.int64
    return types.boolean if isinstance(kind, types.BooleanLiteral) else kind


def widened(called: Any, args: Any, kws: Any) -> tuple[Any, tuple[Any, ...]]:
    """The signature of a kernel, and the types that it takes the arguments of a call as."""
    pysig, kinds = called._compiler.fold_argument_types(args, kws)
    return pysig, tuple(wide(kind) for kind in kinds)


class Inner(CPUDispatcher):
    """A kernel as other kernels call it."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function, targetoptions=OPTIONS | {"no_cpython_wrapper": True}, pipeline_class=TRANSLATED)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What Numba asks when a kernel calls this one: its types, which are few: see `wide`."""
        pysig, kinds = widened(self, args, kws)
        self.compile(kinds)
        made: Any = self.overloads[kinds]
        return make_concrete_template("called", self.py_func.__name__, [made.signature]), pysig, kinds, {}

    def compile(self, sig: Any) -> Any:
        """Translate it for these types, unless that was done; Numba asks at every call that it meets."""
        there: Any = self.overloads.get(sig) if isinstance(sig, tuple) else None
        return super().compile(sig) if there is None else there.entry_point

    def add_overload(self, made: Any) -> None:
        """Keep what was translated; Python never calls it."""
        self.overloads[tuple(made.signature.args)] = made


class Kernel(CPUDispatcher):
    """A kernel as Python calls it; other kernels are led to its `inner`."""

    def __init__(self, function: Callable[..., Any]) -> None:
        super().__init__(function, targetoptions=OPTIONS, pipeline_class=WHOLE)
        self._addresses: dict[Any, int] = {}

    @functools.cached_property
    def inner(self) -> Any:
        """The kernel as others call it, translated when the first of them is compiled."""
        return Inner(self.py_func)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What Numba asks when another kernel calls this one: its types."""
        return self.inner.get_call_template(args, kws)

    def get_overload(self, sig: Any) -> Any:
        """What Numba asks when another kernel calls this one: its code."""
        return self.inner.get_overload(sig)

    def address(self, signature: tuple[Any, ...]) -> int:
        """Where its machine code for these types is."""
        if signature not in self._addresses:
            self.compile(signature)
            made: Any = self.overloads[signature]
            if made.signature.return_type != types.none:
                raise TypeError(
                    f"{self.py_func.__name__} returns {made.signature.return_type}; a phase returns nothing"
                )
            self._addresses[signature] = int(made.library.get_pointer_to_function(made.fndesc.llvm_func_name))
        return self._addresses[signature]


TRANSLATED, WHOLE = pipeline(_Translating), pipeline(_Making)


def _call_at(typing: Any, address: Any, world: Any, week: Any, row: Any) -> Any:
    """Call the kernel `(world, week, row)` at an address. What it raises is raised here."""
    arguments = (world, types.int64, types.int64)

    def generate(context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> Any:
        call(context, builder, values[0], arguments, values[1:])
        return context.get_dummy_value()

    return types.none(types.int64, *arguments), generate


def call(context: Any, builder: Any, address: Any, arguments: Sequence[Any], values: Sequence[Any]) -> None:
    """In machine code: call a kernel that returns nothing at an address. What it raises is raised here."""
    kind = context.call_conv.get_function_type(types.none, arguments)
    _called(context, builder, builder.inttoptr(address, kind.as_pointer()), types.none, arguments, values)


def _called(context: Any, builder: Any, function: Any, kind: Any, arguments: Any, values: Any) -> Any:
    """In machine code: what a kernel returns; it says what it raises where whoever calls this one looks for it.

    Within `try`, and of a kernel that may return None, as Numba does it.
    """
    convention = context.call_conv
    if hasattr(builder, "_in_try_block") or isinstance(kind, types.Optional):
        status, found = convention.call_function(builder, function, kind, arguments, values)
        with cgutils.if_unlikely(builder, status.is_error):
            convention.return_status_propagate(builder, status)
        return fix_returning_optional(context, builder, kind(*arguments), status, found)
    with builder.goto_entry_block():
        answer = builder.alloca(convention.get_return_type(kind).pointee)
    given = convention._get_arg_packer(arguments).as_arguments(builder, values)
    raised = convention._get_excinfo_argument(builder.function)
    code = builder.call(function, [answer, raised, *given])
    with cgutils.if_unlikely(builder, builder.icmp_signed("!=", code, RETCODE_OK)):
        builder.ret(code)
    return context.get_returned_value(builder, kind, builder.load(answer))


def _reached(called: Any, library: Any) -> Any:
    """How a translated kernel is called by others."""

    def generate(context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> Any:
        function = context.declare_function(builder.module, called)
        return _called(context, builder, function, called.restype, called.argtypes, values)

    generate.libs = (library,)  # type: ignore[attr-defined]
    return generate


call_at: Any = intrinsic(_call_at)
"""In a kernel: `call_at(address, world, week, row)`."""


def _fetching(whole: bool) -> Any:
    """Ask for a row to be brought into the cache, or its beginning; nothing waits for it, and no result knows of it."""

    def fetch(typing: Any, array: Any, row: Any) -> Any:
        def generate(context: Any, builder: Any, signature: Any, values: Sequence[Any]) -> Any:
            seen = context.make_array(array)(context, builder, values[0])
            word, number = ir.IntType(64), ir.IntType(32)
            step = builder.extract_value(seen.strides, 0)
            first = builder.add(builder.ptrtoint(seen.data, word), builder.mul(builder.sext(values[1], word), step))
            last = builder.add(first, builder.sub(step, ir.Constant(word, 1)))
            kind = ir.FunctionType(ir.VoidType(), [ir.IntType(8).as_pointer(), number, number, number])
            ask = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0")
            to_read, keep, data = (ir.Constant(number, value) for value in (0, 3, 1))
            for place in (first, last) if whole else (first,):
                builder.call(ask, [builder.inttoptr(place, ir.IntType(8).as_pointer()), to_read, keep, data])
            return context.get_dummy_value()

        return types.none(array, types.int64), generate

    return fetch


ahead: Any = intrinsic(_fetching(whole=False))
"""In a kernel: `ahead(array, row)`, where rows are met in an order of chance and the next ones are known."""

whole_ahead: Any = intrinsic(_fetching(whole=True))
"""The same for a row that may begin in one line of memory and end in the next, in an array without gaps."""
