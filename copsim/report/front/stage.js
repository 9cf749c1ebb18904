// A panel for each world: rings, people, help, moves. The canvas holds no word: labels are elements above it.

const TRAIL = 8, HELP_WEEKS = 3;
const reduced = matchMedia("(prefers-reduced-motion: reduce)");

function newStage(side, S) {
  const canvas = el("canvas", { tabindex: "0", role: "img", "aria-label": side.label });
  const labels = el("div", { class: "labels", "aria-hidden": "true" }), tip = el("div", { class: "tip", hidden: true }), note = el("div", { class: "caption", hidden: true });
  const flow = el("span", { class: "flow" }), bar = el("div", { class: "lv" }), back = el("button", { class: "btn back", type: "button", hidden: true }, "← all communities");
  const caption = el("figcaption", {}, S.meta.sides.length > 1 ? el("span", { class: "tag" }, side.key) : null, el("span", { class: "name", title: side.label }, short(side.label, 60)), flow);
  const figure = el("figure", { class: side.key, "data-side": side.key }, caption, el("div", { class: "plate" }, canvas, labels, tip, note, back), bar);
  const stage = { side, figure, canvas, pen: canvas.getContext("2d"), labels, tip, note, flow, bar, back, under: document.createElement("canvas"), only: -1 };
  canvas.addEventListener("pointermove", event => hover(stage, S, event));
  canvas.addEventListener("pointerleave", () => { tip.hidden = true; });
  canvas.addEventListener("click", event => clicked(stage, S, event));
  back.onclick = () => { stage.only = -1; size(stage, S, stage.width, stage.height); paint(stage, S); canvas.focus(); };
  return stage;
}

/** Whether people are drawn one by one: always in small worlds, in large ones once a community is opened. */
const closeUp = stage => !isAggregate(stage.side) || (stage.only >= 0 && stage.side.filmed);

function size(stage, S, width, height) {
  const ratio = Math.min(2, devicePixelRatio || 1), { side } = stage;
  Object.assign(stage, { width, height, ratio });
  for (const canvas of [stage.canvas, stage.under]) { canvas.width = Math.round(width * ratio); canvas.height = Math.round(height * ratio); }
  stage.canvas.style.height = height + "px";
  if (closeUp(stage)) {
    const sizes = sizesOf(side).map((n, g) => stage.only < 0 || stage.only === g ? n : 0), open = stage.only < 0 ? null : placed([sizes[stage.only]], width, height)[0];
    stage.circles = open ? sizes.map((_, g) => g === stage.only ? open : { x: -9999, y: -9999, r: 1 }) : placed(sizes, width, height);
    const cores = S.meta.sides.filter(s => s.filmed && s.G === side.G).map(fullest).reduce((a, b) => a.map((n, g) => Math.max(n, b[g])));
    const shown = stage.only < 0 ? [...stage.circles.keys()] : [stage.only];
    stage.dot = dotRadius(shown.map(g => stage.circles[g]), shown.map(g => cores[g]));
    Object.assign(stage, bearings(side, stage.circles, stage.dot));
    stage.at = new Float32Array(2 * side.M);
  } else placeMany(stage, width, height);
  backdrop(stage);
}

function backdrop(stage) {
  const pen = stage.under.getContext("2d"), { side } = stage;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, stage.under.width, stage.under.height);
  pen.scale(stage.ratio, stage.ratio);
  stage.labels.replaceChildren();
  if (!closeUp(stage)) return labelMany(stage);
  stage.circles.forEach((p, g) => {
    if (p.x < -999) return;
    for (let ring = 5; ring >= 0; ring--) {
      disc(pen, p.x, p.y, p.r * RINGS[ring + 1], side.groups[g].meets ? TINT[ring] : "#f4f3ee");
      pen.strokeStyle = ring === 5 ? "#a9b0bf" : "#fff"; pen.lineWidth = ring === 5 ? 1 : 1.4; pen.setLineDash(ring === 5 ? [2, 4] : []); pen.stroke();
    }
    pen.setLineDash([]);
    label(stage, side.groups[g].label, p.x, p.y - p.r - 19);
  });
}

function label(stage, text, x, y, small = false, title = text) {
  const made = el("div", { class: small ? "label small" : "label", title }, short(text));
  stage.labels.append(made);
  const half = made.offsetWidth / 2;
  made.style.left = Math.max(2, Math.min(stage.width - 2 * half - 2, x - half)) + "px";
  made.style.top = Math.max(0, y) + "px";
}

function disc(pen, x, y, r, colour) { pen.beginPath(); pen.arc(x, y, r, 0, 2 * Math.PI); pen.fillStyle = colour; pen.fill(); }

