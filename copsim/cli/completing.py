"""Shell completion: names of scenarios and experiments, keys and choices for --set. It reads files, imports no model.

The shells' scripts are click's. Bash breaks words at `=`, so what belongs together is joined again before it is read.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

if TYPE_CHECKING:  # click before 8.2 has no such type when it runs
    Items = list[CompletionItem[str]]

VARIABLE = "_COPSIM_COMPLETE"
REF = "#/$defs/"
PLAIN_BASH = "COMPREPLY+=($value)"
PLAIN_ZSH = 'if [[ "$type" == "plain" ]]; then'


class _Words(ShellComplete):
    """Keeps the words of the line: with an option still without its value, click cannot tell what the others are."""

    def get_completions(self, args: list[str], incomplete: str) -> Items:
        self.ctx_args = {**self.ctx_args, "obj": list(args)}
        return super().get_completions(args, incomplete)


class Bash(_Words, BashComplete):
    """Bash hands over KEY=VALUE as three words and wants the last of them back; after KEY= it adds no space."""

    source_template = BashComplete.source_template.replace(
        PLAIN_BASH, f"{PLAIN_BASH}\n            [[ $value == *= ]] && compopt -o nospace"
    )

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words before the cursor, and the one under it, as they were typed."""
        args, incomplete = super().get_completion_args()
        words = joined([*args, incomplete])
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """What is put in place of the word under the cursor: what follows the `=` before it."""
        _, equals, value = str(item.value).partition("=")
        return f"{item.type},{value if equals and value else item.value}"


class Zsh(_Words, ZshComplete):
    """Zsh: after KEY= it adds no space."""

    source_template = ZshComplete.source_template.replace(
        PLAIN_ZSH, 'if [[ "$type" == "plain" && "$key" == *= ]]; then\n            '
        "compadd -U -S '' -- \"$key\"\n        el" + PLAIN_ZSH
    )  # fmt: skip


class Fish(_Words, FishComplete):
    """Fish adds no space after = by itself."""


def joined(words: list[str]) -> list[str]:
    """Words that were broken at `=`, whole again."""
    whole: list[str] = []
    for word in words:
        if whole and (word.startswith("=") or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def script(shell: str, program: Any) -> str:
    """What a shell reads once to complete copsim's commands."""
    return SHELLS[shell](program, {}, "copsim", VARIABLE).source()


def scenarios(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Scenarios here and of the package, then files."""
    return _names(incomplete, "scenarios")


def experiments(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Experiments here and of the package, then files."""
    return _names(incomplete, "experiments")


def both(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Scenarios and experiments, then files."""
    return _names(incomplete, "scenarios", "experiments")


def studies(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Portfolio studies, then files."""
    return _names(incomplete, "experiments/strategy")


def settings(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Keys of the scenario that stands on the line (of all kinds where none does); after `=` the choices of the key."""
    key, equals, value = incomplete.partition("=")
    schema = _schema()
    if equals:
        return [CompletionItem(f"{key}={choice}") for choice in _choices(schema, key) if choice.startswith(value)]
    found = {name: told for name, told in _keys(schema, _kind(ctx, schema)) if name.startswith(key)}
    return [CompletionItem(f"{name}=", help=told) for name, told in found.items()]


def profiles(ctx: click.Context, param: click.Parameter, incomplete: str) -> Items:
    """Profiles of the experiment that stands on the line."""
    there = _data(_argument(ctx, "experiment"), "experiments").get("profiles", {})
    return [CompletionItem(name) for name in there if name.startswith(incomplete)]


def _argument(ctx: click.Context, name: str) -> str:
    words = list(ctx.obj or ())[1:]
    if words and words[-1].startswith("-"):
        ctx = ctx.command.make_context(ctx.info_name, words[:-1], resilient_parsing=True)
    return str(ctx.params.get(name) or "")


def _names(incomplete: str, *folders: str) -> Items:
    homes = [home for folder in folders for home in (_library() / folder, Path(folder))]
    names = {path.relative_to(home).with_suffix("").as_posix() for home in homes for path in home.rglob("*.toml")}
    found = sorted(name for name in names if name.startswith(incomplete) and not name.startswith("strategy/"))
    return [CompletionItem(name) for name in found] or [CompletionItem(incomplete, type="file")]


def _library() -> Path:
    package = Path(__file__).resolve().parents[1]
    inside = package / "library"
    return inside if inside.is_dir() else package.parent


def schema_file(kind: str) -> Path:
    """The schema of a kind of file as it was kept (pydantic's versions word it differently): in a wheel, or in docs."""
    inside = _library() / "schemas"
    return (inside if inside.is_dir() else _library() / "docs" / "schemas") / f"{kind}.json"


def _schema() -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(schema_file("scenario").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told


def _kind(ctx: click.Context, schema: dict[str, Any]) -> list[str]:
    """The tables that the scenario on the line may have; none: all."""
    apart = {table: list(told["propertyNames"]["enum"]) for table, told in schema.get("dependentSchemas", {}).items()}
    name = _argument(ctx, "scenario")
    if not name:
        return []
    of = next((names for table, names in apart.items() if table in _data(name, "scenarios")), None)
    return of or [table for table in schema.get("properties", {}) if table not in apart]


def _data(name: str, folder: str) -> dict[str, Any]:
    for path in (Path(name), Path(folder) / f"{name}.toml", _library() / folder / f"{name}.toml"):
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
    return {}


def _keys(schema: dict[str, Any], tables: list[str]) -> Iterator[tuple[str, str]]:
    for key, told in schema.get("properties", {}).items():
        if tables and key not in tables:
            continue
        table = told.get("$ref", "")
        if not table:
            yield key, told.get("description", "")
            continue
        for name, inner in schema["$defs"][table.removeprefix(REF)]["properties"].items():
            yield f"{key}.{name}", inner.get("description", "")


def _choices(schema: dict[str, Any], key: str) -> list[str]:
    table, dot, name = key.partition(".")
    told = schema.get("properties", {}).get(table, {})
    if dot:
        told = schema["$defs"].get(str(told.get("$ref", "")).removeprefix(REF), {}).get("properties", {}).get(name, {})
    if told.get("type") == "boolean":
        return ["true", "false"]
    return [str(value) for kind in (told, *told.get("anyOf", ())) for value in kind.get("enum", ())]


SHELLS: dict[str, type[ShellComplete]] = {"bash": Bash, "zsh": Zsh, "fish": Fish}
for _shell in SHELLS.values():
    add_completion_class(_shell)
