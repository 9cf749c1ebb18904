"""Arrays as a short text: whole numbers, as they are or as steps along time, compressed, in characters of a page.

The browser's half is `front/decode.js`; both are held together by the browser tests.
"""

from __future__ import annotations

import base64
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from copsim.foundation.columns import Array

END = b"\x03\x00"
"""The last block of a raw deflate stream: an empty one."""


class Packed(NamedTuple):
    """columns: of each its name, bits (8 or 16), rows, columns, and 1 where steps are sent; text: all of them."""

    columns: list[list[Any]]
    text: str


def packed(columns: Mapping[str, Array]) -> Packed:
    """Columns of whole numbers from 0 to 65,535, of one or two axes; the last is time, or runs along like it.

    Raises
    ------
    ValueError
        When a number does not fit; nothing is cut off in silence.
    """
    index, body = [], []
    for name, array in columns.items():
        rows = np.atleast_2d(np.asarray(array))
        if rows.size and (rows.min() < 0 or rows.max() > 65535):
            raise ValueError(f"{name} has {rows.min()} to {rows.max()}, expected 0 to 65535")
        bits = 16 if rows.size and rows.max() > 255 else 8
        plain = rows.astype(np.int64)
        steps = np.diff(plain, axis=1, prepend=0) & (2**bits - 1)
        ways = {way: _deflated(_bytes(numbers, bits)) for way, numbers in enumerate((plain, steps))}
        stepwise = min(ways, key=lambda way: len(ways[way]))
        body.append(ways[stepwise])
        index.append([name, bits, *rows.shape, stepwise])
    return Packed(index, _text(b"".join(body) + END))


def _bytes(numbers: Array, bits: int) -> bytes:
    low = (numbers & 255).astype(np.uint8).tobytes()
    return low if bits == 8 else low + (numbers >> 8).astype(np.uint8).tobytes()


def _deflated(body: bytes) -> bytes:
    """A piece of a raw deflate stream, by whichever way of compressing is shortest: runs, repeats, or neither."""
    made = []
    for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE):
        press = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, 9, strategy)
        made.append(press.compress(body) + press.flush(zlib.Z_FULL_FLUSH))
    return min(made, key=len)


def text_of(body: bytes) -> str:
    """Bytes, compressed, as text without a "<": base 85 of RFC 1924, with "," for it."""
    return _text(_deflated(body) + END)


def _text(stream: bytes) -> str:
    return base64.b85encode(stream).decode().replace("<", ",")


def bytes_of(text: str) -> bytes:
    """What `text_of` was given."""
    return zlib.decompress(base64.b85decode(text.replace(",", "<")), -zlib.MAX_WBITS)


def unpacked(made: Packed) -> dict[str, Array]:
    """The columns again, each of shape (rows, columns)."""
    body = bytes_of(made.text)
    found, at = {}, 0
    for name, bits, rows, width, stepwise in made.columns:
        size = rows * width
        sent: Array = np.frombuffer(body, np.uint8, size, at).astype(np.int64)
        if bits == 16:
            sent |= np.frombuffer(body, np.uint8, size, at + size).astype(np.int64) << 8
        sent = sent.reshape(rows, width)
        found[name] = np.cumsum(sent, axis=1) & (2**bits - 1) if stepwise else sent
        at += size * bits // 8
    return found
