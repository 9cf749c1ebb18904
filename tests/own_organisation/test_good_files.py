"""A run of an imported organisation has the people, units, jobs, ties and groups of the files; the rest is drawn."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from copsim.constellation.digest import state_digest
from copsim.constellation.given import pack
from copsim.constellation.model import CommunityModel
from copsim.constellation.scenario import Scenario, read_scenario
from copsim.constellation.world import build_world
from copsim.foundation.errors import InputError
from copsim.study.own_organisation.asks import trust_when_asked
from copsim.study.own_organisation.samples import csv_text, sample_tables, write_samples
from tests.own_organisation.made import ASKS, COMMUNITIES, PEOPLE, UNITS, imported, problems, written

SEATS = ["dan", "eve", "ada", "bob", "cyd"]
"""By legacy (new before old), unit and id."""


@pytest.fixture
def model(tmp_path: Path) -> CommunityModel:
    folder = written(tmp_path, people=PEOPLE, units=UNITS, communities=COMMUNITIES, asks=ASKS)
    return CommunityModel(imported(folder, "methods, safety"))


def test_people_sit_in_their_units_and_legacies(model: CommunityModel) -> None:
    assert [member.unit for member in model.members] == [0, 0, 1, 1, 1]
    assert model.world.people.legacy.tolist() == [0, 0, 1, 1, 1]


def test_a_unit_is_of_the_legacy_of_the_nearest_unit_above_that_has_one(tmp_path: Path) -> None:
    chain = [f"u{n},{f'u{n - 1}' if n else ''},{ {0: 'old', 5: 'new'}.get(n, '') }" for n in range(9)]
    people = "\n".join(["id,unit", *(f"p{n},u{n}" for n in range(9))])
    folder = written(tmp_path, people=people, units="\n".join(["id,parent,legacy", *chain]))
    assert imported(folder).organisation.given.legacies == (4, 5)
    units = "\n".join(["id,parent,legacy", *chain]).replace("new", "")
    assert imported(written(tmp_path, units=units)).organisation.given.legacies == (9,)


def test_jobs_interests_and_dispositions_are_those_of_the_file(model: CommunityModel) -> None:
    assert [member.speciality for member in model.members][1:] == ["safety", "methods", "methods", "safety"]
    assert model.world.people.second.tolist() == [-1, 0, 1, -1, -1]
    assert model.world.people.broker.tolist() == [0, 0, 1, 0, 0]
    assert model.world.people.convener.tolist() == [0, 0, 0, 1, 0]


def test_whoever_asks_has_these_ties_and_no_others(model: CommunityModel) -> None:
    ties = {SEATS[m.row]: [(SEATS[tie.to.row], tie.trust) for tie in m.ties] for m in model.members}
    assert ties["bob"] == [("ada", 0.75), ("eve", 0.5)]
    assert ties["eve"] == [("dan", pytest.approx(0.3, abs=1 / 65536))]


def test_groups_are_those_of_the_file_of_their_kind_and_domain(model: CommunityModel) -> None:
    told = [(c.structure, c.domain, [SEATS[m.row] for m in c.members]) for c in model.communities]
    assert told == [("community_of_practice", "methods", ["eve", "ada"]), ("network", "", ["dan", "bob", "cyd"])]


def test_it_runs(model: CommunityModel) -> None:
    model.run_for(20)
    assert model.series()["ability"].notna().all()


def plain(members: int, units: int) -> Scenario:
    return read_scenario("baseline").with_values(people__members=members, people__units=units)


def test_where_nothing_but_units_is_said_the_world_is_that_of_any_scenario(tmp_path: Path) -> None:
    rows = [f"p{seat:02},u{seat // 5}" for seat in range(20)]
    folder = written(tmp_path, people="\n".join(["id,unit", *rows]))
    assert state_digest(build_world(imported(folder))) == state_digest(build_world(plain(20, 4)))


def test_what_is_said_of_some_leaves_the_luck_of_the_others(tmp_path: Path) -> None:
    rows = [f"p{seat:02},u{seat // 5},{'instruments' if seat % 3 == 0 else ''}" for seat in range(20)]
    folder = written(tmp_path, people="\n".join(["id,unit,speciality", *rows]))
    ours = build_world(imported(folder, "methods, instruments, regulation")).people
    drawn = build_world(plain(20, 4)).people
    others = np.arange(20) % 3 != 0
    assert (ours.speciality[~others] == 1).all()
    assert (ours.speciality[others] == drawn.speciality[others]).all()
    assert (ours.second[others] == drawn.second[others]).all()
    assert ((ours.second >= 0) == (drawn.second >= 0)).all()
    assert (ours.second != ours.speciality).all()


def test_the_order_of_rows_and_columns_is_of_no_matter(tmp_path: Path) -> None:
    tables = sample_tables()
    write_samples(tmp_path / "one")
    turned = {
        table: csv_text(table, [dict(reversed(row.items())) for row in reversed(rows)])
        for table, rows in tables.items()
    }
    one, other = imported(tmp_path / "one"), imported(written(tmp_path / "other", **turned))
    assert one.organisation.data == other.organisation.data
    assert one.domain.names == other.domain.names


def test_without_a_column_of_units_people_of_one_manager_are_a_unit(tmp_path: Path) -> None:
    folder = written(tmp_path, people="id,manager\nann,\nbo,ann\ncy,ann\ndi,bo\ned,bo\n")
    assert imported(folder).organisation.given.units == (3, 2)


def test_domains_are_those_of_the_files_that_of_most_people_first(tmp_path: Path) -> None:
    assert imported(written(tmp_path, people=PEOPLE.replace("cyd,lab,ada,safety", "cyd,lab,ada,"))).domain.names == [
        "methods",
        "safety",
    ]


def test_a_file_may_be_written_as_spreadsheets_write_it(tmp_path: Path) -> None:
    plainly = imported(written(tmp_path / "plain", people=PEOPLE, asks=ASKS))
    head, rest = PEOPLE.replace("second_interest", "Second Interest").split("\n", 1)
    odd = ("\ufeff\r\n" + head.upper() + "\n" + rest.replace("bob,lab", '"bob", lab ')).replace(",", ";")
    odd = odd.replace("\n", "\r\n").replace("\r\r", "\r") + ";;;;;;\r\n\r\n"
    asks = ASKS.replace(",", "\t").replace("0.75", "0,75")
    oddly = imported(written(tmp_path / "odd", people=odd, asks=asks))
    assert oddly.organisation.data == plainly.organisation.data


def test_trust_by_how_often_is_where_gain_and_fading_are_equal() -> None:
    ties = read_scenario("baseline").ties
    for times in (0.1, 1.0, 3.0, 4.3):
        trust, weeks = float(trust_when_asked(np.array([times]), ties)[0]), times / (52 / 12)
        assert weeks * ties.gain * (1 - trust) == pytest.approx((1 - weeks) * ties.fade * trust)
    assert trust_when_asked(np.array([0.0, 5.0, 500.0]), ties).tolist() == [0.0, 1.0, 1.0]


def test_no_id_and_no_name_of_unit_legacy_or_community_is_in_the_scenario(tmp_path: Path) -> None:
    names = re.compile("|".join([*SEATS, "works", "shop", "lab", "old", "new", "round table", "watch"]))
    tables = {"people": PEOPLE, "units": UNITS, "communities": COMMUNITIES, "asks": ASKS}
    folder = written(tmp_path, **{name: names.sub(r"Zqz \g<0>", text) for name, text in tables.items()})
    scenario = imported(folder)
    text = (folder / "scenario.toml").read_text()
    assert "Zqz" not in text + repr(scenario.organisation.given)
    assert "people.csv (5 rows, BLAKE2b " in text


def test_samples_are_eighty_people_in_eight_units_with_four_groups_and_are_never_written_over(tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    write_samples(folder)
    given = imported(folder).organisation.given
    assert (len(given.speciality), len(given.units), len(given.communities)) == (80, 8, 4)
    before = (folder / "people.csv").read_bytes()
    (folder / "units.csv").unlink()
    with pytest.raises(InputError, match=r"asks\.csv: --samples: is there already"):
        write_samples(folder)
    assert (folder / "people.csv").read_bytes() == before
    assert not (folder / "units.csv").exists()


def test_the_same_files_make_the_same_scenario(tmp_path: Path) -> None:
    write_samples(tmp_path)
    assert pack(imported(tmp_path).organisation.given) == pack(imported(tmp_path).organisation.given)
    assert problems(tmp_path, "methods, safety")[0].startswith("people.csv:")
