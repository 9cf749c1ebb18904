"""Every problem of every file is told, with its line; these are the messages as one reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.own_organisation.made import ASKS, COMMUNITIES, GOOD, PEOPLE, UNITS, imported, problems, written

KINDS = "community_of_practice, team, task_force, network, centre_of_excellence"
FORM = "expected a name of at most 40 letters, digits, spaces and & ' ( ) / - _, beginning with a letter or digit"


def changed(text: str, *changes: tuple[str, str]) -> str:
    """A table with some of its text replaced."""
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


BAD: dict[str, tuple[dict[str, str], list[str]]] = {
    "an id is there twice": (
        {"people": PEOPLE.replace("cyd,lab", "bob,lab").replace("dan,shop", "bob,shop"), "communities": "", "asks": ""},
        [
            "people.csv:4: id: 'bob' is there already, in line 3",
            "people.csv:5: id: 'bob' is there already, in line 3",
            "people.csv:6: manager: 'dan' is no id in this file (did you mean 'ada'?)",
        ],
    ),
    "an id or a unit is missing": (
        {"people": "id,unit\nann,\n,lab\ncy,lab\n", "communities": "", "asks": ""},
        ["people.csv:2: unit: is empty, expected a unit", "people.csv:3: id: is empty, expected an id"],
    ),
    "a manager is not known": (
        {"people": PEOPLE.replace("bob,lab,ada", "bob,lab,adda").replace("dan,shop,ada", "dan,shop,Q")},
        [
            "people.csv:3: manager: 'adda' is no id in this file (did you mean 'ada'?)",
            "people.csv:5: manager: 'Q' is no id in this file",
        ],
    ),
    "managers go round": (
        {"people": "id,unit,manager\na,u,c\nb,u,a\nc,u,b\nd,u,d\ne,u,a\n", "communities": "", "asks": ""},
        [
            "people.csv:2: manager: goes round in a circle: 'a' > 'c' > 'b' > 'a'; expected one that has none",
            "people.csv:5: manager: goes round in a circle: 'd' > 'd'; expected one that has none",
        ],
    ),
    "units go round, or are not known": (
        {"units": "id,parent\nlab,shop\nshop,lab\nyard,shp\n"},
        [
            "units.csv:2: parent: goes round in a circle: 'lab' > 'shop' > 'lab'; expected one that has none",
            "units.csv:4: parent: 'shp' is no id in this file (did you mean 'shop'?)",
        ],
    ),
    "a unit of people is not among the units": (
        {"units": UNITS.replace("shop,", "ship,")},
        [f"people.csv:{n}: unit: 'shop' is no id in units.csv (did you mean 'ship'?)" for n in (5, 6)],
    ),
    "a unit came from nowhere": (
        {"units": "id,legacy\nlab,old\nshop,\n"},
        ["units.csv:3: legacy: is empty, here and above, but other units have one"],
    ),
    "interests": (
        {"people": changed(PEOPLE, ("methods,safety", "methods,methods"), ("dan,shop,ada,,", "dan,shop,ada,,safety"))},
        [
            "people.csv:2: second_interest: 'methods' is the speciality, expected another",
            "people.csv:5: second_interest: 'safety' without a speciality; that one is drawn, and could be the same",
        ],
    ),
    "neither yes nor no": (
        {"people": PEOPLE.replace("yes,no", "maybe,no")},
        ["people.csv:2: broker: 'maybe' is neither yes nor no"],
    ),
    "names of domains": (
        {"people": changed(PEOPLE, ("ada,safety", "ada,=cmd()"), ("shop,ada,", "shop,ada,Methods"))},
        [
            f"people.csv:4: speciality: '=cmd()' is no name; {FORM}",
            "people.csv:5: speciality: 'Methods' is elsewhere 'methods'; write it alike",
        ],
    ),
    "kinds and domains of communities": (
        {"communities": COMMUNITIES.replace("bob,network,", "bob,netwrk,").replace("eve,,", "eve,,safety")},
        [
            "communities.csv:3: domain: 'safety', but line 2 says 'methods' of 'round table'",
            f"communities.csv:4: kind: 'netwrk' is not one of {KINDS} (did you mean 'network'?)",
        ],
    ),
    "a community of practice without a domain": (
        {"communities": COMMUNITIES.replace("bob,network,", "bob,,")},
        ["communities.csv:4: domain: 'watch' has none in any row; a community of practice needs one"],
    ),
    "a community of two kinds, and one without a domain that has one": (
        {"communities": COMMUNITIES.replace("cyd,,", "cyd,team,methods")},
        [
            "communities.csv:5: kind: 'team', but line 4 says 'network' of 'watch'",
            "communities.csv:5: domain: 'methods', but a network has no domain; leave it empty",
        ],
    ),
    "members": (
        {"communities": changed(COMMUNITIES, ("e,eve", "e,ada"), ("cyd", "Cyd")) + ",bob,,\nsolo,bob,team,\n"},
        [
            "communities.csv:3: member: 'ada' is in 'round table' already, in line 2",
            "communities.csv:5: member: 'Cyd' is no id in people.csv (did you mean 'cyd'?)",
            "communities.csv:7: community: is empty, expected what the group is called",
            "communities.csv:8: community: 'solo' has one member, expected two or more",
        ],
    ),
    "asking": (
        {"asks": ASKS + "ada,ada,\nbob,ada,1\nbob,,\ncyd,ada,1.5\ncyd,bob,often\ncyd,dan,-1\ncyd,eve,nan\n"},
        [
            "asks.csv:5: whom: 'ada' asks themselves",
            "asks.csv:6: whom: 'bob' asks 'ada' already, in line 2",
            "asks.csv:7: whom: is empty, expected an id of people.csv",
            "asks.csv:8: trust: '1.5' is no number from 0 to 1",
            "asks.csv:9: trust: 'often' is no number from 0 to 1",
            "asks.csv:10: trust: '-1' is no number from 0 to 1",
            "asks.csv:11: trust: 'nan' is no number from 0 to 1",
        ],
    ),
    "trust is said twice": (
        {"asks": "who,whom,trust,times_a_month\nbob,ada,1,2\n"},
        ["asks.csv:2: times_a_month: is said beside trust; expected one of them"],
    ),
    "columns are missing, misspelt or there twice": (
        {
            "people": "name,unit,specialty\nann,u,x\n",
            "communities": "a,community\nx,y\n",
            "asks": "who,whom,who\na,b,c\n",
        },
        [
            "people.csv:1: id: there is no such column, and it is needed; the first line has 'name,unit,specialty'",
            "people.csv:1: speciality: there is no such column, but 'specialty'; rename it",
            "communities.csv:1: member: there is no such column, and it is needed; the first line has 'a,community'",
            "asks.csv:1: who: there are 2 columns of this name",
        ],
    ),
    "neither unit nor manager": (
        {"people": "id,desk\nann,1\nbo,2\n", "communities": "", "asks": ""},
        ["people.csv: unit: there is no such column, nor manager; one of them is needed"],
    ),
    "another delimiter": (
        {"asks": "who|whom\na|b\n"},
        [
            "asks.csv:1: the first line is one column, 'who|whom'; expected commas, semicolons or tabs between names"
        ],
    ),
    "rows of other lengths": (
        {"people": changed(PEOPLE, ("bob,lab,ada,methods,,,yes", "bob"), ("shop,ada,,,,", "shop,ada,,,,,"))},
        [
            "people.csv:3: has 1 value, expected 7 as in the first line",
            "people.csv:5: has 8 values, expected 7 as in the first line",
        ],
    ),
    "a quote is never closed": (
        {"people": PEOPLE.replace("cyd,", '"cyd,'), "communities": "", "asks": ""},
        ["people.csv:4: a quote that begins here is never closed; nothing from here on could be read"],
    ),
    "something after a quote": (
        {"people": PEOPLE.replace("cyd,", '"cyd"x,'), "communities": "", "asks": ""},
        ["people.csv:4: a quoted value is not followed by comma or line end; nothing from here on could be read"],
    ),
    "files that say nothing": (
        {"people": "\ufeff \n\n", "units": "id\n", "communities": "", "asks": ""},
        [
            "people.csv: is empty, expected a first line with names of columns: id, unit, manager, speciality, "
            "second_interest, broker, convener",
            "units.csv: has no rows below its first line",
        ],
    ),
    "one person": (
        {"people": "id,unit\nann,u\n", "communities": "", "asks": ""},
        ["people.csv: has 1 person, expected at least 2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_bad_tables_are_refused_with_every_problem(name: str, tmp_path: Path) -> None:
    tables, told = BAD[name]
    assert problems(tmp_path, **{**GOOD, **tables}) == told


def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    advice = "(in a spreadsheet, save as CSV UTF-8)"
    people = PEOPLE.replace("cyd,lab", "c\xe9d,lab").encode("latin-1")
    assert problems(tmp_path, people=people, asks=ASKS) == [f"people.csv:4: byte 0xe9 is not UTF-8 {advice}"]
    assert problems(tmp_path, people=PEOPLE.encode("utf-16")) == [f"people.csv: is not a text file in UTF-8 {advice}"]


def test_lines_are_counted_through_quoted_line_breaks_blank_lines_and_any_line_end(tmp_path: Path) -> None:
    text = '\n\n"id",unit,"speciality"\r\n"a\nb",u,x\r\n\r\n,,\r\nc,"u\r\nv",x\r\nc,u,x\n"d\n\ne",,y\n'
    assert problems(tmp_path, people=text) == [
        "people.csv:10: id: 'c' is there already, in line 8",
        "people.csv:11: unit: is empty, expected a unit",
    ]


def test_long_and_strange_values_are_quoted_short_and_without_control_characters(tmp_path: Path) -> None:
    text = PEOPLE.replace("bob,lab,ada", "bob,lab," + 10_000 * "x").replace("dan,shop,ada", "dan,shop,\x1b[31m=cmd()")
    assert problems(tmp_path, people=text) == [
        f"people.csv:3: manager: '{59 * 'x'} ... (10,000 characters) is no id in this file",
        "people.csv:5: manager: '\\x1b[31m=cmd()' is no id in this file",
    ]


def test_ids_may_be_addresses_numbers_formulas_or_very_long(tmp_path: Path) -> None:
    ids = ["ann@example.org", "007", "=cmd()", "-1", "\u00e9 \u4e2d", 10_000 * "x"]
    folder = written(tmp_path, people="\n".join(["id,unit", *(f"{one},u" for one in ids)]))
    assert imported(folder).people.members == 6


def test_domains_of_the_option_are_all_there_are(tmp_path: Path) -> None:
    assert problems(tmp_path, "methods, safty", **GOOD) == [
        f"people.csv:{line}: {column}: 'safety' is not one of methods, safty (did you mean 'safty'?)"
        for line, column in ((2, "second_interest"), (4, "speciality"), (6, "speciality"))
    ]
    assert problems(tmp_path, "a,A,=b") == [f"--domains: '=b': {FORM}", "--domains: a domain is named twice"]


def test_more_domains_or_legacies_than_a_scenario_has_are_refused(tmp_path: Path) -> None:
    people = "\n".join(["id,unit,speciality", *(f"p{n},u{n},d{n:02}" for n in range(17))])
    units = "\n".join(["id,legacy", *(f"u{n},l{n}" for n in range(17))])
    told = problems(tmp_path, people=people, units=units)
    assert told[0].startswith("people.csv: speciality: 17 domains are named in all, expected at most 16")
    assert told[1] == "units.csv: legacy: 17 organisations are named, expected at most 16"


def test_of_very_many_problems_a_hundred_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    people = "\n".join(["id,unit,manager", *(f"p{n},u,nobody" for n in range(5000))])
    asks = "\n".join(["who,whom", *(f"p{n},p{n}" for n in range(150))])
    told = problems(tmp_path, people=people, asks=asks)
    assert [line.split(":")[0] for line in told] == ["people.csv"] * 101 + ["asks.csv"] * 101
    assert told[99] == "people.csv:101: manager: 'nobody' is no id in this file"
    assert (told[100], told[201]) == ("people.csv: and 4,900 more", "asks.csv: and 50 more")


def test_a_folder_without_people_or_with_nearly_the_names_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path / "none") == [f"{tmp_path}/none: there is no people.csv; there is no CSV file"]
    folder = written(tmp_path / "near", people=PEOPLE)
    (folder / "community.csv").write_text(COMMUNITIES)
    assert problems(folder) == ["community.csv: is no name that is read (did you mean 'communities.csv'?)"]
