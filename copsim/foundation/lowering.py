"""How kernels are written in LLVM's language: what they do most, they do in few instructions.

Numba writes the reading of one number from an array of a bundle as some sixty instructions, of which LLVM leaves four;
to write, print and read them again took a third of the time to compile (docs/decisions/0021-fewer-instructions.md).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from llvmlite import ir
from numba.core import cgutils, types
from numba.core.lowering import Lower

from copsim.foundation.handles import BundleType, Held

OWNER = types.MemInfoPointer(types.voidptr)
TUPLES: Any = types.BaseTuple
NUMBERS = types.Integer | types.Float | types.Boolean


class CompactLower(Lower):
    """Numba's own, but for numbers in arrays, arrays of bundles, ranges, references, and `int` of an integer."""

    def lower_expr(self, resty: Any, expr: Any) -> Any:
        """The value of an expression; of an array of a bundle, which one it is, until more of it is asked for."""
        if expr.op == "getattr":
            base, held = self.typeof(expr.value.name), self._held(expr.value.name)
            if isinstance(base, BundleType) and isinstance(resty, types.Array):
                return Held(self.context, self.builder, base, self.loadvar(expr.value.name), expr.attr)
            if held is not None and expr.attr in ("shape", "size"):
                return held.shape() if expr.attr == "shape" else held.size()
        elif expr.op == "getiter":
            steps = self._blk_local_varmap.get(expr.value.name)
            if isinstance(steps, Steps):
                return steps.begun()
        elif expr.op == "iternext" and self.typeof(expr.value.name) == Steps.ITERATOR:
            return Steps.next(self.builder, self.loadvar(expr.value.name), self.context.get_value_type(resty))
        elif expr.op in ("pair_first", "pair_second"):
            found = self.builder.extract_value(self.loadvar(expr.value.name), int(expr.op == "pair_second"))
            self.incref(resty, found)
            return found
        return super().lower_expr(resty, expr)

    def _held(self, name: str) -> Held | None:
        """The array of a bundle that a name stands for, in this block."""
        value = self._blk_local_varmap.get(name)
        return value if isinstance(value, Held) else None

    def storevar(self, value: Any, name: str, argidx: Any = None) -> None:
        """Keep a value under a name, for this block or for all."""
        local = name in self._singly_assigned_vars and not self._disable_sroa_like_opt
        if isinstance(value, Held | Steps) and not local:
            value = value.whole()
        if local or argidx is not None or self._is_counted(self.typeof(name)):
            super().storevar(value, name, argidx)
        else:
            self.builder.store(value, self.getvar(name))

    def loadvar(self, name: str) -> Any:
        """The value under a name."""
        value = super().loadvar(name)
        return value.whole() if isinstance(value, Held | Steps) else value

    def delvar(self, name: str) -> None:
        """Forget a name. Nobody counts references to the array of a bundle, or to a number."""
        if self._held(name) is not None:
            return
        if self._is_counted(self.typeof(name)):
            super().delvar(name)
        elif name not in self._blk_local_varmap:
            self._singly_assigned_vars.discard(name)

    def incref(self, typ: Any, val: Any) -> None:
        """One reference more to what a value holds."""
        self._count(self.context.nrt.incref, typ, val)

    def decref(self, typ: Any, val: Any) -> None:
        """One reference less."""
        self._count(self.context.nrt.decref, typ, val)

    def _is_counted(self, kind: Any) -> bool:
        return bool(self.context.data_model_manager[kind].contains_nrt_meminfo())

    def _count(self, count: Any, kind: Any, value: Any) -> None:
        """Count a reference to whoever owns an array, without a look at its other parts."""
        if isinstance(kind, types.Array):
            count(self.builder, OWNER, self.builder.extract_value(value, 0))
        elif isinstance(kind, TUPLES):
            for place, part in enumerate(kind.types):
                if self._is_counted(part):
                    self._count(count, part, self.builder.extract_value(value, place))
        elif self._is_counted(kind):
            count(self.builder, kind, value)

    def lower_call(self, resty: Any, expr: Any) -> Any:
        """A call; `int` of an integer is that integer, and a range of one or two numbers is these."""
        called = getattr(self.typeof(expr.func.name), "typing_key", None)
        kinds = [self.typeof(given.name) for given in expr.args]
        if (
            called in (int, range)
            and all(isinstance(kind, types.Integer) for kind in kinds)
            and not (expr.kws or expr.vararg)
        ):
            if called is int and len(kinds) == 1 and isinstance(resty, types.Integer):
                return self._number(expr.args[0], resty)
            if called is range and 1 <= len(kinds) <= 2 and resty == Steps.RANGE:
                ends = [self._number(given, types.int64) for given in expr.args]
                return Steps(self.context, self.builder, *ends)
        return super().lower_call(resty, expr)

    def _number(self, given: Any, kind: Any) -> Any:
        """The value of an argument as a number of some type."""
        return self.context.cast(self.builder, self.loadvar(given.name), self.typeof(given.name), kind)

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
        """Where a single number of an array is; None if something else is asked for, or if indices are checked."""
        kind, at = signature.args[:2]
        parts = at.types if isinstance(at, TUPLES) else (at,)
        if (
            not isinstance(kind, types.Array)
            or self.typeof(name) != kind
            or len(parts) != kind.ndim
            or not parts
            or not all(isinstance(part, types.Integer) for part in parts)
            or not isinstance(kind.dtype, NUMBERS)
            or kind.layout == "F"
            or not kind.aligned
            or self.context.enable_boundscheck
        ):
            return None
        array = self._held(name) or _Loaded(self.builder, self.loadvar(name))
        given = self.context.cast(self.builder, self.loadvar(index), self.typeof(index), at)
        numbers = cgutils.unpack_tuple(self.builder, given, len(parts)) if isinstance(at, TUPLES) else [given]
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


