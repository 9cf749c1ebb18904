"""`copsim dock`: one cell, or a table of them, as asked on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from copsim.foundation.errors import InputError, Problem
from copsim.study.docking import telling
from copsim.study.docking.docks import chunks, dock, runs_of, sample, tables
from copsim.study.docking.models import MODELS, model_named
from copsim.study.docking.references import block_of, cell_from, own_table, read_references, reference_for
from copsim.study.progress import progress, say
from copsim.study.runner import compile_kernels
from copsim.study.single import parsed_settings

RUNS = 1000


class Asked(NamedTuple):
    """What stands on the command line; texts as they were typed."""

    model: str | None
    cells: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    replications: int | None = None
    file: Path | None = None
    settings: tuple[str, ...] = ()
    seed: int | None = None
    as_json: bool = False


def answer(asked: Asked) -> tuple[list[str], bool]:
    """What to print, and whether all that has a reference agrees: of cells where any are named, else of a table."""
    return ask_cells(asked) if asked.cells or asked.metrics else ask_tables(asked)


def ask_cells(asked: Asked) -> tuple[list[str], bool]:
    """Cells of one model, each with its metrics: what to print, and whether all that have a reference agree.

    Raises
    ------
    InputError
        With everything that is wrong with what was asked.
    """
    changed, problems = parsed_settings(asked.settings)
    if asked.file is not None:
        problems.append(Problem("--cells", "is a table of its own; it goes without --cell and --metric"))
    if asked.model is None:
        problems.append(Problem("MODEL", f"is missing; known: {', '.join(MODELS)}"))
    if not asked.metrics:
        known = f"; known: {', '.join(MODELS[asked.model].metrics)}" if asked.model in MODELS else ""
        problems.append(Problem("--metric", f"is missing{known}"))
    if problems or asked.model is None:
        raise InputError(problems)
    model, wanted_cells = model_named(asked.model), []
    for text in asked.cells or ("{}",):
        try:
            cell = cell_from(text)
            luck = block_of(model.name, cell) if asked.seed is None else asked.seed
            scenario = model.scenario(cell, luck, _dotted(changed))
            wanted_cells.append((cell, scenario, [(name, model.metric(name)) for name in asked.metrics]))
        except InputError as refused:
            problems += refused.problems
    if problems:
        raise InputError(problems)
    count = asked.replications or RUNS
    compile_kernels(say, [scenario for _, scenario, _ in wanted_cells])
    records = []
    with progress(len(wanted_cells) * chunks(count), "batches of runs") as step:
        for cell, scenario, wanted in wanted_cells:
            found = sample(scenario, list(dict.fromkeys(name for _, name in wanted)), count, step)
            for name, summary in wanted:
                reference = reference_for(model.name, cell, name)
                records.append(telling.sample_record(model.name, cell, name, found[summary], reference))
    if asked.as_json:
        lines = telling.json_text(records[0] if len(records) == 1 else records).splitlines()
    else:
        lines = [line for record in records for line in telling.sample_lines(record)]
    return lines, all(record.get("agrees", True) for record in records)


def ask_tables(asked: Asked) -> tuple[list[str], bool]:
    """The reference cells of a file (or copsim's own), of one model or all: what to print, and whether all agree.

    Raises
    ------
    InputError
        With everything that is wrong with what was asked.
    """
    changed, problems = parsed_settings(asked.settings)
    if asked.seed is not None:
        problems.append(Problem("--seed", "goes with --cell; a table's cells have seeds of their own"))
    if problems:
        raise InputError(problems)
    if asked.model is not None:
        model_named(asked.model)
    path = asked.file or own_table()
    references = read_references(path, asked.model)
    if not references:
        raise InputError([Problem(asked.model or "", "no cell of this model in the table")], str(path))
    for row in references:
        model_named(row.model).scenario(row.cell, row.block, _dotted(changed))
    counts = [asked.replications or max(row.replications for row in rows) for rows in runs_of(references)]
    with progress(sum(chunks(count) for count in counts), "batches of runs") as step:
        found = tables(dock(references, replications=asked.replications, changed=_dotted(changed), step=step))
    lines = (
        telling.json_text(telling.tables_record(found)).splitlines() if asked.as_json else telling.table_lines(found)
    )
    return lines, all(one.agrees for one in found)


def _dotted(settings: dict[str, Any]) -> dict[str, Any]:
    # A deviant's key may leave its table out: "step=full" is "learning.step=full".
    return {key if "." in key or key == "seed" else f"learning.{key}": value for key, value in settings.items()}
