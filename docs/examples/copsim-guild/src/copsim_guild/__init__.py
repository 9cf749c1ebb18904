"""A guild: few are admitted, for their skill; they teach one another, and anybody may ask them."""

from copsim.extend import Measure, Structure, Summary, end, ratio

GUILD = Structure(
    name="guild",
    need="knowledge_domain",
    roster="experts",
    size=10,
    mandated=None,
    gathering="together",
    circle=5,
    reach="anyone",
    hear=4,
    documents=True,
    orientation=(2.0, 1.0, 0.0, 1.0, 4.0, 3.0, 0.0, 2.0, 0.0),
)
TAUGHT = Measure(
    "taught",
    "facets an hour",
    "facets taken up from a teacher in an hour of teaching",
    lambda seen: ratio(seen.count("BY_TEACHING"), seen.hours("FORMAL_ACCESS")),
)
EXTENSION = (GUILD, TAUGHT, Summary("taught", TAUGHT.unit, f"{TAUGHT.meaning}, last 26 weeks", "higher", end("taught")))
