// Tables of the board: regret by named future, all options, the five cycles, and what finding out is worth.

/** A table from texts; the first of a row is its name. Cells may be {text, fill, bar, tint}. */
function tableOf(id, head, rows) {
  const table = document.createElement("table"), top = table.createTHead().insertRow(), body = table.createTBody();
  for (const text of head) { const th = document.createElement("th"); th.scope = "col"; th.textContent = text; top.append(th); }
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((cell, n) => {
      const told = typeof cell === "object" ? cell : { text: cell }, made = document.createElement(n ? "td" : "th");
      if (!n) made.setAttribute("scope", "row");
      if (told.bar) { const bar = document.createElement("span"); bar.className = "bar"; bar.style.width = `${told.bar}px`; bar.style.background = told.tint; made.append(bar); }
      made.append(told.text);
      if (told.fill) made.style.background = told.fill;
      if (told.tint && !told.bar) made.style.color = told.tint;
      line.append(made);
    });
  }
  document.getElementById(id).replaceChildren(table);
}

const nameCell = (D, o) => ({ text: D.options[o].name, tint: colour(o) });

function tables(D, R, other) {
  const named = R.named.map(values => values.map(v => Math.max(...values) - v)), most = Math.max(1e-9, ...named.flat()), worst = D.options.map((_, o) => Math.max(...named.map(n => n[o]))), best = Math.min(...worst);
  tableOf("regret", ["Choice", ...D.named.map(n => n.name), "worst (* least)"], D.options.map((_, o) => [
    nameCell(D, o), ...named.map(n => ({ text: n[o] ? short(n[o]) : "0 ✓", fill: `rgba(179,74,18,${(.5 * n[o] / most).toFixed(2)})` })), `${short(worst[o])}${worst[o] === best ? "*" : ""}`]));
  tableOf("table", ["Option", "mean", "worst", "worst regret", `beats "${D.options[other].name}"`, "good enough", "deepest", "paid back"], D.options.map((_, o) => [
    nameCell(D, o), twoDigits(R.means[o]), twoDigits(R.least[o]), twoDigits(R.worst[o]), o === other ? "-" : `${R.against[o].wins} of ${R.against[o].futures}`, Number.isNaN(R.enough[o]) ? "-" : `${Math.round(100 * R.enough[o])} %`, R.dips[o].week ? `${twoDigits(R.dips[o].value)}, week ${R.dips[o].week}` : "-", R.paid[o] ? `week ${R.paid[o]}` : "-"]));
  tableOf("cycles", ["Option", ...R.cycles.map((c, n) => c.name + (n < 4 ? " →" : ""))], D.options.map((_, o) => [
    nameCell(D, o), ...R.cycles.map(c => ({ text: twoDigits(c.by[o]), bar: Math.round(64 * c.by[o] / Math.max(1e-9, ...c.by)), tint: colour(o) }))]));
  tableOf("worth", ["Assumption", "worth", "by luck"], R.worth.map(one => [one.says, twoDigits(one.value), `${Math.round(100 * one.luck)} %`]));
}

/** Net value and regret of every option in every future, as the page has weighed them. */
function csvOf(D, R) {
  const quoted = text => /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text, lines = ["future,weight,option,net_value,regret"];
  for (let f = 0; f < R.F; f++) for (let o = 0; o < R.O; o++) lines.push([f + 1, R.w[f], quoted(D.options[o].key), R.value[o][f], R.regret[o][f]].join(","));
  return lines.join("\n") + "\n";
}
