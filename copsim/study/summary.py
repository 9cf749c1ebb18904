"""summary.md: what was asked, what was expected, what was found, and the table of arms - computed from the runs."""

from __future__ import annotations

from copsim.study.claims import claim_sentence, judge
from copsim.study.design_told import all_sensitivities, sensitivity_lines
from copsim.study.dials import dial_sentence, turned
from copsim.study.findings import averaging_note, findings
from copsim.study.outcome import Outcome
from copsim.study.words import factor_label, level_label, measure_label, shown_unit, value_text

HOW_TO_READ = (
    "Numbers in [brackets] are 95 % intervals of the mean difference between runs that share their luck, pair by pair "
    "(Student's t). A difference whose interval contains 0 is not told apart. Who comes first is picked after looking, "
    "so its intervals are widened for all pairs of levels (Bonferroni). `comparison.csv` holds every combination by "
    "itself, with bootstrap intervals, effect sizes, Holm's correction, and what pairing gained."
)


def summary_markdown(outcome: Outcome) -> str:
    """The whole of summary.md."""
    plan = outcome.plan
    lines = [f"# {plan.name.replace('_', ' ')}", ""]
    if plan.question:
        lines += [f"**Asked.** {_one_line(plan.question)}", ""]
    if plan.expected:
        lines += [f"**Expected, before it ran.** {_one_line(plan.expected)}", ""]
    sections = findings(outcome)
    if sections:
        lines += [
            f"**Found**, with {plan.replications} replications of each of {len(plan.arms)} arms, as it came out:",
            "",
        ]
    for section in sections:
        lines += [f"## {section.title[:1].upper()}{section.title[1:]}", ""]
        lines += [f"- {line}." for line in section.headlines]
        lines += ["", "Every comparison:", "", *(f"- {line}." for line in section.sentences), ""]
    if sections:
        lines += [HOW_TO_READ, "", averaging_note(outcome), ""]
    claims, dials = judge(outcome), list(turned(outcome))
    if claims:
        lines += ["## Claims", "", *(f"- {claim_sentence(one)}." for one in claims), ""]
    if dials:
        lines += ["## Where the best level lies", "", *(f"- {dial_sentence(one)}." for one in dials), ""]
    told = all_sensitivities(outcome)
    if told:
        lines += ["## What moves it", "", *(f"- {line}" for line in sensitivity_lines(outcome, told)), ""]
    if plan.design is not None:
        lines += [f"Every run stands in runs.csv, the {len(plan.design.places)} points in design.csv."]
    else:
        lines += ["## Every arm: mean [95 % interval]", "", *arm_table(outcome)]
    if outcome.failed:
        lines += ["", f"{len(outcome.failed)} runs failed (failures.txt); they are left out above."]
    return "\n".join(lines).rstrip() + "\n"


def arm_table(outcome: Outcome) -> list[str]:
    """The arms as a Markdown table."""
    header, rows = arm_rows(outcome)
    return ["| " + " | ".join(row) + " |" for row in [header, ["---"] * len(header), *rows]]


def arm_rows(outcome: Outcome) -> tuple[list[str], list[list[str]]]:
    """Header and rows: the levels of each arm, then each measure as "mean [low, high]"."""
    from copsim.constellation.kinds import SUMMARIES

    plan = outcome.plan
    measures = outcome.measures_in()
    units = {m: SUMMARIES[m].unit for m in measures}
    header = [factor_label(key) for key in plan.arms[0].levels]
    header += [f"{measure_label(m)}{', ' + shown_unit(units[m]) if units[m] else ''}" for m in measures]
    rows = []
    for number, arm in enumerate(plan.arms):
        row = [level_label(key, value) for key, value in arm.levels.items()]
        for measure in measures:
            found = outcome.estimate(number, measure)
            bare = [value_text(v, units[measure]).split(" ")[0] for v in (found.mean, found.low, found.high)]
            row.append(bare[0] if found.n < 2 else f"{bare[0]} [{bare[1]}, {bare[2]}]")
        rows.append(row)
    return header, rows


def _one_line(text: str) -> str:
    return " ".join(text.split())
