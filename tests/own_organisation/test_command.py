"""`copsim import`: what it says and writes, and that nothing is half imported or written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from copsim.cli.main import main
from tests.own_organisation.made import ASKS, COMMUNITIES, PEOPLE, UNITS, written


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def copsim(*words: str, wrong: int = 0) -> Result:
    done = CliRunner().invoke(main, words)
    assert done.exit_code == wrong, done.output
    return done


def test_samples_become_a_scenario_that_is_checked_and_run(here: Path) -> None:
    assert "asks.csv written" in copsim("import", "--samples", "mine").stdout
    said = copsim("import", "mine").stdout
    assert "scenarios/mine.toml written; it names nobody" in said
    assert copsim("check", "mine").stdout == "mine: ok\n"
    assert "12 weeks, 80 people" in copsim("run", "mine", "--weeks", "12").stdout


def test_it_says_what_was_read_what_is_drawn_and_what_to_know(here: Path) -> None:
    people = (
        PEOPLE.replace("id,unit", "id,E-Mail,unit").replace("ada,lab", "ada,a@b,lab").replace(",lab,ada", ",,lab,ada")
    )
    asks = ASKS + "".join(f"ada,x{n},\n" for n in range(9))
    people = people.replace(",shop,", ",,shop,") + "".join(f"x{n},,shop,dan,metods,,,\n" for n in range(9))
    written(here / "ours", people=people, units=UNITS, communities=COMMUNITIES, asks=asks)
    said = copsim("import", "ours", "--title", 'Our "house"\n').stdout
    for text in (
        "Read\n  ours/people.csv: 14 rows, 14 people in 2 units; not read: 'E-Mail'\n",
        "  ours/units.csv: 3 rows, 2 with people, of 2 organisations joined\n",
        "  ours/communities.csv: 5 rows, 2 groups of community_of_practice, network\n",
        "  ours/asks.csv: 12 rows, whom 3 people ask\n",
        "  domains, the main one first, and whose job they are: metods (9), methods (2), safety (2)\n",
        "the speciality of 1 of 14 people: people.specialities (equal shares)",
        "whom 11 of 14 people ask: ties.colleagues (3) and ties.acquaintances (2), trusted by ties.trust",
        "the domains 'methods' and 'metods' look alike; if one is a slip, mend it and import again",
        "managers were checked, and are not in the scenario",
        "1 unit without people of their own left out",
        "trust is not said in 10 rows of ours/asks.csv: ties.trust (0.3), written into the data",
        "1 person asks more than 8; the 8 most trusted are kept (ties.slots)",
    ):
        assert text in said
    assert 'title = "Our \\"house\\""' in (here / "scenarios" / "ours.toml").read_text()


def test_people_alone_are_enough_and_the_rest_is_drawn(here: Path) -> None:
    (here / "staff list.csv").write_text("id,unit\na,u\nb,u\nc,v\n")
    said = copsim("import", "--people", "staff list.csv", "-o", "ours.toml").stdout
    for text in (
        "the speciality of 3 of 3 people",
        "people.second_interest (0.25 have one)",
        "people.brokers (0.1)",
        "people.conveners (0.05)",
        "structure.roster ('own', by interest)",
    ):
        assert text in said
    assert copsim("check", "ours.toml").stdout == "ours.toml: ok\n"


def test_nothing_is_written_over_unasked_nor_when_a_row_is_wrong(here: Path) -> None:
    written(here / "ours", people=PEOPLE, asks=ASKS)
    copsim("import", "ours")
    before = (here / "scenarios" / "ours.toml").read_bytes()
    assert "is there already; nothing was overwritten (--replace does)" in copsim("import", "ours", wrong=2).stderr
    written(here / "ours", asks=ASKS + "ada,nobody,\n")
    assert copsim("import", "ours", "--replace", wrong=2).stderr == (
        "ours/asks.csv:5: whom: 'nobody' is no id in ours/people.csv\n"
    )
    assert sorted(path.name for path in (here / "scenarios").iterdir()) == ["ours.toml"]
    assert (here / "scenarios" / "ours.toml").read_bytes() == before
    written(here / "ours", people=PEOPLE + "fay,shop,,,,,\n", asks=ASKS)
    copsim("import", "ours", "--replace")
    assert (here / "scenarios" / "ours.toml").read_bytes() != before


def test_a_place_that_is_not_there_or_cannot_be_written_is_told(here: Path) -> None:
    assert copsim("import", "nowhere", wrong=2).stderr == "nowhere: FOLDER: no such folder\n"
    assert "name a folder with people.csv, or a file with --people" in copsim("import", wrong=2).stderr
    written(here / "ours", people=PEOPLE)
    assert "ends in .toml" in copsim("import", "ours", "-o", "ours.csv", wrong=2).stderr
    (here / "file").write_text("")
    assert "part of its path is a file" in copsim("import", "ours", "-o", "file/ours.toml", wrong=1).stderr
    assert copsim("import", "--people", "ours", wrong=2).stderr == "ours: is a folder, expected a CSV file\n"
    assert copsim("import", "--people", "none.csv", wrong=2).stderr == "none.csv: no such file\n"
