"""Every word of the glossary lives where it says: the file is there, and uses the word."""

from __future__ import annotations

import re

from tests.docs.pages import DOCS, ROOT

ROW = re.compile(r"^\| \*\*(.+?)\*\* \| (.+?) \| `(.+?)` \|$", re.M)


def test_every_word_is_used_where_it_is_said_to_live() -> None:
    lost = []
    for word, meaning, place in rows():
        file = ROOT / place
        told = f"{place} {file.read_text(encoding='utf-8')}" if file.exists() else ""
        if not re.search(rf"\b{word}", re.sub(r"[_/]", " ", told), re.I) or len(meaning) < 15:
            lost.append(f"{word}: {place}")
    assert not lost


def test_words_stand_once_and_in_order() -> None:
    words = [word.lower() for word, _, _ in rows()]
    assert words == sorted(set(words))


def rows() -> list[tuple[str, str, str]]:
    found = ROW.findall((DOCS / "glossary.md").read_text(encoding="utf-8"))
    assert len(found) > 60
    return found
