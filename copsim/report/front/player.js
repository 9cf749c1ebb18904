// The page: what is shown, the clock, keys, and the parts kept in step.

const SECONDS = { slow: 40, normal: 22, fast: 9 };

const shown = S => S.meta.sides.filter(side => S.view.includes(side.key));

/** Put a decoded replay onto the page. */
function show(meta) {
  const both = meta.sides.map(s => s.key).join("");
  const S = { meta, t: 0, seen: 0, view: both, who: -1, guess: -1, playing: false, locked: Boolean(meta.predict), help: true, speed: "normal", revealed: false, paused: new Set(), last: 0 };
  $("#replay").hidden = false;
  $("#title").textContent = meta.title;
  $("#question").textContent = meta.question;
  $("#about").textContent = about(meta);
  S.stages = meta.sides.map(side => newStage(side, S));
  $("#stages").replaceChildren(...S.stages.map(stage => stage.figure));
  $("#charts").replaceChildren(...newCharts(S));
  $("#views").replaceChildren(...(meta.sides.length > 1 ? [[both, "Compare"], ["A", "A only"], ["B", "B only"]] : []).map(([view, text]) => el("button", { type: "button", "data-view": view, "aria-pressed": String(view === both), onclick: () => look(S, view) }, text)));
  $("#views").hidden = meta.sides.length < 2;
  $("#follow").replaceChildren(whoBox(S) ?? "");
  $("#legend").replaceChildren(...legend(S));
  $("#events").replaceChildren(...eventMarks(meta));
  wire(S);
  if (meta.predict) ask(S);
  $("#predict").hidden = !meta.predict;
  for (const id of ["#play", "#back", "#forth", "#scrub"]) $(id).disabled = S.locked;
  resize(S);
  return S;
}

function about(meta) {
  const [first] = meta.sides, people = first.N.toLocaleString("en"), count = side => side.G === 1 ? "one group" : `${side.G} groups`;
  const groups = meta.sides.every(side => side.G === first.G) ? count(first) : meta.sides.map(side => `${count(side)} in ${side.key}`).join(" and ");
  const same = meta.sides.length > 1 ? (meta.branch ? ` Same people, same luck, same past until week ${meta.branch - 1}.` : " Same people, same luck; only the worlds differ.") : "";
  return `${people} people, ${groups}, ${meta.weeks} weeks.${same}`;
}

function eventMarks(meta) {
  const place = week => meta.weeks > 1 ? (week - 1) / (meta.weeks - 1) : 0;
  let last = -1;
  return meta.events.map(e => {
    const near = place(e.week) - last < .16;
    if (!near) last = place(e.week);
    const sides = meta.sides.length > 1 && e.sides.length === 1 ? ` (${e.sides})` : "";
    return el("span", { class: near ? "ev bare" : place(e.week) > .8 ? "ev left" : place(e.week) < .15 ? "ev right" : "ev", style: `left:calc(8px + ${place(e.week)} * (100% - 16px))`, title: `week ${e.week}: ${e.label}${sides}` }, near ? "" : short(e.label + sides, 30));
  });
}

function legend(S) {
  const key = (mark, text) => el("span", {}, mark, text), line = (style) => el("i", { class: "line", style });
  const many = S.meta.sides.some(isAggregate), parts = [];
  parts.push(key(el("i", { class: "rings" }), many ? "rings: share of people, core in the middle; around them: mean ability" : "from the middle: core, active, occasional, peripheral, transactional, outside"));
  parts.push(el("span", {}, `ability ${LOW} % `, el("i", { class: "ramp", style: `background:linear-gradient(90deg,${[0, .2, .4, .6, .8, 1].map(ramp).join(",")})` }), ` ${HIGH} %`));
  if (!many) {
    parts.push(key(line("border-top:2.5px solid var(--in)"), "moved inward"), key(line("border-top:2.5px dashed var(--out)"), "moved outward"), key(line("border-top:1.5px solid #344462"), "help given"));
    parts.push(key(el("i", { class: "ring" }), "belongs to several"), key(el("i", { class: "hollow" }), "level not yet known"));
  }
  if (S.meta.runs > 1 && S.meta.sides[0].band) parts.push(key(el("i", { class: "band" }), `middle 80 % of ${S.meta.runs} runs${S.meta.nearest ? "; shown is the one nearest to their middle" : ""}`));
  return parts;
}

function look(S, view) {
  S.view = view;
  $$("#views button").forEach(b => b.setAttribute("aria-pressed", String(b.dataset.view === view)));
  S.stages.forEach(stage => { stage.figure.hidden = !view.includes(stage.side.key); });
  resize(S);
}