function paint(stage, S) {
  const { pen, side } = stage, t = Math.min(side.T - 1, Math.floor(S.t + 1e-6));
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, stage.canvas.width, stage.canvas.height);
  pen.drawImage(stage.under, 0, 0);
  pen.setTransform(stage.ratio, 0, 0, stage.ratio, 0, 0);
  if (closeUp(stage)) {
    standing(stage, S, t);
    if (S.help) help(stage, S, t);
    trails(stage, S, t);
    people(stage, S, t);
    if (S.who >= 0 && S.who < side.N) followed(stage, S, t);
  } else paintMany(stage, t);
  captions(stage, S, t);
}

function standing(stage, S, t) {
  const { side, at, circles, X, Y } = stage, f = Math.min(1, S.t - t), ease = reduced.matches ? 0 : f * f * (3 - 2 * f), T = side.T, next = Math.min(T - 1, t + 1);
  for (let m = 0; m < side.M; m++) {
    const p = circles[side.group[m]], here = m * T + t, there = m * T + next;
    at[2 * m] = p.x + p.r * (X[here] + (X[there] - X[here]) * ease);
    at[2 * m + 1] = p.y + p.r * (Y[here] + (Y[there] - Y[here]) * ease);
  }
}

/** The membership through which two people are drawn to each other: in the same group where there is one. */
function between(side, a, b, only) {
  for (const m of side.mine[a]) for (const n of side.mine[b]) if (side.group[m] === side.group[n] && (only < 0 || side.group[m] === only)) return [m, n, false];
  return only < 0 ? [side.mine[a][0], side.mine[b][0], true] : null;
}

function help(stage, S, t) {
  const { side, pen, at } = stage;
  for (let back = HELP_WEEKS - 1; back >= 0; back--) {
    const week = t - back;
    if (week < 0) continue;
    for (let j = side.helpFrom[week]; j < side.helpFrom[week + 1]; j++) {
      const mine = S.who === side.helper[j] || S.who === side.helped[j], pair = between(side, side.helper[j], side.helped[j], stage.only);
      if (!pair) continue;
      const [m, n, across] = pair, x0 = at[2 * m], y0 = at[2 * m + 1], x1 = at[2 * n], y1 = at[2 * n + 1], alpha = (mine ? .9 : S.who >= 0 ? .18 : .42) * [1, .5, .25][back];
      pen.beginPath(); pen.moveTo(x0, y0); pen.quadraticCurveTo((x0 + x1) / 2 - (y1 - y0) * .2, (y0 + y1) / 2 + (x1 - x0) * .2, x1, y1);
      pen.strokeStyle = across ? `rgba(126,58,158,${alpha})` : `rgba(40,55,90,${alpha})`; pen.lineWidth = mine ? 1.8 : 1; pen.stroke();
    }
  }
}

function trails(stage, S, t) {
  const { side, pen, at, circles, X, Y } = stage, T = side.T;
  pen.lineCap = "round";
  for (let m = 0; m < side.M; m++) for (let back = 0; back < TRAIL && t - back > 0; back++) {
    const w = t - back, now = side.level[m * T + w], before = side.level[m * T + w - 1];
    if (now === before || !before || !now) continue;
    const p = circles[side.group[m]];
    pen.beginPath(); pen.moveTo(p.x + p.r * X[m * T + w - 1], p.y + p.r * Y[m * T + w - 1]); pen.lineTo(at[2 * m], at[2 * m + 1]);
    pen.setLineDash(now > before ? [] : [3, 3]);
    pen.strokeStyle = now > before ? `rgba(11,122,107,${.8 * (1 - back / TRAIL)})` : `rgba(168,50,62,${.7 * (1 - back / TRAIL)})`; pen.lineWidth = 2; pen.stroke();
    break;
  }
  pen.setLineDash([]);
}

function people(stage, S, t) {
  const { side, pen, at, dot } = stage, T = side.T;
  for (let m = 0; m < side.M; m++) {
    if (stage.only >= 0 && side.group[m] !== stage.only) continue;
    const who = side.member[m], x = at[2 * m], y = at[2 * m + 1];
    disc(pen, x, y, dot, ABILITY[side.ability[who * T + t]]);
    pen.lineWidth = .9; pen.strokeStyle = "rgba(29,36,51,.75)"; pen.setLineDash(side.level[m * T + t] === 0 ? [1.5, 1.5] : []); pen.stroke(); pen.setLineDash([]);
    if (side.mine[who].length > 1 && dot >= 2.6) { pen.beginPath(); pen.arc(x, y, dot + 1.9, 0, 2 * Math.PI); pen.strokeStyle = "rgba(126,58,158,.85)"; pen.lineWidth = 1; pen.stroke(); }
  }
}

