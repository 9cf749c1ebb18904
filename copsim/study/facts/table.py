"""The one table of stylised facts: a new one is a record in the file of its subject. Also: what cannot be asked."""

from __future__ import annotations

from copsim.study.facts import documents, groups, newcomers, participation, solving, sponsoring, spreading
from copsim.study.facts.fact import Fact, NotHad

FACTS: tuple[Fact, ...] = (
    *participation.FACTS,
    *newcomers.FACTS,
    *solving.FACTS,
    *documents.FACTS,
    *spreading.FACTS,
    *groups.FACTS,
    *sponsoring.FACTS,
)

NOT_HAD: tuple[NotHad, ...] = (
    NotHad(
        "skill and documents lose 3 % to 45 % of their worth a month",
        "literature E.3 no. 12",
        "nobody forgets; what is right goes wrong only by turbulence, which is a setting (.009 a week: 3.8 % a month)",
    ),
    NotHad(
        "diffusion by barter is highest in a small world with a tenth of long ties",
        "Cowan & Jonard 2004, no. 14",
        "nobody barters: what one tells, one does not lose, and nothing is asked in return",
    ),
    NotHad(
        "partially connected groups reach solutions that fully connected ones never reach",
        "Derex & Boyd 2016, no. 15",
        "challenges do not build on solutions of others; networks of search are docked instead (Lazer & Friedman)",
    ),
    NotHad(
        "clustered networks gather more facts and fewer theories",
        "Shore, Bernstein & Lazer 2015, no. 16",
        "beliefs are not told apart into facts and theories",
    ),
    NotHad(
        "what needs reinforcement spreads further in clusters",
        "Centola 2010, no. 17",
        "no rule adopts after a number of signals: a majority is of those who hold a view, one or many",
    ),
    NotHad(
        "diverse teams beat teams of the best",
        "Hong & Page 2004, no. 21",
        "members differ in what they believe, not in how they search",
    ),
    NotHad(
        "a directory of who knows what saves time and raises quality, by size",
        "Ren, Carley & Argote 2006; Palazzolo et al. 2006, no. 22-23",
        "nobody keeps a directory: whom to ask follows from ties, trust and reach",
    ),
    NotHad(
        "e-mail, repositories and team rooms have interacting effects",
        "Kane & Alavi 2007, no. 24",
        "no figure of it could be read",
    ),
    NotHad(
        "moderately central networks beat very central and flat ones",
        "Schilling & Fang 2014, no. 25",
        "hub and wheel can be set, nothing in between",
    ),
    NotHad(
        "tasks for specialists make dense networks",
        "Smolla & Akcay 2019, no. 28",
        "no score of tasks rewards specialists or generalists as such",
    ),
    NotHad(
        "strong ties are worth 5 % more contributors",
        "AMCIS 2011, no. 29",
        "contribution is not a game of public goods here",
    ),
    NotHad(
        "communities fail without a core group",
        "Probst & Borzillo 2008, no. 8",
        "no rule may read a level, so that a core cannot be taken away",
    ),
)
