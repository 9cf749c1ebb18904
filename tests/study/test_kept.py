"""Looking into kept results: what a wrong query is told."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from copsim.foundation.errors import InputError
from copsim.study.kept import Kept, queried


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    pd.DataFrame({"structure.kind": ["none"], "ability": [0.5]}).to_parquet(tmp_path / "runs.parquet")
    return Kept("study", tmp_path, {})


@pytest.mark.parametrize("wrong", ["structure.kind", "structure_kind"])
def test_a_column_with_a_dot_that_was_not_quoted_is_named_as_it_must_be_written(kept: Kept, wrong: str) -> None:
    with pytest.raises(InputError, match=f'no such column: {wrong} .*double quotes: "structure.kind"'):
        queried(kept, f"SELECT {wrong} FROM runs")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT skill FROM runs", "no such column: skill; columns are runs: structure.kind, ability"),
        ("SELECT 1 FROM rums", "no such table: rums; tables: runs"),
        ("SELEC 1", 'near "SELEC": syntax error'),
    ],
)
def test_a_query_that_cannot_be_run_is_told_in_the_words_of_the_database(kept: Kept, query: str, says: str) -> None:
    with pytest.raises(InputError) as refused:
        queried(kept, query)
    assert says in str(refused.value)


def test_a_quoted_name_is_a_column(kept: Kept) -> None:
    assert queried(kept, 'SELECT "structure.kind" AS kind FROM runs')["kind"].tolist() == ["none"]
