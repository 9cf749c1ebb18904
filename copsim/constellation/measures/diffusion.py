"""Diffusion: what is held right, by how many, of what is new, and what stands written."""

from __future__ import annotations

from typing import Any

from copsim.constellation.measures.contract import Measure, Seen, count, of_all, ratio

LEARNT = {
    "by_exchange": "in exchanges",
    "by_majority": "from the majority of those who do better, in inquiries",
    "by_shared_view": "from the majority of all, in building shared understanding",
    "by_teaching": "by being taught",
    "by_visit": "on visits, from an outside expert or people of other units",
    "by_other": "in a family of activity added to the seven",
    "by_success_together": "from a success shared in an inquiry",
    "by_broker": "from brokers of other groups",
    "by_answer": "from answers to questions",
    "by_reading": "by reading",
    "by_own_success": "by own success",
}


def _of_facets(name: str) -> Any:
    def made(seen: Seen) -> Any:
        from copsim.foundation.tally import DomainCount

        return seen.world.chronicle.domain[:, :, DomainCount[name]].sum(axis=1) / seen.facets

    return made


def _agreement(seen: Seen) -> Any:
    from copsim.foundation.tally import DomainCount

    told = seen.world.chronicle.domain
    return ratio(told[:, :, DomainCount.AGREED].sum(axis=1), told[:, :, DomainCount.HELD].sum(axis=1))


def _of_own_domain(name: str) -> Any:
    def made(seen: Seen) -> Any:
        return seen.count(name) / (seen.members * int(seen.world.field.exists[0]).bit_count())

    return made


def _adopters(seen: Seen) -> Any:
    came = (seen.world.chronicle.adopters > 0).sum(axis=1) * seen.members
    return ratio(seen.world.chronicle.adopters.sum(axis=1), came)


READERS = {
    "outsiders": "people of another speciality",
    "newcomers": "people of the speciality who came in the last 26 weeks",
    "members": "people of the speciality of longer standing",
}
"""By how they stand to what is written: the same note, read by each."""


def _heard_right(seen: Seen) -> Any:
    explicit = sum(int(word).bit_count() for word in seen.world.field.explicit)
    return seen.count("HEARD_RIGHT") / max(1, explicit)


MEASURES = (
    *(
        Measure(
            f"new_to_{who}",
            "facets",
            f"written facets on their cases that {told} did not hold so",
            count(f"NEW_TO_{who.upper()}"),
            "slides: purple in the nose",
        )
        for who, told in READERS.items()
    ),
    *(
        Measure(
            f"read_by_{who}",
            "facets",
            f"of those, facets that {told} took up",
            count(f"READ_BY_{who.upper()}"),
            "slides: purple in the nose",
        )
        for who, told in READERS.items()
    ),
    Measure("heard_from", "0 or 1", "whether research and policy listen", count("HEARD_FROM"), "slides: voice"),
    Measure(
        "heard_right", "share", "what can be written down that research and policy say right", _heard_right, "slides"
    ),
    Measure("knowledge", "share", "facets of the own speciality held right", _of_own_domain("RIGHT")),
    Measure("wrong", "share", "facets of the own speciality held wrong", _of_own_domain("WRONG")),
    Measure("known_to_somebody", "share", "facets that somebody holds right", _of_facets("HELD_BY_SOMEBODY")),
    Measure("known_to_all", "share", "facets that everybody holds right", _of_facets("HELD_BY_ALL")),
    Measure(
        "agreement", "share", "those of a job who hold the commoner view of a facet, of all who hold any", _agreement
    ),
    Measure("adopters", "share", "people who hold the innovations that have come", _adopters),
    Measure("documents", "facets", "explicit facets on which something is written", count("DOCUMENTS")),
    Measure("documents_wrong", "facets", "written facets that are wrong", count("DOCUMENTS_WRONG")),
    Measure(
        "staleness",
        "share",
        "written facets that are wrong, of all written; 0 where nothing is",
        of_all(("DOCUMENTS_WRONG",), ("DOCUMENTS",)),
    ),
    Measure(
        "documents_age",
        "weeks",
        "mean weeks since a written facet was written last",
        of_all(("DOCUMENTS_AGE",), ("DOCUMENTS",)),
    ),
    Measure("warranted", "facets", "written facets that are warranted, by a standard", count("WARRANTED")),
    Measure("curated", "facets", "written facets that curators saw to", count("CURATED")),
    Measure("look_ups", "look-ups", "times that somebody looked something up", count("LOOK_UPS")),
    Measure(
        "look_ups_useful", "look-ups", "times that something was taken up from a look-up", count("LOOK_UPS_USEFUL")
    ),
    Measure(
        "documents_used",
        "facets",
        "written facets found on the reader's case, over all look-ups",
        count("DOCUMENTS_USED"),
    ),
    *(Measure(name, "facets", f"facets taken up {how}", count(name.upper())) for name, how in LEARNT.items()),
)
