// Sliders, choices and boxes, made from what the server says of each parameter; A's values, and what B differs in.

const shownValue = value => typeof value === "number" && !Number.isInteger(value) ? String(Number(value.toPrecision(4))) : String(value).replaceAll("_", " ");

/** The value of a dotted key in a scenario's tables. */
const within = (values, key) => key.split(".").reduce((inner, part) => inner?.[part], values);

/** The value that a control has in the world being changed. */
function valueOf(P, key) {
  if (P.world === "B" && key in P.differs) return P.differs[key];
  if (key in P.settings) return P.settings[key];
  return within(P.scenario.values, key) ?? P.byKey.get(key).default;
}

function controlOf(P, told) {
  const id = "c-" + told.key.replaceAll(".", "-"), value = valueOf(P, told.key), note = `${told.meaning}. Default ${shownValue(told.default ?? "by the structure or relation")}; source: ${told.source}.`;
  const out = el("output", { for: id }), say = v => { out.textContent = shownValue(v) + (told.unit ? ` ${told.unit}` : ""); };
  const blocked = P.world === "B" && P.branch > 0 && !told.may_branch;
  let input;
  if (told.kind === "choice") {
    input = el("select", { id, class: "btn", disabled: blocked }, told.choices.map(choice => el("option", { value: choice, selected: choice === value }, shownValue(choice))));
    input.onchange = () => changed(P, told.key, input.value);
  } else if (told.kind === "box") {
    input = el("input", { id, type: "checkbox", checked: Boolean(value), disabled: blocked });
    input.onchange = () => changed(P, told.key, input.checked);
  } else {
    input = el("input", { id, type: "range", min: Math.min(told.low, value), max: Math.max(told.high, value), step: told.step, value, disabled: blocked });
    input.oninput = () => say(Number(input.value));
    input.onchange = () => changed(P, told.key, Number(input.value));
    say(value);
  }
  const set = told.key in (P.world === "B" ? P.differs : P.settings);
  return el("div", { class: set ? "control set" : "control", title: note, "data-key": told.key }, el("label", { for: id }, told.label), told.kind === "slider" ? out : null, input);
}

function changed(P, key, value) {
  const mine = P.world === "B" ? P.differs : P.settings;
  const before = P.world === "B" ? (key in P.settings ? P.settings[key] : within(P.scenario.values, key)) : within(P.scenario.values, key);
  if (value === before) delete mine[key]; else mine[key] = value;
  P.replication = null;
  fill(P);
  ask_server(P);
}

/** Draw the panel anew from what P says. */
function fill(P) {
  const focus = document.activeElement?.id;
  $("#scenario").value = P.scenario.name;
  $("#scenario-question").textContent = P.scenario.question;
  $$("#worlds button").forEach(b => b.setAttribute("aria-pressed", String(b.dataset.world === P.world)));
  const count = Object.keys(P.differs).length;
  $("#world-note").textContent = P.world === "A" ? "What you change here changes both worlds." : P.branch ? `World B goes on from week ${P.branch}; what you change here holds from then on.` : count ? "World B differs from A in what is marked." : "World B is like A until you change something here.";
  $("#first").replaceChildren(...P.controls.filter(c => c.first).map(c => controlOf(P, c)));
  $("#alone").hidden = !P.compared();
  const wanted = $("#find").value.trim().toLowerCase(), rest = P.controls.filter(c => !c.first && (c.key + " " + c.meaning).toLowerCase().includes(wanted)), tables = [...new Set(rest.map(c => c.table))];
  $("#rest").replaceChildren(...tables.flatMap(table => [el("h2", {}, table), ...rest.filter(c => c.table === table).map(c => controlOf(P, c))]));
  if (focus) document.getElementById(focus)?.focus();
}
