"""What cannot be loaded is refused with file, line and reason, all at once, and then nothing of it is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from copsim.constellation.extending import load
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.foundation.errors import InputError
from copsim.foundation.extensions import LOADED, OWNERS
from copsim.structures.table import STRUCTURES

from .conftest import Command
from .guilds import GUILD, PICTURE, scenario, written

HEAD = "from copsim.extend import *\nfrom copsim.extend import Family, Measure, Phase, Policy, Structure, Summary\n"
BAD = {
    "EXTENSION = (": ["bad.py:1: is not Python: '(' was never closed"],
    "x = 1\nraise OSError('no disk')": ["bad.py:2: OSError: no disk"],
    "x = {}\nx['a']": ["bad.py:2: KeyError: 'a'"],
    "import nowhere_to_be_found": ["bad.py:1: ModuleNotFoundError: No module named 'nowhere_to_be_found'"],
    "x = 1": ["bad.py: has no EXTENSION = (...), the parts that it brings"],
    "EXTENSION = ()": ["bad.py: EXTENSION is (); expected a tuple of parts, such as (GUILD,)"],
    HEAD + "EXTENSION = Measure('a', 'b', 'c', len)": ["bad.py: EXTENSION is Measure(name='a'"],
    HEAD + "EXTENSION = (1, Measure('a', 2, 'c', 3), Measure('ability', '', '', len))": [
        "int 1 is no part; expected one of Structure, Policy, Family, Measure, Summary, Picture, Phase",
        "Measure 'a': unit = 2: input should be a valid string",
        "Measure 'a': of = 3: input should be callable",
        "Measure 'ability': the name is taken, by one of copsim's own",
    ],
    HEAD + "EXTENSION = (Measure('a', '', '', len), Measure('a', '', '', len))": ["Measure 'a' is brought twice"],
    HEAD + "EXTENSION = (Measure('two words', '', '', len),)": ["'two words': expected a name of letters, digits and"],
    HEAD + "EXTENSION = (STRUCTURES['team']._replace(name='g', roster='all', orientation=(1.0,) * 8),)": [
        "Structure 'g': roster = 'all': input should be 'unit'",
        "Structure 'g': orientation = (1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0): field required",
    ],
    HEAD + "EXTENSION = (STRUCTURES['team']._replace(name='g', size=1, circle=0, orientation=(0.0,) * 9),)": [
        "Structure 'g': size = 1 is not within 2 to 10000000",
        "Structure 'g': circle = 0 is not within 2 to 64",
        "Structure 'g': weights of orientation are 0 to 4, one at least above 0",
    ],
    HEAD + "def wants(world, week): ...\nEXTENSION = (Policy('mine', wants, 'x'),)": [
        "Policy 'mine': file = wants is no kernel; put @kernel above its function"
    ],
    HEAD + "@kernel\ndef act(world, week): ...\nEXTENSION = (Phase('T', 's', 'm', act, after='ties_chnge'),)": [
        "Phase 'm': act(world, week): expected a kernel (world, week, row)",
        "Phase 'm': after = 'ties_chnge' is no phase; did you mean 'ties_change'?",
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", BAD)
def test_what_is_wrong_with_an_extension_is_said_with_file_and_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(text, encoding="utf-8")
    before = set(STRUCTURES)
    with pytest.raises(ValueError, match=r"bad\.py") as refused:
        load(str(tmp_path / "bad.py"))
    for said in BAD[text]:
        assert said in str(refused.value).replace(f"{tmp_path}/", "")
    assert not LOADED
    assert not OWNERS
    assert set(STRUCTURES) == before


def test_every_problem_of_a_scenario_is_told_at_once_with_its_line(copsim: Command, tmp_path: Path) -> None:
    written(tmp_path)
    (tmp_path / "broken.py").write_text("EXTENSION = (", encoding="utf-8")
    text = scenario().replace('["guild.py"]', '["gild.py", "broken.py", "nowhere"]') + "\n[ties]\ngain = 7\n"
    (tmp_path / "guild.toml").write_text(text, encoding="utf-8")
    line = 1 + text.splitlines().index('extensions = ["gild.py", "broken.py", "nowhere"]')
    for command in ("check", "run"):
        said = copsim(command, "guild.toml", code=2).stderr
        assert f"guild.toml:{line}: extensions: gild.py: no such file; did you mean 'guild.py'?" in said
        assert f"guild.toml:{line}: extensions: broken.py:1: is not Python" in said
        assert f"guild.toml:{line}: extensions: 'nowhere' is neither a file (guild.py) nor an installed" in said
        assert "ties.gain" in said
    assert not (tmp_path / "results").exists()


def test_a_part_is_there_for_those_only_who_name_its_extension(tmp_path: Path) -> None:
    load(str(written(tmp_path) / "guild.py"))
    wanted: dict[str, Any] = {"structure.kind": "guild"}
    with pytest.raises(InputError, match=r"structure.kind: 'guild' is brought by .*guild.py, which `extensions` does"):
        Scenario().with_values(**wanted)
    named = Scenario().with_values(**wanted, extensions=[str(tmp_path / "guild.py")])
    assert named.structure.record().size == 10


def test_an_extension_is_found_from_the_folder_of_the_file_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "deep" / "down")
    monkeypatch.chdir(tmp_path)
    assert read_scenario("deep/down/guild.toml").extensions == ["deep/down/guild.py"]


def test_the_same_source_in_two_places_is_one_extension_and_another_source_is_refused(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a") / "guild.py", written(tmp_path / "b") / "guild.py"
    assert load(str(one)).fingerprint == load(str(other)).fingerprint
    assert Scenario().with_values(**{"structure.kind": "guild"}, extensions=[str(other)])
    third = written(tmp_path / "c", GUILD.replace("size=10", "size=12")) / "guild.py"
    with pytest.raises(ValueError, match="Structure 'guild': the name is taken, by one that was loaded before"):
        load(str(third))
    one.write_text(GUILD.replace("size=10", "size=12"), encoding="utf-8")
    with pytest.raises(ValueError, match="was changed since this process loaded it; start anew"):
        load(str(one))


def test_words_about_a_source_do_not_make_it_another(tmp_path: Path) -> None:
    one = load(str(written(tmp_path / "a") / "guild.py"))
    again = written(tmp_path / "b", "# a comment\n" + GUILD.replace("A guild: few", "The guild, of few")) / "guild.py"
    assert load(str(again)).fingerprint == one.fingerprint


def test_a_picture_of_ones_own_may_not_take_a_name_of_copsims(tmp_path: Path) -> None:
    (tmp_path / "bad.py").write_text(GUILD + PICTURE.replace("in_words", "courses"), encoding="utf-8")
    with pytest.raises(ValueError, match="Picture 'courses': the name is taken"):
        load(str(tmp_path / "bad.py"))