function followed(stage, S, t) {
  const { side, pen, at, circles, X, Y, dot } = stage, T = side.T, mine = side.mine[S.who].filter(m => stage.only < 0 || side.group[m] === stage.only);
  pen.strokeStyle = "rgba(10,88,202,.75)"; pen.lineWidth = 1.6;
  for (const m of mine) {
    const p = circles[side.group[m]], from = Math.max(0, t - 52);
    pen.beginPath();
    for (let w = from; w <= t; w++) pen.lineTo(p.x + p.r * X[m * T + w], p.y + p.r * Y[m * T + w]);
    pen.stroke();
  }
  pen.setLineDash([2, 4]);
  for (const m of mine.slice(1)) { pen.beginPath(); pen.moveTo(at[2 * mine[0]], at[2 * mine[0] + 1]); pen.lineTo(at[2 * m], at[2 * m + 1]); pen.stroke(); }
  pen.setLineDash([]);
  for (const m of mine) { pen.beginPath(); pen.arc(at[2 * m], at[2 * m + 1], dot + 5, 0, 2 * Math.PI); pen.strokeStyle = "#0a58ca"; pen.lineWidth = 2.5; pen.stroke(); }
}

/** What stands around a panel: moves of a quarter, people at each level, events; and the same for screen readers. */
function captions(stage, S, t) {
  const { side } = stage;
  if (stage.said === t && stage.saidFor === stage.only) return;
  stage.said = t; stage.saidFor = stage.only;
  const levels = levelsAt(side, t), text = levels.filter(([, n]) => n).map(([level, n]) => `${n} ${LEVELS[level]}`).join(", ");
  let flow = "";
  if (side.filmed) {
    const [inward, outward] = moved(side, t);
    stage.flow.replaceChildren(el("b", { class: "i" }, `${inward} in`), " · ", el("b", { class: "o" }, `${outward} out`), el("span", { class: "wide" }, " (13 weeks)"));
    flow = ` ${inward} moves inward and ${outward} outward in the last 13 weeks.`;
  }
  const room = stage.width - 24;
  stage.bar.replaceChildren(...levels.filter(([, n]) => n).map(([level, n]) => {
    const wide = room * n / side.N, name = `${LEVELS[level]} ${n}`, text = wide > name.length * 7.4 ? name : wide > String(n).length * 9 ? String(n) : "";
    return el("div", { style: `flex:${n};background:${BAR[level][0]};color:${BAR[level][1]}`, title: name }, text);
  }));
  const event = S.meta.events.filter(e => e.sides.includes(side.key) && t + 1 >= e.week && t + 1 < e.week + 10).pop();
  stage.note.hidden = !event;
  if (event) stage.note.textContent = `Week ${event.week}: ${event.label}`;
  stage.canvas.setAttribute("aria-label", `${side.label}, week ${t + 1}. People: ${text}.${flow}`);
}

function nearest(stage, event) {
  if (!closeUp(stage)) return -1;
  const box = stage.canvas.getBoundingClientRect(), x = event.clientX - box.left, y = event.clientY - box.top;
  let best = -1, least = 144;
  for (let m = 0; m < stage.side.M; m++) {
    const d = (stage.at[2 * m] - x) ** 2 + (stage.at[2 * m + 1] - y) ** 2;
    if (d < least) { least = d; best = m; }
  }
  return best;
}

function hover(stage, S, event) {
  const box = stage.canvas.getBoundingClientRect(), { side } = stage, t = Math.floor(S.t), m = nearest(stage, event);
  let lines = null;
  if (m >= 0) {
    const who = side.member[m];
    lines = [personName(side, who), `${LEVELS[side.level[m * side.T + t]]} in ${side.groups[side.group[m]].label}`, `ability ${side.ability[who * side.T + t]} %`];
  } else if (!closeUp(stage)) lines = hoverMany(stage, event.clientX - box.left, event.clientY - box.top, t);
  stage.tip.hidden = !lines;
  if (!lines) return;
  stage.tip.replaceChildren(...lines.flatMap((line, i) => i ? [el("br"), line] : [el("b", {}, short(line, 60))]));
  stage.tip.style.left = Math.max(4, Math.min(event.clientX - box.left + 14, stage.width - stage.tip.offsetWidth - 6)) + "px";
  stage.tip.style.top = Math.min(event.clientY - box.top + 12, stage.height - stage.tip.offsetHeight - 4) + "px";
}

function clicked(stage, S, event) {
  if (closeUp(stage)) {
    const m = nearest(stage, event);
    follow(S, m < 0 || stage.side.member[m] === S.who ? -1 : stage.side.member[m]);
  } else openAt(stage, S, event);
}
