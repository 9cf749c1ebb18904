// Fan, quantile dots and tornado, as SVG. Colour is never the only sign: every series has its name beside it.

/** An empty picture of a height: its width, and how to draw in it. */
function sheet(id, height) {
  const svg = document.getElementById(id), width = Math.max(280, svg.parentElement.clientWidth - 26);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("height", `${height}`);
  svg.replaceChildren();
  const draw = (tag, attributes, text) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
    if (text !== undefined) made.textContent = text;
    svg.append(made);
    return made;
  };
  return { width, draw };
}

/** Round marks of an axis. */
function marksOf(low, high, about) {
  const raw = (high - low || 1) / about, power = 10 ** Math.floor(Math.log10(raw)), step = [1, 2, 5, 10].map(k => k * power).find(s => s >= raw) ?? raw;
  const found = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step) found.push(Math.abs(v) < step * 1e-9 ? 0 : v);
  return found;
}

const colour = o => COLOURS[o % COLOURS.length];

function fan(D, R, shown) {
  const height = Math.max(210, D.options.length * 40 - 10), { width, draw } = sheet("fan", height), left = 56, right = width - 150, bottom = height - 24;
  const quarters = R.weeks.length, shares = [.05, .25, .5, .75, .95];
  const curves = shown.map(o => [shares.map(() => 0), ...R.weeks.map((_, q) => quantiles(R.running[o].map(row => row[q]), shares, R.w))]);
  const all = curves.flat(2), low = Math.min(...all), high = Math.max(...all);
  const x = k => left + (right - left) * k / quarters, y = v => bottom - (bottom - 8) * (v - low) / (high - low || 1);
  for (const v of marksOf(low, high, 5)) {
    draw("line", { x1: left, x2: right, y1: y(v), y2: y(v), stroke: v ? "#e4e6ec" : "#8a90a0" });
    draw("text", { x: left - 6, y: y(v) + 4, "text-anchor": "end" }, short(v));
  }
  for (let k = 0; k <= quarters; k += 4) draw("text", { x: x(k), y: height - 6, "text-anchor": "middle" }, k ? `year ${k / 4}` : "now");
  const labels = [];
  shown.forEach((o, i) => {
    const line = n => curves[i].map((at, k) => `${k ? "L" : "M"}${x(k)} ${y(at[n])}`).join("");
    const area = (a, b) => line(a) + curves[i].map((_, k) => `L${x(quarters - k)} ${y(curves[i][quarters - k][b])}`).join("") + "Z";
    draw("path", { d: area(4, 0), fill: colour(o), "fill-opacity": .1 });
    draw("path", { d: area(3, 1), fill: colour(o), "fill-opacity": .18 });
    draw("path", { d: line(2), fill: "none", stroke: colour(o), "stroke-width": 2.4, "stroke-dasharray": i ? "6 3" : "none" });
    labels.push([y(curves[i][quarters][2]), D.options[o].name, o]);
  });
  labels.sort((p, q) => p[0] - q[0]);
  if (labels.length > 1 && labels[1][0] - labels[0][0] < 15) { const m = (labels[0][0] + labels[1][0]) / 2; labels[0][0] = m - 8; labels[1][0] = m + 8; }
  for (const [at, name, o] of labels) draw("text", { x: right + 6, y: Math.min(bottom, Math.max(12, at)) + 4, style: `fill:${colour(o)};font-weight:700` }, cut(name, 20));
  document.getElementById("fan-says").textContent = shown.map((o, i) => `${D.options[o].name}: median ${twoDigits(curves[i][quarters][2])}, 90 % of futures from ${twoDigits(curves[i][quarters][0])} to ${twoDigits(curves[i][quarters][4])} at the end`).join("; ");
}

const cut = (name, most) => name.length > most ? name.slice(0, most - 1) + "…" : name;

