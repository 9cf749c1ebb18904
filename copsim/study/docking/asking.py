"""`copsim dock`: one cell, or a table of them, as asked on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from copsim.foundation.errors import InputError, Problem
from copsim.study.docking import telling
from copsim.study.docking.docks import chunks, dock, runs_of, sample, tables
from copsim.study.docking.models import MODELS, model_named
from copsim.study.docking.references import block_of, cell_from, own_table, read_references, reference_for
from copsim.study.progress import progress, say
from copsim.study.runner import compile_kernels
from copsim.study.single import parsed_settings

RUNS = 1000


def ask_cells(
    model: str | None, cells: tuple[str, ...], metrics: tuple[str, ...], replications: int | None, file: Path | None,
    settings: tuple[str, ...], seed: int | None, as_json: bool,
) -> tuple[list[str], bool]:  # fmt: skip
    """Cells of one model, each with its metrics: what to print, and whether all that have a reference agree.

    Raises
    ------
    InputError
        With everything that is wrong with what was asked.
    """
    changed, problems = parsed_settings(settings)
    if file is not None:
        problems.append(Problem("--cells", "is a table of its own; it goes without --cell and --metric"))
    if model is None:
        problems.append(Problem("MODEL", f"is missing; known: {', '.join(MODELS)}"))
    if not metrics:
        known = f"; known: {', '.join(MODELS[model].metrics)}" if model in MODELS else ""
        problems.append(Problem("--metric", f"is missing{known}"))
    if problems or model is None:
        raise InputError(problems)
    known_model, asked = model_named(model), []
    for text in cells or ("{}",):
        try:
            cell = cell_from(text)
            luck = block_of(model, cell) if seed is None else seed
            scenario = known_model.scenario(cell, luck, _dotted(changed))
            asked.append((cell, scenario, [(name, known_model.metric(name)) for name in metrics]))
        except InputError as refused:
            problems += refused.problems
    if problems:
        raise InputError(problems)
    count = replications or RUNS
    compile_kernels(say, [scenario for _, scenario, _ in asked])
    records = []
    with progress(len(asked) * chunks(count), "batches of runs") as step:
        for cell, scenario, wanted in asked:
            found = sample(scenario, list(dict.fromkeys(name for _, name in wanted)), count, step)
            for name, summary in wanted:
                reference = reference_for(model, cell, name)
                records.append(telling.sample_record(model, cell, name, found[summary], reference))
    if as_json:
        lines = telling.json_text(records[0] if len(records) == 1 else records).splitlines()
    else:
        lines = [line for record in records for line in telling.sample_lines(record)]
    return lines, all(record.get("agrees", True) for record in records)


def ask_tables(
    model: str | None, cells: tuple[str, ...], metrics: tuple[str, ...], replications: int | None, file: Path | None,
    settings: tuple[str, ...], seed: int | None, as_json: bool,
) -> tuple[list[str], bool]:  # fmt: skip
    """The reference cells of a file (or copsim's own), of one model or all: what to print, and whether all agree.

    Raises
    ------
    InputError
        With everything that is wrong with what was asked.
    """
    changed, problems = parsed_settings(settings)
    if seed is not None:
        problems.append(Problem("--seed", "goes with --cell; a table's cells have seeds of their own"))
    if problems:
        raise InputError(problems)
    if model is not None:
        model_named(model)
    path = file or own_table()
    references = read_references(path, model)
    if not references:
        raise InputError([Problem(model or "", "no cell of this model in the table")], str(path))
    for row in references:
        model_named(row.model).scenario(row.cell, row.block, _dotted(changed))
    counts = [replications or max(row.replications for row in rows) for rows in runs_of(references)]
    with progress(sum(chunks(count) for count in counts), "batches of runs") as step:
        found = tables(dock(references, replications=replications, changed=_dotted(changed), step=step))
    lines = telling.json_text(telling.tables_record(found)).splitlines() if as_json else telling.table_lines(found)
    return lines, all(one.agrees for one in found)


def _dotted(settings: dict[str, Any]) -> dict[str, Any]:
    # A deviant's key may leave its table out: "step=full" is "learning.step=full".
    return {key if "." in key or key == "seed" else f"learning.{key}": value for key, value in settings.items()}