/** One screen at 1366 x 768: worlds left, curves right, clock and legend below. */
function resize(S) {
  const stages = S.stages.filter(stage => !stage.figure.hidden), wide = innerWidth > 1100, narrow = innerWidth <= 820;
  $("#stages").classList.toggle("one", stages.length === 1);
  const around = $("#bottom").offsetHeight + $("#top").offsetHeight + $("#predict").offsetHeight + 98;
  const width = Math.max(200, stages[0].figure.clientWidth), high = narrow ? width * .95 : Math.max(280, Math.min(width * 1.02, innerHeight - around));
  for (const stage of stages) { stage.said = -1; size(stage, S, width, Math.round(high)); }
  const box = $("#charts"), columns = wide ? 1 : narrow ? 1 : 3, whole = stages[0].figure.offsetHeight;
  drawCharts(S, (box.clientWidth - (columns - 1) * 8) / columns - 22, wide ? Math.max(84, (whole - 16) / 3 - 42) : 120);
  draw(S);
}

function draw(S) {
  const t = Math.floor(S.t + 1e-6);
  S.seen = Math.max(S.seen, S.t);
  for (const stage of S.stages) if (!stage.figure.hidden) paint(stage, S);
  moveCharts(S);
  $("#now").textContent = `week ${t + 1} of ${S.meta.weeks}`;
  $("#scrub").value = String(t);
  $("#scrub").setAttribute("aria-valuetext", `week ${t + 1} of ${S.meta.weeks}`);
  if (!S.playing) settled(S, t);
  else if (S.who >= 0 && t !== S.cardAt) card(S);
  S.cardAt = t;
}

/** What is renewed only when the clock stands: sentence, tables, card; and the result once the week asked for is there. */
function settled(S, t) {
  $("#say").textContent = sentence(S.meta, shown(S), t);
  $("#week-table").replaceChildren(tableOf(weekTable(S.meta, shown(S), t), `Numbers of week ${t + 1}`));
  const many = S.stages.filter(stage => isAggregate(stage.side) && !stage.figure.hidden);
  $("#groups").replaceChildren(...many.map(stage => groupTable(stage, S, t)));
  if (S.who >= 0) card(S);
  if (S.meta.predict && !S.locked && t + 1 >= S.meta.predict.week) reveal(S);
}

function go(S, t) { if (S.locked) return; S.t = Math.max(0, Math.min(S.meta.weeks - 1, t)); draw(S); }
function step(S, by) { pause(S); go(S, Math.floor(S.t + 1e-6) + by); }

function tick(S, now) {
  if (!S.playing) return;
  const passed = Math.min(.1, (now - S.last) / 1000), before = S.t;
  S.last = now;
  S.t = Math.min(S.meta.weeks - 1, S.t + passed * (S.meta.weeks - 1) / SECONDS[S.speed]);
  const found = pauseAt(S, before, S.t);
  if (found) { S.t = found.week - 1; pause(S); showPause(S, found); return; }
  if (S.t >= S.meta.weeks - 1) { pause(S); return; }
  draw(S);
  requestAnimationFrame(time => tick(S, time));
}

function play(S) {
  if (S.locked) return;
  if (S.t >= S.meta.weeks - 1) { S.t = 0; S.paused.clear(); }
  S.playing = true;
  $("#play").textContent = "❚❚ Pause";
  S.last = performance.now();
  requestAnimationFrame(time => tick(S, time));
}

function pause(S) {
  S.playing = false;
  S.t = Math.round(S.t);
  $("#play").textContent = "▶ Play";
  draw(S);
}

function wire(S) {
  $("#play").onclick = () => S.playing ? pause(S) : play(S);
  $("#back").onclick = () => step(S, -1);
  $("#forth").onclick = () => step(S, 1);
  const scrub = $("#scrub");
  scrub.max = String(S.meta.weeks - 1);
  scrub.oninput = () => { const t = Number(scrub.value); if (S.playing) pause(S); go(S, t); };
  $("#speed").onchange = event => { S.speed = event.target.value; };
  $("#help").onchange = event => { S.help = event.target.checked; draw(S); };
  $("#all").ontoggle = () => { if ($("#all").open) $("#all-table").replaceChildren(tableOf(allWeeks(S.meta, S.meta.sides), "Curves of every week")); };
  let waiting = 0;
  onresize = () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => resize(S)); };
  onkeydown = event => {
    const free = !/^(INPUT|SELECT|TEXTAREA|BUTTON|SUMMARY|A)$/.test(document.activeElement?.tagName ?? "") && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!free) return;
    const keys = { " ": () => S.playing ? pause(S) : play(S), ArrowRight: () => step(S, event.shiftKey ? 13 : 1), ArrowLeft: () => step(S, event.shiftKey ? -13 : -1), Home: () => step(S, -1e6), End: () => step(S, 1e6) };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  };
}

/** What a test or another script of the page may use: weeks and people count from 1, and no guess is asked for. */
function handles(S) {
  const hands = { S, go: week => { S.locked = false; go(S, week - 1); }, play: () => play(S), pause: () => pause(S), follow: person => follow(S, person - 1), look: view => look(S, view) };
  Object.assign(window, { copsim: hands });
}
