"""What the windows answer with: small values that hold no reference to the state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from copsim.constellation.agents import Member


class Challenge(NamedTuple):
    """An open challenge. kind: its number, from 0; domain: by name; facets: all must be right at once; came, due:
    weeks, from 1; tried: settings that failed."""

    kind: int
    domain: str
    facets: tuple[int, ...]
    came: int
    due: int
    tried: int


class Style(NamedTuple):
    """How somebody is disposed to take part. willingness: chance to reply when asked; interest: z by community."""

    willingness: float
    interest: dict[str, float]


class Tie(NamedTuple):
    """A tie. to: whom it leads to; trust: in them, 0 to 1."""

    to: Member
    trust: float


class Document(NamedTuple):
    """What a community has written of a facet. says: -1 or +1; written: in which week last; author: by whom (None: who
    has left)."""

    facet: int
    says: int
    written: int
    author: Member | None


class Skills(Mapping[int, int]):
    """What somebody holds to be right of each facet, -1 or +1; a facet they hold nothing of is not in it. Read-only.

    held: facet (64 x domain + number in the domain) -> value.
    """

    def __init__(self, held: Mapping[int, int]) -> None:
        self._held = dict(held)

    def __getitem__(self, facet: int) -> int:
        return self._held[facet]

    def __iter__(self) -> Iterator[int]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return f"Skills({self._held})"
