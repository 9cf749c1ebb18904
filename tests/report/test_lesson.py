"""Lessons: each preset, week and number that they name exists; what is wrong is said; built ones are current."""

from __future__ import annotations

import re
import shlex
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from copsim.cli.main import main
from copsim.cli.replaying import replay as replay_command
from copsim.foundation.errors import InputError
from copsim.foundation.model_hash import model_hash
from copsim.report.asking import asked_plan
from copsim.report.curves import curve_named
from copsim.report.lesson import PLACE, filled, lesson_names, plan_of_lesson, read_lesson
from copsim.report.teaching import build_lessons, lesson_file, lesson_replay
from copsim.study.single import parsed_settings
from copsim.study.statistics import mean_with_interval
from tests.study.tiny import quiet

BUILT = Path(__file__).resolve().parents[2] / "docs" / "lessons"


def test_there_are_the_six_lessons() -> None:
    assert [name.split("_", 1)[1] for name in lesson_names()] == [
        *("from_periphery_to_core", "a_sponsor_and_its_threshold", "the_expert_who_leaves"),
        *("brokers_between_communities", "too_open_too_closed", "one_domain_or_five"),
    ]


@pytest.mark.parametrize("name", lesson_names())
def test_a_lesson_is_right_and_every_command_of_it_is_accepted(name: str) -> None:
    lesson = read_lesson(name)
    assert plan_of_lesson(lesson).replications == lesson.runs
    commands = [shlex.split(line) for line in re.findall(r"`(copsim replay [^`]*)`", lesson.text.replace("\n", " "))]
    assert len(commands) >= 2
    for command in commands:
        context = replay_command.make_context("replay", command[2:])
        given = context.params
        both, wrong = parsed_settings(given["settings"])
        other, more = parsed_settings(given["differs"])
        assert not wrong
        assert not more
        asked_plan(given["scenario"], both, compare=given["compare"], differs=other, branch=given["branch"])
        assert str(given["output"]).endswith(".html")
    for command in re.findall(r"`(copsim (?:run|experiment) [^`]*)`", lesson.text):
        verb, what = command.split()[1:3]
        folder = "scenarios" if verb == "run" else "experiments"
        assert (BUILT.parents[1] / folder / f"{what}.toml").exists(), command


@pytest.mark.parametrize("name", lesson_names())
def test_a_built_lesson_says_what_its_runs_say(name: str) -> None:
    """The committed text is that of these runs, under this model; every placeholder is filled with its number."""
    lesson = read_lesson(name)
    made = lesson_replay(lesson, quiet)
    assert lesson_file(name, made) == (BUILT / f"{name}.md").read_text(encoding="utf-8")
    assert (BUILT / f"{name}.png").exists()
    assert model_hash() in (BUILT / f"{name}.html").read_text(encoding="utf-8")
    assert not PLACE.search(made.text)
    places = [place.split() for place in PLACE.findall(lesson.text) if " " in place]
    assert len(places) >= 4
    texts = PLACE.sub("\0", lesson.text).split("\0")
    found, at = [], 0
    for before, after in pairwise(texts):
        at = made.text.index(before, at) + len(before)
        found.append(made.text[at : made.text.index(after, at)] if after else made.text[at:])
    numbers = [text for text, place in zip(found, PLACE.findall(lesson.text), strict=True) if " " in place]
    for (curve_name, side, week, *band), text in zip(places, numbers, strict=True):
        curve, column = curve_named(curve_name), int(week) - 1
        sides = {one.key: one for one in made.sides}
        if band == ["mean"]:
            pairs = sides["B"].ensemble[curve_name][:, column] - sides["A"].ensemble[curve_name][:, column]
            half = 2.0227 * pairs.std(ddof=1) / 40**0.5  # Student's t with 39 degrees of freedom
            expected = [pairs.mean(), 95.0, pairs.mean() - half, pairs.mean() + half]
        elif band:
            values = [sides[key].ensemble[curve_name][:, column] for key in side.split("-")]
            expected = np.nanquantile(values[0] - values[1] if len(values) == 2 else values[0], (0.1, 0.9)).tolist()
        else:
            shown = [float(curve.of(sides[key].film.series)[column]) for key in side.split("-")]
            expected = [shown[0] - shown[1] if len(shown) == 2 else shown[0]]
        told = [float(part.replace("\N{MINUS SIGN}", "-")) for part in re.findall("[+\N{MINUS SIGN}]?[0-9.]+", text)]
        assert told == pytest.approx(expected, abs=0.5), (curve_name, side, week)


HEAD = """title = "A lesson"
question = "What is this about?"
labels = ["A"]
curves = ["ability", "solved", "core_active"]
[predict]
ask = "What will it be like?"
curve = "ability"
week = 104
option = [{ says = "low", below = 10.0 }, { says = "high" }]
"""
TEXT = "\n".join(f"## {heading}\nwords" for heading in (
    *("Question", "For whom and how long", "Before class", "Predict", "Observe", "Explain", "Try"),
    *("What the model leaves out", "Typical wrong ideas", "Handout"),
))  # fmt: skip


