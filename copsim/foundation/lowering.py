"""How kernels are written in LLVM's language: what they do most, they do in few instructions.

Numba writes the reading of one number from an array of a bundle as some sixty instructions, of which LLVM leaves four:
to write them, print them and read them again took most of the time to compile (docs/decisions/0021-fewer-instructions.md).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from numba.core import cgutils, types
from numba.core.lowering import Lower

from copsim.foundation.handles import BundleType, Held

NUMBERS = types.Integer | types.Float | types.Boolean


class CompactLower(Lower):
    """Numba's own, but for single numbers in arrays, arrays of bundles, and `int` of what is an integer already."""

    def lower_expr(self, resty: Any, expr: Any) -> Any:
        """The value of an expression; of an array of a bundle, which one it is, until more of it is asked for."""
        if expr.op == "getattr":
            base, held = self.typeof(expr.value.name), self._held(expr.value.name)
            if isinstance(base, BundleType) and isinstance(resty, types.Array):
                return Held(self.context, self.builder, base, self.loadvar(expr.value.name), expr.attr)
            if held is not None and expr.attr in ("shape", "size"):
                return held.shape() if expr.attr == "shape" else held.size()
        return super().lower_expr(resty, expr)

    def _held(self, name: str) -> Held | None:
        """The array of a bundle that a name stands for, in this block."""
        value = self._blk_local_varmap.get(name)
        return value if isinstance(value, Held) else None

    def storevar(self, value: Any, name: str, argidx: Any = None) -> None:
        """Keep a value under a name, for this block or for all."""
        if isinstance(value, Held) and name not in self._singly_assigned_vars:
            value = value.array()
        super().storevar(value, name, argidx)

    def loadvar(self, name: str) -> Any:
        """The value under a name."""
        value = super().loadvar(name)
        return value.array() if isinstance(value, Held) else value

    def delvar(self, name: str) -> None:
        """Forget a name; nobody counts references to the array of a bundle."""
        if self._held(name) is None:
            super().delvar(name)

    def lower_call(self, resty: Any, expr: Any) -> Any:
        """A call; `int` of an integer is that integer."""
        called = self.typeof(expr.func.name)
        if isinstance(called, types.Function) and called.typing_key is int and len(expr.args) == 1 and not expr.kws:
            given = self.typeof(expr.args[0].name)
            if isinstance(given, types.Integer) and isinstance(resty, types.Integer):
                return self.context.cast(self.builder, self.loadvar(expr.args[0].name), given, resty)
        return super().lower_call(resty, expr)

    def lower_getitem(self, resty: Any, expr: Any, value: Any, index: Any, signature: Any) -> Any:
        """What stands at an index."""
        place = self._place(value.name, index.name, signature)
        if place is None:
            return super().lower_getitem(resty, expr, value, index, signature)
        found = self.context.unpack_value(self.builder, signature.args[0].dtype, place)
        return self.context.cast(self.builder, found, signature.args[0].dtype, resty)

    def lower_setitem(self, target_var: Any, index_var: Any, value_var: Any, signature: Any) -> Any:
        """Put a value at an index."""
        value, kind, to = self.loadvar(value_var.name), self.typeof(value_var.name), signature.args[2]
        place = self._place(target_var.name, index_var.name, signature) if isinstance(to, NUMBERS) else None
        if place is None:
            return super().lower_setitem(target_var, index_var, value_var, signature)
        value = self.context.cast(self.builder, value, kind, to)
        value = self.context.cast(self.builder, value, to, signature.args[0].dtype)
        return self.context.pack_value(self.builder, signature.args[0].dtype, value, place)

    def _place(self, name: str, index: str, signature: Any) -> Any:
        """Where a single number of an array is; None if it is not that which is asked for, or if indices are checked."""
        kind, at = signature.args[:2]
        parts = tuple(at) if isinstance(at, types.BaseTuple) else (at,)
        if (
            not isinstance(kind, types.Array)
            or len(parts) != kind.ndim
            or not all(isinstance(part, types.Integer) for part in parts)
            or not isinstance(kind.dtype, NUMBERS)
            or kind.layout == "F"
            or not kind.aligned
            or self.context.enable_boundscheck
        ):
            return None
        array = self._held(name) or _Loaded(self.builder, self.loadvar(name))
        given = self.context.cast(self.builder, self.loadvar(index), self.typeof(index), at)
        numbers = cgutils.unpack_tuple(self.builder, given, len(parts)) if isinstance(at, types.BaseTuple) else [given]
        steps = [
            self._counted(number, part, array.length(axis))
            for axis, (number, part) in enumerate(zip(numbers, parts, strict=True))
        ]
        return self._element(kind, array, steps)

    def _counted(self, number: Any, kind: Any, length: Any) -> Any:
        """An index from the beginning of an axis; a negative one is counted from its end."""
        number = self.context.cast(self.builder, number, kind, types.uintp if not kind.signed else types.intp)
        if not kind.signed or (isinstance(kind, types.IntegerLiteral) and kind.literal_value >= 0):
            return number
        negative = self.builder.icmp_signed("<", number, number.type(0))
        return self.builder.select(negative, self.builder.add(number, length), number)

    def _element(self, kind: Any, array: Held | _Loaded, steps: Sequence[Any]) -> Any:
        """Where the element is that stands so many steps along each axis."""
        builder = self.builder
        if kind.layout == "A":
            offsets = [builder.mul(step, array.stride(axis)) for axis, step in enumerate(steps)]
            return cgutils.pointer_add(builder, array.data(), functools.reduce(builder.add, offsets))
        place = steps[0]
        for axis, step in enumerate(steps[1:], 1):
            place = builder.add(builder.mul(place, array.length(axis)), step)
        return builder.gep(array.data(), [place])


class _Loaded:
    """In machine code: an array as Numba knows it."""

    def __init__(self, builder: Any, value: Any) -> None:
        self.builder, self.value = builder, value

    def data(self) -> Any:
        """Where it begins."""
        return self.builder.extract_value(self.value, 4)

    def length(self, axis: int) -> Any:
        """Its length along an axis."""
        return self.builder.extract_value(self.value, [5, axis])

    def stride(self, axis: int) -> Any:
        """Bytes from one element to the next along an axis."""
        return self.builder.extract_value(self.value, [6, axis])
