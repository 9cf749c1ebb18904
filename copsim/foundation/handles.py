"""Handles: a bundle of arrays as kernels see it, one address of words that say where its arrays are.

Kernels change what is in arrays, never which arrays a bundle has. So a kernel reads the place and shape of an array as
constants, and counts no references: the handle keeps the arrays alive (docs/decisions/0012-handles-without-counts.md).
"""

from __future__ import annotations

import functools
import hashlib
from typing import Any, NamedTuple

import numba
import numpy as np
from llvmlite import ir
from numba.core import cgutils, types
from numba.core.typing.templates import AttributeTemplate
from numba.extending import (
    NativeValue,
    infer_getattr,
    lower_getattr_generic,
    models,
    register_model,
    typeof_impl,
    unbox,
)

from copsim.foundation.columns import columns_in_rows

COMPILED = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]
"""False under NUMBA_DISABLE_JIT=1, when kernels run as plain Python over NumPy scalars."""

WORD = 8
"""Bytes of a word. An array takes one for its place and two an axis (size, stride), a number or a bundle one."""


class BundleType(types.Type):
    """The compiled type of a bundle; named shortly, because the name is part of every symbol that uses it."""

    def __init__(self, label: str, fields: tuple[tuple[str, Any], ...]) -> None:
        self.fields = fields
        self.type_of = dict(fields)
        self.place_of: dict[str, int] = {}
        self.words = 0
        for name, field in fields:
            self.place_of[name] = self.words
            self.words += 1 + 2 * field.ndim if isinstance(field, types.Array) else 1
        told = repr([(name, str(field)) for name, field in fields]).encode()
        super().__init__(f"{label}_{hashlib.blake2b(told, digest_size=6).hexdigest()}")


class Handle:
    """A bundle as kernels take it: by address, sharing its arrays, which it keeps alive."""

    __slots__ = ("_numba_type_", "address", "bundle", "words")

    def __init__(self, bundle: Any) -> None:
        form = _form_of(bundle)
        self.bundle = bundle
        self.words = np.empty(form.words, np.int64)
        self.address: int = self.words.ctypes.data
        self._numba_type_ = form.type
        self.words[:] = _words_of(form, bundle, self.address)

    def __reduce__(self) -> tuple[Any, ...]:
        # Copied field by field it would keep the address of words that are not its own.
        return Handle, (self.bundle,)


def handle(bundle: Any) -> Any:
    """A bundle (NamedTuple of arrays, numbers and bundles) as a kernel takes it: by reference, sharing its arrays.

    Numba passes a tuple by value, seven words an array: a world of a hundred arrays makes calls 100 times dearer
    (docs/decisions/0003-handles.md). With JIT disabled the bundle itself is returned.
    """
    return Handle(bundle) if COMPILED else bundle


class _Form(NamedTuple):
    """What bundles of one type have in common; inside: of each bundle in it, None for anything else."""

    type: BundleType
    words: int
    inside: tuple[_Form | None, ...]


_forms: dict[Any, _Form] = {}

bundle_types: dict[str, BundleType] = {}
"""Those of bundles of which this process has made handles, by name."""


def _form_of(bundle: Any) -> _Form:
    key = _key_of(bundle)
    if key not in _forms:
        inside = tuple(_form_of(part) if hasattr(part, "_fields") else None for part in bundle)
        rows = columns_in_rows(bundle.__class__)
        held = [
            form.type if form is not None else _any_layout(part) if name in rows else numba.typeof(part)
            for name, part, form in zip(bundle._fields, bundle, inside, strict=True)
        ]
        made = BundleType(type(bundle).__name__, tuple(zip(bundle._fields, held, strict=True)))
        bundle_types[made.name] = made
        _forms[key] = _Form(made, made.words + sum(form.words for form in inside if form is not None), inside)
    return _forms[key]


def _any_layout(part: Any) -> Any:
    """The type of an array that lies in rows: of any layout, so that a copy of it has the same."""
    return types.Array(numba.from_dtype(part.dtype), part.ndim, "A")


def _key_of(bundle: Any) -> tuple[Any, ...]:
    # Numba takes long to tell the type of an array; what it depends on is told at once.
    key: list[Any] = [type(bundle)]
    rows = columns_in_rows(bundle.__class__)
    for name, part in zip(bundle._fields, bundle, strict=True):
        if name in rows:
            key.append((part.dtype, part.ndim))
        elif isinstance(part, np.ndarray):
            key.append((part.dtype, part.ndim, part.flags.num))
        elif hasattr(part, "_fields"):
            key.append(_key_of(part))
        else:
            key.append(type(part))
    return tuple(key)