def written(folder: Path, head: str = HEAD, text: str = TEXT) -> Path:
    path = folder / "mine.md"
    path.write_text(f"+++\n{head}+++\n{text}\n", encoding="utf-8")
    return path


def test_a_lesson_of_ones_own_is_read(tmp_path: Path) -> None:
    assert read_lesson(written(tmp_path)).title == "A lesson"


@pytest.mark.parametrize(
    ("head", "text", "said"),
    [
        (HEAD.replace("title", "titel"), TEXT, ["titel", "did you mean 'title'"]),
        (HEAD.replace('"ability", "solved"', '"abilty", "solved"'), TEXT, ["abilty", "is not one of curves"]),
        (HEAD.replace("week = 104", "week = 105"), TEXT, ["predict.week", "beyond the last, 104"]),
        (HEAD.replace("below = 10.0", "below = 10.0 }, { says = 'x', below = 5.0"), TEXT, ["ascend"]),
        (HEAD + "[[pause]]\nweek = 200\nsays = 'look at this'\n", TEXT, ["pause.0.week"]),
        ('scenario = "basline"\n' + HEAD, TEXT, ["basline"]),
        ('settings = { "people.membrs" = 3 }\n' + HEAD, TEXT, ["people.membrs"]),
        ('differs = { "people.members" = 30 }\n' + HEAD, TEXT, ["1 names for 2 worlds"]),
        (HEAD, TEXT.replace("## Explain", "## Explanation"), ["expected, in this order"]),
        (HEAD, TEXT + "\n{{ability B 3}}", ["cannot be filled"]),
        (HEAD, TEXT + "\n{{ability A 105}} {{abilty A 1}} {{x}}", ["{{ability A 105}}", "{{abilty A 1}}", "{{x}}"]),
        (HEAD, TEXT + "\nPause at week 12", ["names a pause at week 12"]),
        ("title = ", TEXT, ["not TOML"]),
    ],
)
def test_what_is_wrong_with_a_lesson_is_said(tmp_path: Path, head: str, text: str, said: list[str]) -> None:
    with pytest.raises(InputError) as refused:
        read_lesson(written(tmp_path, head, text))
    told = str(refused.value)
    assert all(part in told for part in said), told
    assert "mine.md" in told or "basline" in told


def test_a_lesson_that_is_not_there_is_said() -> None:
    with pytest.raises(InputError, match="the_expert_who_leaves"):
        read_lesson("the_expert")
    found = CliRunner().invoke(main, ["lessons", "nothing"])
    assert found.exit_code == 2
    assert "no lesson of this name" in found.output


def test_lessons_are_listed() -> None:
    found = CliRunner().invoke(main, ["lessons", "--list"])
    assert found.output.count("minutes): ") == 6


def test_text_is_filled_from_the_runs_shown(tmp_path: Path) -> None:
    text = TEXT + "\n{{people}} {{weeks}} {{runs}} {{groups}}"
    head = 'runs = 10\nsettings = { weeks = 20, "people.members" = 20, "people.units" = 2 }\n' + HEAD.replace(
        "104", "20"
    )
    lesson = read_lesson(written(tmp_path, head, text))
    made = lesson_replay(lesson, quiet)
    assert filled(lesson, made).rstrip().endswith("20 20 10 3")
    assert 'id="lesson"' in made.html()


@pytest.mark.parametrize(
    ("name", "curve", "week", "sign"),
    [
        ("2_a_sponsor_and_its_threshold", "core_active", 56, 1),
        ("2_a_sponsor_and_its_threshold", "ability", 104, 1),
        ("2_a_sponsor_and_its_threshold", "solved", 104, 1),
        ("3_the_expert_who_leaves", "ability", 60, -1),
        ("3_the_expert_who_leaves", "ability", 104, 0),
        ("4_brokers_between_communities", "solved", 104, -1),
        ("5_too_open_too_closed", "ability", 104, -1),
        ("6_one_domain_or_five", "solved", 104, -1),
        ("6_one_domain_or_five", "core_active", 104, 1),
    ],
)
def test_what_a_lesson_says_of_its_worlds_is_told_apart_from_luck(name: str, curve: str, week: int, sign: int) -> None:
    """Up, down, or not told apart: the 95 % interval of the mean over pairs."""
    made = lesson_replay(read_lesson(name), quiet)
    a, b = (side.ensemble[curve][:, week - 1] for side in made.sides)
    found = mean_with_interval((b - a).tolist())
    assert (found.low > 0) - (found.high < 0) == sign, found


def test_a_built_lesson_shows_a_still_only_where_there_is_one(tmp_path: Path) -> None:
    small = 'runs = 10\nsettings = { "people.members" = 12, "people.units" = 2 }\n'
    path = written(tmp_path, small + HEAD, f"# A lesson\n{TEXT}")
    built = tmp_path / "built"
    ((text, page),) = build_lessons([str(path)], built, quiet)
    assert "![" not in text.read_text(encoding="utf-8")
    page.with_suffix(".png").touch()
    build_lessons([str(path)], built, quiet)
    assert "![The page in its last week](mine.png)" in text.read_text(encoding="utf-8")
