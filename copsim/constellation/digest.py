"""The state digest: a fingerprint of everything that a run has come to, equal on all supported versions.

BLAKE2b over the declared columns of the state. People are hashed in the order of uid, and where a column refers to
members the digest takes their uids, so that it does not depend on the rows in which people are stored.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import numpy as np

from copsim.constellation.world import World
from copsim.foundation.columns import Array, Column, columns_of


def state_digest(world: World) -> str:
    """32 hexadecimal digits that name the state of a world."""
    return digest_of(state_columns(world))


def digest_of(columns: Iterable[tuple[str, Column, Array]]) -> str:
    """32 hexadecimal digits over columns: their names, shapes, types and what they hold."""
    digest = hashlib.blake2b(digest_size=16)
    for name, column, array in columns:
        digest.update(f"{name}{array.shape}{column.dtype}".encode())
        digest.update(array.astype(np.dtype(column.dtype).newbyteorder("<"), copy=False).tobytes())
    return digest.hexdigest()


def state_columns(world: World) -> list[tuple[str, Column, Array]]:
    """Every declared column of the state by its name ("people.uid"), people in the order of uid and named by it."""
    return columns_by_uid(world, world.people.uid)


def columns_by_uid(bundles: Any, uid: Array) -> list[tuple[str, Column, Array]]:
    """The declared columns of the bundles in a NamedTuple, with members in the order of `uid` and named by it."""
    order = np.argsort(uid)
    found = []
    for bundle_name, bundle in zip(bundles._fields, bundles, strict=True):
        if isinstance(bundle, tuple):
            for name, column in columns_of(type(bundle)):
                if column.state:
                    array = _by_uid(getattr(bundle, name), column, order, uid)
                    found.append((f"{bundle_name}.{name}", column, array))
    return found


def _by_uid(array: Array, column: Column, order: Array, uid: Array) -> Array:
    # units.people has the axis of members, but stands unit by unit: a list of references, not a column of people.
    listed = column.axes == ("member",) and column.refers == "member"
    shown = array[order] if column.axes[0] == "member" and not listed else array
    return np.where(shown >= 0, uid[shown], -1) if column.refers == "member" else np.ascontiguousarray(shown)