class Steps:
    """In machine code: `range(stop)` or `range(start, stop)`, of which nothing was read yet."""

    RANGE = types.range_state64_type
    ITERATOR = types.range_iter64_type

    def __init__(self, context: Any, builder: Any, *ends: Any) -> None:
        self.context, self.builder = context, builder
        self.one = context.get_constant(types.int64, 1)
        self.start = ends[0] if len(ends) == 2 else context.get_constant(types.int64, 0)
        self.stop = ends[-1]

    def whole(self) -> Any:
        """It as Numba knows it."""
        return _together(self.builder, self.context.get_value_type(self.RANGE), (self.start, self.stop, self.one))

    def begun(self) -> Any:
        """Its iterator: where the next number is, where to stop, the step, and where it is how many are left."""
        with self.builder.goto_entry_block():
            following, left = self.builder.alloca(self.stop.type), self.builder.alloca(self.stop.type)
        some = self.builder.icmp_signed(">", self.stop, self.start)
        count = self.builder.select(some, self.builder.sub(self.stop, self.start), self.stop.type(0))
        self.builder.store(self.start, following)
        self.builder.store(count, left)
        parts = (following, self.stop, self.one, left)
        return _together(self.builder, self.context.get_value_type(self.ITERATOR), parts)

    @staticmethod
    def next(builder: Any, iterator: Any, pair: Any) -> Any:
        """The next number, and whether there is one."""
        following, step, left = (builder.extract_value(iterator, place) for place in (0, 2, 3))
        number, count = builder.load(following), builder.load(left)
        more = builder.icmp_signed(">", count, count.type(0))
        with builder.if_then(more):
            builder.store(builder.add(number, step), following)
            builder.store(builder.sub(count, count.type(1)), left)
        return _together(builder, pair, (number, more))


def _together(builder: Any, kind: Any, parts: Sequence[Any]) -> Any:
    """Several values as one."""
    whole = kind(ir.Undefined)
    for place, part in enumerate(parts):
        whole = builder.insert_value(whole, part, place)
    return whole
