// Large worlds: a community is its rings, each as wide as its share of people; a click opens one.

const MOST_SHOWN = 60;

/** Circles of the largest groups, row by row, areas as their sizes. */
function placeMany(stage, width, height) {
  const { side } = stage, size = Array.from({ length: side.G }, (_, g) => { let n = 0; for (let level = 0; level < 7; level++) n += side.counts[(7 * g + level) * side.T]; return n; });
  const order = [...size.keys()].sort((a, b) => size[b] - size[a] || a - b).slice(0, MOST_SHOWN);
  const columns = Math.max(1, Math.round(Math.sqrt(order.length * width / height))), rows = Math.ceil(order.length / columns);
  const cell = Math.min((width - 8) / columns, (height - 8) / rows), most = size[order[0]];
  stage.many = order.map((g, k) => ({ g, people: size[g], x: (k % columns + .5) * (width - 8) / columns + 4, y: (Math.floor(k / columns) + .5) * (height - 8) / rows + 10, r: Math.max(4, (cell / 2 - 15) * Math.sqrt(size[g] / most)) }));
  stage.hidden = side.G - order.length;
}

function labelMany(stage) {
  const roomy = stage.many.length <= 30;
  for (const { g, people, x, y, r } of stage.many) if (roomy) label(stage, `${short(stage.side.groups[g].label, 18)} · ${people.toLocaleString("en")}`, x, y - r - 21, true, stage.side.groups[g].label);
  stage.back.hidden = true;
}

function paintMany(stage, t) {
  const { side, pen, many } = stage;
  for (const { g, people, x, y, r } of many) {
    const at = level => side.counts[(7 * g + level) * side.T + t];
    let within = people;
    disc(pen, x, y, r, "#fff");
    pen.strokeStyle = "#a9b0bf"; pen.lineWidth = 1; pen.stroke();
    for (const level of [0, 1, 2, 3, 4, 5, 6]) {
      if (at(level)) disc(pen, x, y, r * Math.sqrt(within / people), BAR[level][0]);
      within -= at(level);
    }
    pen.beginPath(); pen.arc(x, y, r + 3, -Math.PI / 2, 3 * Math.PI / 2); pen.strokeStyle = ABILITY[side.counts[(7 * side.G + g) * side.T + t]]; pen.lineWidth = 3; pen.stroke();
  }
}

const groupAt = (stage, x, y) => stage.many.find(c => Math.hypot(c.x - x, c.y - y) <= c.r + 5);

function hoverMany(stage, x, y, t) {
  const found = groupAt(stage, x, y), { side } = stage;
  if (!found) return null;
  const levels = OUT_TO_IN.map(level => [level, side.counts[(7 * found.g + level) * side.T + t]]).filter(([, n]) => n).map(([level, n]) => `${LEVELS[level]} ${n.toLocaleString("en")}`);
  return [side.groups[found.g].label, ...levels, `mean ability ${side.counts[(7 * side.G + found.g) * side.T + t]} %`, side.filmed ? "click to see its people" : ""];
}

function openAt(stage, S, event) {
  const box = stage.canvas.getBoundingClientRect(), found = groupAt(stage, event.clientX - box.left, event.clientY - box.top);
  if (found) openGroup(stage, S, found.g);
}

/** Drill down to one community; where people are too many to be sent, its numbers stand in the list below. */
function openGroup(stage, S, g) {
  if (!stage.side.filmed) return;
  stage.only = g;
  stage.back.hidden = false;
  stage.tip.hidden = true;
  size(stage, S, stage.width, stage.height);
  paint(stage, S);
}

/** Every community of a large world as a row, so that each can be opened by keyboard, too. */
function groupTable(stage, S, t) {
  const { side } = stage, head = ["Community", "People", "Core", "Active", "Mean ability"];
  const rows = [...Array(side.G).keys()].slice(0, 400).map(g => {
    const at = level => side.counts[(7 * g + level) * side.T + t], people = [0, 1, 2, 3, 4, 5, 6].reduce((n, level) => n + at(level), 0);
    const name = side.filmed ? el("button", { class: "link", type: "button", onclick: () => { openGroup(stage, S, g); stage.canvas.focus(); } }, side.groups[g].label) : side.groups[g].label;
    return [name, String(people), String(at(6)), String(at(5)), `${side.counts[(7 * side.G + g) * side.T + t]} %`];
  });
  return tableOf({ head, rows }, `Communities in ${side.label}, week ${t + 1}`);
}
