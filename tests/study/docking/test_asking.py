"""`copsim dock`: settings in the letters of published models; every mistake is told, and red is red."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from copsim.cli import main
from copsim.foundation.errors import InputError
from copsim.study.docking.docks import Docked, Sample, Table, sample, sample_of, tables, z_of
from copsim.study.docking.models import MODELS, model_named
from copsim.study.docking.references import Reference, block_of, own_table, read_references, reference_for

HEAD = "model,cell,metric,ref_mean,ref_se,engine_reps,tol_in_combined_se\n"
SMALL = {"m": 10, "n": 12, "p1": 0.5, "p2": 0.5, "stop": "equilibrium"}


def docked(z: float, tolerance: float = 3.3) -> Docked:
    reference = Reference("march91.C", SMALL, "code_score", 0.5, 0.01, 100, tolerance, 1, 2)
    return Docked(reference, Sample(100, 0.5, 0.01, 0.1), z)


def dock(*words: str) -> Any:
    return CliRunner().invoke(main, ["dock", *words])


def test_a_cell_gives_mean_error_and_deviation_as_json() -> None:
    done = dock("march91.C", "--cell", json.dumps(SMALL), "--metric", "code_score", "--replications", "60", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0
    assert told["mean"] == pytest.approx(sample(model_named("march91.C").scenario(SMALL, block_of("march91.C", SMALL)),
                                                ["code_score"], 60)["code_score"].mean)  # fmt: skip
    assert told["se"] == pytest.approx(told["sd"] / 60**0.5)
    assert "z" not in told


def test_a_cell_that_the_table_knows_is_held_against_it_whatever_keys_it_leaves_out() -> None:
    reference = reference_for("march91.C", {"p1": 0.9, "p2": 0.9}, "code_score")
    assert reference is not None
    assert reference.mean == 0.729507
    assert reference_for("march91.C", {"p1": 0.9, "p2": 0.8}, "code_score") is None


def test_a_table_whose_means_are_wrong_exits_with_1(tmp_path: Path) -> None:
    cell = json.dumps(SMALL).replace('"', '""')
    right = sample(model_named("march91.C").scenario(SMALL, 5), ["code_score"], 400)["code_score"]
    path = tmp_path / "cells.csv"
    for mean, code in ((right.mean, 0), (right.mean + 0.2, 1)):
        path.write_text(f'{HEAD}march91.C,"{cell}",code_score,{mean},{right.error},100,3.3\n')
        done = dock("--cells", str(path))
        assert done.exit_code == code, done.output
    assert "DOES NOT AGREE" in done.stdout
    assert "second block" in done.stdout


def test_every_mistake_of_a_cell_is_told_at_once() -> None:
    done = dock("march91.C", "--cell", '{"p1": 2, "q": 1, "T": "soon"}', "--metric", "code_score")
    assert done.exit_code == 2
    assert [word for word in ("p1: expected at most 1", "q: is no key", "T: expected a number") if word in done.stderr]
    assert len(done.stderr.splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["march91.c", "--cell", "{}", "--metric", "code_score"], "did you mean 'march91.C'"),
        (["march91.C", "--cell", "{}", "--metric", "code_scores"], "did you mean 'code_score'"),
        (["march91.C", "--cell", "[1]", "--metric", "code_score"], "expected a JSON object"),
        (["--cells", "nowhere.csv"], "no such file"),
        (["march91.C", "--cell", "{}"], "--metric: is missing"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(words: list[str], said: str) -> None:
    done = dock(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_every_wrong_line_of_a_table_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cells.csv"
    path.write_text(HEAD + 'march91.X,"{}",code_score,1,1,10,3\nmarch91.C,"{}",code_score,one,1,10,3\n')
    with pytest.raises(InputError) as refused:
        read_references(path)
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_seeds_of_cells_are_their_own_and_stay() -> None:
    rows = read_references(own_table())
    blocks = {(row.model, json.dumps(row.cell)): {row.block, row.second} for row in rows}
    assert len(set.union(*blocks.values())) == 2 * len(blocks)
    assert all(row.block == block_of(row.model, row.cell) for row in rows), "the file says what follows from the cells"


def test_a_model_agrees_only_if_every_cell_and_their_sum_do() -> None:
    (fine,) = tables([docked(1.0), docked(-2.0)])
    assert fine.agrees
    assert fine.chi2 == 5.0
    assert not tables([docked(3.4), docked(0.0)])[0].agrees
    assert not tables([docked(2.9)] * 5)[0].agrees, "no cell is off by itself, but all are off the same way"


def test_z_is_the_difference_in_combined_standard_errors() -> None:
    found = sample_of([1.0, 2.0, 3.0, 4.0])
    assert found.mean == 2.5
    assert found.sd == pytest.approx(1.2909944487)
    assert z_of(found, 2.0, 0.0) == pytest.approx(0.5 / found.error)
    assert z_of(Sample(2, 1.0, 0.0, 0.0), 1.0, 0.0) == 0.0


def test_every_model_says_what_it_is_and_can_be_run_without_a_word() -> None:
    for model in MODELS.values():
        assert model.title
        assert model.source
        assert model.scenario({}).in_short()
        assert isinstance(tables([docked(0)])[0], Table)
