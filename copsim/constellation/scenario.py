"""A scenario: one situation, as a checked value. Files are read by `read_scenario`, values come from Python."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from copsim.activities.settings import ActivitiesSettings, OrientationSettings
from copsim.constellation.extending import load
from copsim.constellation.given import OrganisationSettings, fitting_problems
from copsim.constellation.named import unnamed_problems
from copsim.constellation.phases import BROUGHT
from copsim.constellation.settings import MoneySettings
from copsim.constellation.situation import Situation
from copsim.domain.settings import DomainSettings, NeedSettings
from copsim.foundation.checking import checked, line_of
from copsim.foundation.errors import InputError, Problem, nearest
from copsim.foundation.parameters import declared, parameter
from copsim.foundation.toml_file import TomlFile, read_toml
from copsim.knowledge.settings import KnowledgeSettings
from copsim.participation.settings import EngagementSettings, HoursSettings, PeopleSettings, TiesSettings
from copsim.sponsorship.portfolio_settings import PortfolioSettings
from copsim.sponsorship.settings import SponsorshipSettings, set_twice
from copsim.sponsorship.voice_settings import VoiceSettings
from copsim.structures.settings import StructureSettings


class Scenario(Situation):
    """All that a run depends on, except its replication number. Tables left out stand at their defaults.

    It is made by `read_scenario`, or in Python from tables (`Scenario(weeks=52)`), and never changed: `with_values`
    gives a changed copy. Its keys, with unit, range, meaning and source: `copsim explain`, docs/model.md.
    """

    extensions: list[str] = parameter(
        [],
        "what is known beyond copsim itself: files of one's own (guild.py, from the folder of this file), or names of "
        "installed packages",
        source="-",
    )
    phases: list[str] = parameter([], "phases that extensions brought and that are lived here", source="-")
    weeks: int = parameter(104, "weeks a run lasts; weeks count from 1", unit="weeks", low=1, high=100_000)
    domain: DomainSettings = Field(default_factory=DomainSettings)
    need: NeedSettings = Field(default_factory=NeedSettings)
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    people: PeopleSettings = Field(default_factory=PeopleSettings)
    hours: HoursSettings = Field(default_factory=HoursSettings)
    ties: TiesSettings = Field(default_factory=TiesSettings)
    engagement: EngagementSettings = Field(default_factory=EngagementSettings)
    orientation: OrientationSettings = Field(default_factory=OrientationSettings)
    activities: ActivitiesSettings = Field(default_factory=ActivitiesSettings)
    structure: StructureSettings = Field(default_factory=StructureSettings)
    also: list[StructureSettings] = parameter(
        [], "further structures over the same people", source="slides: constellation"
    )
    sponsorship: SponsorshipSettings = Field(default_factory=SponsorshipSettings)
    portfolio: PortfolioSettings = Field(default_factory=PortfolioSettings)
    money: MoneySettings = Field(default_factory=MoneySettings)
    voice: VoiceSettings = Field(default_factory=VoiceSettings)
    organisation: OrganisationSettings = Field(default_factory=OrganisationSettings)

    @field_validator("extensions")
    @classmethod
    def _are_loaded(cls, names: list[str]) -> list[str]:
        # The first field to be read: what the others may say depends on it.
        wrong = []
        for name in names:
            try:
                load(name)
            except ValueError as refused:
                wrong.append(str(refused))
        if wrong:
            raise ValueError("\n".join(wrong))
        return names

    @field_validator("phases")
    @classmethod
    def _are_known(cls, names: list[str]) -> list[str]:
        known = [phase.method for phase in BROUGHT]
        wrong = []
        for name in (name for name in names if name not in known):
            near = nearest(name, known)
            hint = f"; did you mean '{near}'?" if near else ""
            wrong.append(f"'{name}' is no phase of an extension (known: {', '.join(known) or 'none'}){hint}")
        if wrong:
            raise ValueError("\n".join(wrong))
        return names

    @classmethod
    def across_tables(cls, data: Mapping[str, Any]) -> list[Problem]:
        """Names of domains that are used but not declared, domains without a share, and changes set twice."""
        known = _at(data, "domain", "names", cls.model_fields["domain"].get_default(call_default_factory=True).names)
        shares = {"people.specialities": _at(data, "people", "specialities", {})}
        shares["domain.relevance"] = _at(data, "domain", "relevance", {})
        shares["portfolio.shares"] = _at(data, "portfolio", "shares", {})
        sponsorship = data.get("sponsorship")
        if not isinstance(known, list) or not all(isinstance(name, str) for name in known):
            return []  # refused as a wrong type
        if not all(isinstance(table, Mapping) for table in shares.values()):
            return []  # refused as a wrong type
        used = [(f"{table}.{name}", name) for table, given in shares.items() for name in given]
        levers = _at(data, "portfolio", "levers_of", {})
        used += [(f"portfolio.levers_of.{name}", name) for name in (levers if isinstance(levers, Mapping) else {})]
        used += [("sponsorship.domains", name) for name in _listed(sponsorship, "domains")]
        for table, listed in (("domain", "innovation"), ("people", "leaving")):
            for nth, new in enumerate(_listed(data.get(table), listed)):
                named = new.get("domain") if isinstance(new, Mapping) else None
                used += [(f"{table}.{listed}.{nth}.domain", named)] if named else []
        for nth, change in enumerate(_listed(sponsorship, "change")):
            used += [(f"sponsorship.change.{nth}.domains", name) for name in _listed(change, "domains")]
        found = [
            Problem(key, f"'{name}' is not one of the domains {', '.join(known)}", 0, nearest(name, known))
            for key, name in used
            if isinstance(name, str) and name not in known
        ]
        for table, given in shares.items():
            missing = [name for name in known if name not in given]
            if given and missing:
                found.append(Problem(table, f"gives no share for {', '.join(missing)} (0 is a share)"))
        found += fitting_problems(data, len(known)) + unnamed_problems(data)
        return found + (set_twice(sponsorship) if isinstance(sponsorship, Mapping) else [])

    def without_effect(self) -> list[Problem]:
        """Settings that are given and change nothing."""
        tables: dict[str, StructureSettings | PortfolioSettings] = {"structure": self.structure}
        tables |= {f"also.{nth}": other for nth, other in enumerate(self.also)} | {"portfolio": self.portfolio}
        return [
            Problem(f"{table}.{name}", reason)
            for table, settings in tables.items()
            for name, reason in settings.without_effect().items()
        ]

    def in_short(self) -> str:
        """How long and how many, in one phrase."""
        return f"{self.weeks} weeks, {self.people.members} people"


def _at(data: Mapping[str, Any], table: str, key: str, default: Any) -> Any:
    inside = data.get(table)
    return inside.get(key, default) if isinstance(inside, Mapping) else default


def _listed(table: Any, key: str) -> list[Any]:
    inside = table.get(key) if isinstance(table, Mapping) else None
    return inside if isinstance(inside, list) else []


def parameters() -> dict[str, Any]:
    """Every parameter of a scenario by dotted key, as declared (see `foundation.parameters.Declared`)."""
    return {p.key: p for p in declared(Scenario)}


def read_scenario(name: str | Path) -> Scenario:
    """Read a scenario by path, or by the name of one that comes with copsim ("baseline").

    A file says only what differs from the baseline's.

    Raises
    ------
    InputError
        With every problem, its line and the nearest known name: an unknown key, a wrong value, a setting without
        effect, a file that says nothing or is broken.
    """
    file = scenario_file(name)
    if "learning" in file.data:
        message = "is a published model of learning, not of communities; `copsim run` and `read_situation` know both"
        raise InputError([Problem("learning", message, line_of("learning", file.lines))], file.name)
    if not file.data:
        message = "says nothing, so it would be the baseline by another name; set something, or name 'baseline'"
        raise InputError([Problem("", message)], file.name)
    read = checked(Scenario, over_baseline(file.data), file.lines, file.name)
    idle = [replace(p, line=line_of(p.key, file.lines)) for p in read.without_effect()]
    if idle:
        raise InputError(idle, file.name)
    return read


def scenario_file(name: str | Path) -> TomlFile:
    """The file of a scenario by path or name, its extensions named from here."""
    file = read_toml(find(name, "scenarios"))
    return file._replace(data=located(file.data, Path(file.name).parent))


def located(data: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """What a file in a folder says, with files of extensions that it names found from here instead of from there."""
    named = data.get("extensions")
    if not isinstance(named, list):
        return dict(data)
    found = [(folder / n).as_posix() if isinstance(n, str) and n.endswith(".py") else n for n in named]
    return {**data, "extensions": found}


def over_baseline(data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` laid over scenarios/baseline.toml, table by table (title, question and source are the file's own)."""
    base = tomllib.loads((library("scenarios") / "baseline.toml").read_text(encoding="utf-8"))
    for own in ("title", "question", "source"):
        base.pop(own, None)
    return _laid_over(base, data)