function dots(D, R) {
  const row = 40, height = D.options.length * row + 26, { width, draw } = sheet("dots", height), left = 158, right = width - 10, shares = Array.from({ length: 20 }, (_, k) => (k + .5) / 20);
  const found = R.value.map(values => quantiles(values, shares, R.w)), all = found.flat(), low = Math.min(0, ...all), high = Math.max(0, ...all);
  const step = 8.4, places = Math.max(1, Math.floor((right - left) / step)), bin = v => Math.round((v - low) / (high - low || 1) * places), x = v => left + step * (v - low) / (high - low || 1) * places;
  for (const v of marksOf(low, high, 4)) {
    draw("line", { x1: x(v), x2: x(v), y1: 4, y2: height - 22, stroke: v ? "#eceef2" : "#8a90a0" });
    draw("text", { x: x(v), y: height - 6, "text-anchor": "middle" }, short(v));
  }
  const says = [];
  found.forEach((values, o) => {
    const base = (o + 1) * row - 6, stacks = values.map(bin), most = Math.max(...stacks.map(b => stacks.filter(c => c === b).length)), up = Math.min(8.2, (row - 10) / most), seen = {};
    draw("text", { x: left - 8, y: base - 12, "text-anchor": "end", style: `fill:${colour(o)};font-weight:700` }, cut(D.options[o].name, 20));
    values.forEach((v, k) => { const b = stacks[k], n = seen[b] = (seen[b] || 0) + 1; draw("circle", { cx: left + b * step, cy: base - (n - 1) * up, r: 3.6, fill: v < 0 ? "#fff" : colour(o), stroke: colour(o), "stroke-width": 1.4 }); });
    const losses = values.filter(v => v < 0).length;
    draw("text", { x: left - 8, y: base + 2, "text-anchor": "end" }, losses ? `${losses} of 20 lose` : "none of 20 loses");
    says.push(`${D.options[o].name}: ${losses} of 20 lose, from ${twoDigits(values[0])} to ${twoDigits(values[19])}`);
  });
  document.getElementById("dots-says").textContent = says.join("; ");
}

function tornado(D, R, ranges) {
  const row = 34, height = R.bars.length * row + 8, { width, draw } = sheet("tornado", height), left = Math.min(216, width * .46), right = width - 46;
  const all = R.bars.flatMap(bar => bar.at.map(e => e.mean)), low = Math.min(0, ...all), high = Math.max(0, ...all), x = v => left + 46 + (right - left - 46) * (v - low) / (high - low || 1), says = [];
  draw("line", { x1: x(0), x2: x(0), y1: 2, y2: height - 4, stroke: INK });
  R.bars.forEach((bar, i) => {
    const y = 4 + i * row, first = bar.at[0].mean, last = bar.at[bar.at.length - 1].mean, told = bar.values;
    const point = bar.switches.length ? `turns at ${twoDigits(bar.switches[0])}${bar.turns ? "" : " (luck)"}` : "";
    draw("text", { x: 2, y: y + 11, style: `fill:${INK}` }, cut(bar.says, 28));
    draw("text", { x: 2, y: y + 24, style: "font-size:11px" }, `${twoDigits(told[0])} – ${twoDigits(told[told.length - 1])}${point ? "; " + point : ""}`);
    for (const [v, fill] of [[first, "#7a8bb0"], [last, "#d08a4e"]]) draw("rect", { x: Math.min(x(0), x(v)), y: y + (v === first ? 3 : 13), width: Math.abs(x(v) - x(0)), height: 9, fill });
    for (const [v, at] of [[first, y + 12], [last, y + 22]]) draw("text", { x: x(v) + (v < 0 ? -4 : 4), y: at, "text-anchor": v < 0 ? "end" : "start", style: "font-size:11px" }, short(v));
    says.push(`${bar.says}: ${twoDigits(first)} at its low end, ${twoDigits(last)} at its high${point ? ", " + point : ""}`);
  });
  document.getElementById("tornado-says").textContent = says.join("; ");
}
