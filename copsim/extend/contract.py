"""The contract of an extension's parts, for an author's own tests and for `copsim extension check`.

    from copsim.extend.contract import contract_of

    test_contract = contract_of("guild.py")

gives pytest a test for every promise of every part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from copsim.activities.families import Family
from copsim.constellation.measures.contract import Measure, Summary
from copsim.constellation.phases import Phase
from copsim.extend.trial import Promise
from copsim.foundation.extensions import LOADED, Picture
from copsim.sponsorship.policies import Policy
from copsim.structures.structure import Structure
from copsim.study.extended import have


def promises_of(name: str) -> list[Promise]:
    """What is asked of each part of an extension, a file or an installed package.

    Raises
    ------
    InputError
        With all that is wrong where it cannot be loaded.
    """
    have([name])
    return [promise for item in LOADED[name].brought for promise in _asked(item)(item, name)]


def _asked(item: Any) -> Callable[[Any, str], Iterator[Promise]]:
    from copsim.extend import kernel_promises, promises

    asked: dict[type, Callable[[Any, str], Iterator[Promise]]] = {
        Structure: promises.of_structure,
        Measure: promises.of_measure,
        Summary: promises.of_summary,
        Picture: promises.of_picture,
        Family: kernel_promises.of_family,
        Policy: kernel_promises.of_policy,
        Phase: kernel_promises.of_phase,
    }
    return asked[type(item)]


def broken(promise: Promise) -> str:
    """Why a promise does not hold; "" where it does."""
    try:
        promise.keep()
    except AssertionError as said:
        return str(said) or "it does not hold"
    except Exception as error:
        return f"it fails: {type(error).__name__}: {error}"
    return ""


def contract_of(name: str) -> Callable[[Promise], None]:
    """A test of pytest that asks every promise of an extension, each by its words.

    Raises what `promises_of` raises.
    """
    import pytest

    @pytest.mark.parametrize("promise", promises_of(name), ids=str)
    def test_contract(promise: Promise) -> None:
        promise.keep()

    return test_contract
