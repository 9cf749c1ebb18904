// Words: how numbers are said, and every sentence that has one; the same in sentence, table and chart.

const LEVELS = ["not yet known", "outside", "transactional", "peripheral", "occasional", "active", "core"];
const OUT_TO_IN = [6, 5, 4, 3, 2, 1, 0];

/** @type {(selector: string) => any} */
const $ = selector => document.querySelector(selector);
/** @type {(selector: string) => any[]} */
const $$ = selector => [...document.querySelectorAll(selector)];

/** An element with attributes and children; text is only ever set as text. */
function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.onclick = value;
    else if (value !== false && value !== undefined) made.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) made.append(child);
  return made;
}

function svg(tag, attributes = {}) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name in attributes) made.setAttribute(name, attributes[name]);
  return made;
}

const short = (text, most = 34) => [...text].length > most ? [...text].slice(0, most - 1).join("") + "…" : text;

/** A number as it is read: whole where it counts or is 10 or more, else one digit after the point. */
function num(value, whole = false) {
  const size = Math.abs(value);
  return whole || size >= 100 ? Math.round(value).toLocaleString("en") : size >= 10 ? String(Math.round(value)) : size >= 1 ? value.toFixed(1) : value.toFixed(2);
}

/** A curve's value with its unit; the same digits wherever it stands. */
function said(curve, value) {
  if (Number.isNaN(value)) return "not known yet";
  const digits = curve.whole ? 0 : curve.unit === "%" ? 1 : Math.abs(value) >= 100 ? 0 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits }) + (curve.unit === "%" ? " %" : "");
}

const range = (curve, band) => `${said(curve, band[0])} to ${said(curve, band[2])}`;
const minus = text => text.replace("-", "−");
const hours = minutes => (minutes / 60).toFixed(1) + " h";

/** The curves as one sentence: "Mean ability: 31.2 % in A and 34.0 % in B." */
function sentence(meta, sides, t) {
  const parts = meta.curves.map((curve, c) => `${curve.label.toLowerCase()} ${sides.map(s => `${said(curve, valueAt(meta, s, c, t))}${sides.length > 1 ? ` in ${s.key}` : ""}`).join(" and ")}`);
  return `Week ${t + 1}: ${parts.join("; ")}.`;
}

/** People at each level this week, as the engine counted them: [[level, people], ..] from core outwards. */
const levelsAt = (side, t) => OUT_TO_IN.map(level => [level, side.levels[level * side.T + t]]);

function moved(side, t, weeks = 13) {
  let inward = 0, outward = 0;
  for (let m = 0; m < side.M; m++) for (let w = Math.max(1, t - weeks + 1); w <= t; w++) {
    const now = side.level[m * side.T + w], before = side.level[m * side.T + w - 1];
    if (now > before && before > 0) inward++;
    else if (now < before && now > 0) outward++;
  }
  return [inward, outward];
}

/** Heads and rows of the numbers of one week, as text. */
function weekTable(meta, sides, t) {
  const head = ["Measure", ...sides.map(s => sides.length > 1 ? `${s.key}: ${s.label}` : s.label)];
  const rows = meta.curves.map((curve, c) => [`${curve.label}${curve.unit && curve.unit !== "%" ? ` (${curve.unit})` : ""}`, ...sides.map(s => said(curve, valueAt(meta, s, c, t)))]);
  const levels = sides.map(s => Object.fromEntries(levelsAt(s, t)));
  for (const level of OUT_TO_IN) rows.push([`People: ${LEVELS[level]}`, ...levels.map(found => String(found[level]))]);
  return { head, rows };
}

function allWeeks(meta, sides) {
  const head = ["Week", ...sides.flatMap(s => meta.curves.map(c => (sides.length > 1 ? `${s.key}: ` : "") + c.label))];
  const rows = Array.from({ length: meta.weeks }, (_, t) => [String(t + 1), ...sides.flatMap(s => meta.curves.map((c, n) => said(c, valueAt(meta, s, n, t))))]);
  return { head, rows };
}

function tableOf({ head, rows }, caption) {
  const body = el("tbody", {}, rows.map(row => el("tr", {}, el("th", { scope: "row" }, row[0]), row.slice(1).map(cell => el("td", {}, cell)))));
  return el("table", {}, el("caption", { class: "vh" }, caption), el("thead", {}, el("tr", {}, head.map(name => el("th", { scope: "col" }, name)))), body);
}