def _words_of(form: _Form, bundle: Any, address: int) -> list[int]:
    """The words of a bundle at an address; behind them stand those of the bundles in it."""
    words: list[int] = []
    behind: list[int] = []
    end = address + WORD * form.type.words
    for part, inside in zip(bundle, form.inside, strict=True):
        if inside is not None:
            words.append(end)
            behind += _words_of(inside, part, end)
            end += WORD * inside.words
        elif isinstance(part, np.ndarray):
            words.append(part.ctypes.data)
            words += part.shape
            words += part.strides
        else:
            words.append(_word_of(part))
    return words + behind


def _word_of(number: Any) -> int:
    """A number's 64 bits, read as a signed integer."""
    if isinstance(number, float):
        return int(np.float64(number).view(np.int64))
    return (int(number) + (1 << 63)) % (1 << 64) - (1 << 63)


register_model(BundleType)(models.OpaqueModel)


@typeof_impl.register(Handle)
def _type_of_handle(seen: Handle, context: Any) -> BundleType:
    return seen._numba_type_


@unbox(BundleType)
def _unbox(kind: BundleType, seen: Any, c: Any) -> NativeValue:
    held = c.pyapi.object_getattr_string(seen, "address")
    address = c.pyapi.long_as_voidptr(held)
    c.pyapi.decref(held)
    return NativeValue(address, is_error=cgutils.is_not_null(c.builder, c.pyapi.err_occurred()))


@infer_getattr
class _Fields(AttributeTemplate):
    key = BundleType

    def generic_resolve(self, kind: BundleType, name: str) -> Any:  # type: ignore[override]
        return kind.type_of.get(name)


@lower_getattr_generic(BundleType)
def _read(context: Any, builder: Any, kind: BundleType, bundle: Any, name: str) -> Any:
    """Read a field. An array comes without an owner, so that nothing counts references to it."""
    field = kind.type_of[name]
    if isinstance(field, types.Array):
        return Held(context, builder, kind, bundle, name).whole()
    word = word_of(builder, bundle, kind.place_of[name])
    if isinstance(field, BundleType):
        return builder.inttoptr(word, context.get_value_type(field))
    if isinstance(field, types.Float):
        return builder.bitcast(word, context.get_value_type(field))
    return builder.trunc(word, context.get_value_type(field)) if field == types.boolean else word


def word_of(builder: Any, bundle: Any, nth: int) -> Any:
    """In machine code: the nth word of a bundle, which no kernel changes."""
    words = builder.bitcast(bundle, ir.IntType(64).as_pointer())
    read = builder.load(builder.gep(words, [ir.Constant(ir.IntType(32), nth)]))
    read.set_metadata("invariant.load", builder.module.add_metadata([]))
    return read


class Held:
    """In machine code: an array of a bundle, of which nothing was read yet."""

    def __init__(self, context: Any, builder: Any, kind: BundleType, bundle: Any, name: str) -> None:
        self.context, self.builder, self.bundle = context, builder, bundle
        self.type: Any = kind.type_of[name]
        self.place = kind.place_of[name]

    def data(self) -> Any:
        """Where it begins."""
        pointer = self.context.get_data_type(self.type.dtype).as_pointer()
        return self.builder.inttoptr(word_of(self.builder, self.bundle, self.place), pointer)

    def length(self, axis: int) -> Any:
        """Its length along an axis."""
        return word_of(self.builder, self.bundle, self.place + 1 + axis)

    def stride(self, axis: int) -> Any:
        """Bytes from one element to the next along an axis."""
        return word_of(self.builder, self.bundle, self.place + 1 + self.type.ndim + axis)

    def shape(self) -> Any:
        """Its lengths along all axes, as a tuple."""
        lengths = [self.length(axis) for axis in range(self.type.ndim)]
        return self.context.make_tuple(self.builder, types.UniTuple(types.intp, self.type.ndim), lengths)

    def size(self) -> Any:
        """How many elements it has."""
        return functools.reduce(self.builder.mul, (self.length(axis) for axis in range(self.type.ndim)))

    def whole(self) -> Any:
        """It as Numba knows arrays; whose it is (meminfo, parent) stays null: nobody owns it."""
        builder, axes = self.builder, range(self.type.ndim)
        size = self.context.get_constant(types.intp, self.context.get_abi_sizeof(self.data().type.pointee))
        value = self.context.get_constant_null(self.type)
        for place, part in enumerate((self.size(), size, self.data()), 2):
            value = builder.insert_value(value, part, place)
        for place, read in ((5, self.length), (6, self.stride)):
            for axis in axes:
                value = builder.insert_value(value, read(axis), [place, axis])
        return value
