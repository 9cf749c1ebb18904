// Predict, observe, explain: a guess (or Skip) unlocks Play; it is shown again at the end beside the result and its spread.

/** What was asked, of the run shown or of a quantile of all: B less A, or A (less what it was at the start). */
function asked(meta, pick) {
  const { curve, week, since } = meta.predict, c = meta.curves.findIndex(one => one.name === curve), t = week - 1;
  const [a, b] = meta.sides.map(side => pick(side, c, t) - (since && !meta.sides[1] ? pick(side, c, since - 1) : 0));
  return b === undefined ? a : b - a;
}

const rightOption = meta => {
  const value = asked(meta, (side, c, t) => valueAt(meta, side, c, t)), { options } = meta.predict;
  return options.findIndex(option => option.below === null || option.below === undefined || value < option.below);
};

function ask(S) {
  const box = $("#predict"), { predict } = S.meta;
  const choose = n => { S.guess = n; unlock(S); };
  box.className = "card";
  box.replaceChildren(
    el("p", {}, el("strong", {}, "Predict first. "), predict.ask),
    el("div", { class: "opts" }, predict.options.map((option, n) => el("button", { class: "btn", type: "button", onclick: () => choose(n) }, option.says)), el("button", { class: "btn skip", type: "button", onclick: () => choose(-1) }, "Skip")),
  );
}

function unlock(S) {
  const play = $("#play");
  S.locked = false;
  for (const id of ["#play", "#back", "#forth", "#scrub"]) $(id).disabled = false;
  waiting(S);
  resize(S);
  play.focus();
}

/** The card while the run plays. */
function waiting(S) {
  const box = $("#predict"), { predict } = S.meta;
  box.className = "card";
  if (S.guess >= 0) box.replaceChildren(el("p", {}, el("strong", {}, `You predicted: ${predict.options[S.guess].says}. `), "Now press Play and watch who moves inward, and why."));
  else box.replaceChildren(el("p", {}, el("strong", {}, "Press Play "), "and watch who moves inward, and why."));
}

function result(S) {
  const { meta } = S, { predict } = meta, c = meta.curves.findIndex(one => one.name === predict.curve), curve = meta.curves[c], t = predict.week - 1;
  const inRun = meta.sides.map(s => `${meta.sides.length > 1 ? s.key + " " : ""}${said(curve, valueAt(meta, s, c, t))}`).join(", ");
  const bands = meta.sides.map(s => [s, bandAt(meta, s, c, t)]).filter(([, band]) => band).map(([s, band]) => `${meta.sides.length > 1 ? s.key + " " : ""}${range(curve, band)}`);
  const says = predict.options[rightOption(meta)].says, lead = S.guess >= 0 ? `You predicted: ${predict.options[S.guess].says}. In this run it was: ${says}` : `In this run: ${says}`;
  const parts = [el("p", {}, el("strong", {}, `${lead} `), `(${curve.label.toLowerCase()} in week ${predict.week}: ${inRun}).`)];
  if (bands.length) parts.push(el("p", {}, `Over ${meta.runs} runs, each with its own luck, the middle 80 %: ${bands.join("; ")}.`));
  if (predict.pairs && predict.pairs[0] !== null) {
    const unit = curve.unit === "%" ? " points" : curve.unit ? ` ${curve.unit}` : "", sign = v => (v > 0 ? "+" : "") + minus(v.toFixed(1));
    parts.push(el("p", {}, `B less A, pair by pair: ${sign(predict.pairs[0])} to ${sign(predict.pairs[2])}${unit}${predict.pairs[0] < 0 && predict.pairs[2] > 0 ? "; luck alone can turn it round" : ""}.`));
  }
  parts.push(el("p", {}, el("b", {}, "Explain: "), meta.sides.length > 1 ? "go back to where the curves part, and follow one person there. Which term of the rule changed first?" : "follow one person who moved inward, and one who moved outward. Which term of the rule changed first?"));
  return parts;
}

function reveal(S) {
  const box = $("#predict");
  if (S.revealed) return;
  S.revealed = true;
  box.className = "card done";
  box.replaceChildren(...result(S));
  resize(S);
}

/** The pause of a lesson that has just been reached, if any; each stops the run once. */
function pauseAt(S, from, to) {
  const found = (S.meta.pauses ?? []).find(p => p.week - 1 > from && p.week - 1 <= to && !S.paused.has(p.week));
  if (!found) return null;
  S.paused.add(found.week);
  return found;
}

function showPause(S, found) {
  const box = $("#predict");
  box.className = "card";
  box.replaceChildren(el("p", {}, el("strong", {}, `Week ${found.week}. `), found.says), el("div", { class: "opts" }, el("button", { class: "btn", type: "button", onclick: () => { waiting(S); resize(S); play(S); } }, "Go on")));
  resize(S);
}