def _laid_over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        inner = merged.get(key)
        both = isinstance(inner, Mapping) and isinstance(value, Mapping)
        merged[key] = _laid_over(inner, value) if both else value  # type: ignore[arg-type]
    return merged


def library(folder: str) -> Path:
    """The folder of files that come with copsim: beside the package in a checkout, inside it in a wheel."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "library" / folder
    return inside if inside.is_dir() else package.parent / folder


def find(name: str | Path, folder: str) -> Path:
    """The file called `name`: a path first, then `<folder>/<name>.toml` here, then the one that comes with copsim.

    A name may have a folder of its own in front ("docking/march_1991_figure_1").
    """
    text = str(name)
    if Path(text).suffix == ".toml" or "\\" in text or ("/" in text and Path(text).exists()):
        given = Path(text)
        packed = library(folder).parent / given
        return given if given.exists() or not packed.exists() else packed
    for path in (Path(folder) / f"{text}.toml", library(folder) / f"{text}.toml"):
        if path.exists():
            return path
    known = names_in(library(folder))
    what = folder.rstrip("s")
    raise InputError([Problem("", f"no {what} of this name; known: {', '.join(known)}", 0, nearest(text, known))], text)


def names_in(folder: Path) -> list[str]:
    """The names of the files in a folder and its folders: "baseline", "docking/march_1991_figure_1"."""
    return sorted(p.relative_to(folder).with_suffix("").as_posix() for p in folder.rglob("*.toml"))
