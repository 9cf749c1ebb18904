"""A guild beside a scenario: the files of the worked example, as a user would have them in a folder."""

from __future__ import annotations

from pathlib import Path

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "copsim-guild"
GUILD = (EXAMPLE / "src" / "copsim_guild" / "__init__.py").read_text(encoding="utf-8")
SMALL = "\n[people]\nmembers = 24\nunits = 3\n"
PICTURE = '''
from pathlib import Path

from copsim.extend import Picture


def draw(done, shows, path):
    """A file that says what was drawn."""
    Path(path).write_text(" ".join(shows))
    return Path(path)


EXTENSION = (*EXTENSION, Picture("in_words", draw))
'''


def scenario(extension: str = "guild.py") -> str:
    """A scenario that names the extension; few people, 26 weeks."""
    return _of(extension, "guild.toml").replace("\n[structure]", "weeks = 26\n\n[structure]") + SMALL


def experiment(extension: str = "guild.py") -> str:
    """An experiment that compares the guild; two runs of 26 weeks an arm."""
    text = _of(extension, "guild_or_community.toml").replace("replications = 10", "replications = 2")
    return text.replace("\n[vary]", "weeks = 26\npeople.members = 24\npeople.units = 3\n\n[vary]")


def _of(extension: str, name: str) -> str:
    text = (EXAMPLE / name).read_text(encoding="utf-8")
    assert 'extensions = ["guild"]' in text
    return text.replace('extensions = ["guild"]', f'extensions = ["{extension}"]')


def written(folder: Path, guild: str = GUILD) -> Path:
    """A folder with guild.py, guild.toml and study.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("guild.py", guild), ("guild.toml", scenario()), ("study.toml", experiment())):
        (folder / name).write_text(text, encoding="utf-8")
    return folder
