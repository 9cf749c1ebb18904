// Following one person, in both worlds; and why they moved: the rule of their offers, with its values over the 13 weeks that the level is read off.

const personName = (side, who) => `person ${who + 1}`;

const NAMES = {
  interest: ["z", "interest in the domain"],
  learning: ["eL", "learnt per hour there"],
  helped: ["eR", "thanks per hour there"],
  recognition: ["vR +", "recognition the sponsor adds"],
  belonging: ["b", "belonging"],
  control: ["u", "management's control"],
  load: ["w", "workload"],
  eased: ["c", "first hour paid by convening"],
};

/** Hours of the rule before it is cut to the week: h = z (vL eL + (vR + r) eR + vB b) (1 - a u) / (kappa w) - h0 (1 - c). */
function offer(rules, term) {
  const value = term.interest * (rules.v_learning * term.learning + (rules.v_recognition + term.recognition) * term.helped + rules.v_belonging * term.belonging);
  return value * (1 - rules.autonomy * term.control) / (rules.kappa * term.load) - rules.first_hour * (1 - term.eased);
}

/** The term that did most, by itself, to take the offer where hours went between two moves: [name, hours], or null. */
function mainReason(rules, before, now) {
  const way = Math.sign(now.minutes - before.minutes) || Math.sign(now.level - before.level);
  /** @type {[string, number][]} */
  const found = TERMS.map(name => [name, offer(rules, { ...before, [name]: now[name] }) - offer(rules, before)]);
  return found.filter(([, change]) => change * way > .005).sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]))[0] ?? null;
}

/** What a move is owed to, in one sentence. */
function reason(S, side, before, now) {
  const core = S.meta.thresholds.core, since = `Since week ${before.week + 1}`;
  if (before.minutes >= core && now.minutes >= core) return `${since} they had hours enough for core; what changed is in how many weeks they contributed (${before.contributed}, now ${now.contributed} of 13).`;
  const first = offer(side.rules, before), last = offer(side.rules, now), found = mainReason(side.rules, before, now);
  const told = `${since} their hours went from ${before.minutes} to ${now.minutes} min a week`;
  if (!found) return `${told}, just past the bound; no term of the rule stands out.`;
  return `${told}, most by ${NAMES[found[0]][1]} (${found[1] > 0 ? "+" : ""}${minus(found[1].toFixed(1))} h in the rule, which went from ${minus(first.toFixed(1))} to ${minus(last.toFixed(1))} h).${last <= 0 ? " Below zero nothing is offered." : ""}`;
}

/** Moves of a membership up to a week: the last, and the one before it by the same person. */
function lastMoves(side, m, t) {
  const came = Math.max(0, ...side.came.filter(c => c.seat === side.member[m] && c.week <= t).map(c => c.week));
  const past = (side.moves.get(m) ?? []).filter(move => move.week <= t && move.week >= came);
  return [past[past.length - 1], past[past.length - 2]];
}

function bounds(meta, level, minutes) {
  const { core, active, occasional, contributions } = meta.thresholds;
  if (level === 6) return `core is ${core} min or more and a contribution in ${contributions} weeks of 13`;
  if (level === 5) return minutes >= core ? `enough for core, but contributions in fewer than ${contributions} weeks of 13` : `active is ${active} min or more`;
  if (level === 4) return `occasional is ${occasional} to ${active - 1} min`;
  if (level === 3) return `peripheral is less than ${occasional} min`;
  return level === 2 ? "no hours, but answers or documents used" : "no hours, nothing used";
}

/** Why a membership has the level it has: sentences, and the terms of the rule now and at the move before. */
function why(S, side, m, t) {
  const group = side.groups[side.group[m]], [now, before] = lastMoves(side, m, t), level = side.level[m * side.T + t];
  const told = [el("h3", {}, `In ${short(group.label)}: ${LEVELS[level]}`)];
  if (!now || level === 0) return [...told, el("p", {}, "Their level is known once 13 weeks have been seen.")];
  const verb = !before ? "began as" : now.level > before.level ? "moved inward to" : "moved outward to";
  told.push(el("p", {}, `Week ${now.week + 1}: ${verb} ${LEVELS[now.level]}. They were there ${now.minutes} min a week over 13 weeks (${bounds(S.meta, now.level, now.minutes)}).`));
  if (!group.meets) return [...told, el("p", {}, "Nobody meets in this world: hours go to work.")];
  if (group.mandated >= 0) return [...told, el("p", {}, `Here each member must give ${hours(group.mandated)} a week; nobody is asked what they would offer.`)];
  if (before) told.push(el("p", {}, reason(S, side, before, now)));
  const r = side.rules, rows = Object.entries(NAMES).filter(([name]) => now[name] || before?.[name]).map(([name, [sign, words]]) => [`${words} (${sign})`, ...(before ? [before[name].toFixed(2)] : []), now[name].toFixed(2)]);
  rows.push(["the rule's hours, of these (h)", ...(before ? [minus(offer(r, before).toFixed(2))] : []), minus(offer(r, now).toFixed(2))], ["offered, of what was left", ...(before ? [`${before.offered} of ${before.left} min`] : []), `${now.offered} of ${now.left} min`]);
  const table = tableOf({ head: ["Term, mean of 13 weeks", ...(before ? [`to week ${before.week + 1}`] : []), `to week ${now.week + 1}`], rows }, `The rule's terms of ${personName(side, side.member[m])} in ${group.label}`);
  const rule = el("p", { class: "rule" }, `h = z (${r.v_learning} eL + ${r.v_recognition} eR + ${r.v_belonging} b) (1 − ${r.autonomy} u) / (${r.kappa} w) − ${r.first_hour} (1 − c)`);
  told.push(el("details", {}, el("summary", {}, "the rule and its terms"), rule, table));
  return told;
}

function card(S) {
  const box = $("#who-card"), t = Math.floor(S.t + 1e-6);
  box.hidden = S.who < 0;
  if (S.who < 0) return;
  const key = `${S.who}.${t}.${S.view}`;
  if (box.dataset.key === key) return;
  const open = [...box.querySelectorAll("details")].map(d => d.open);
  box.dataset.key = key;
  const columns = shown(S).filter(side => side.filmed && S.who < side.N).map(side => {
    const came = side.came.filter(c => c.seat === S.who && c.week <= t).pop(), home = side.domains[side.speciality[S.who]];
    const head = el("p", { class: "head" }, S.meta.sides.length > 1 ? el("span", { class: `tag ${side.key}` }, side.key) : null, el("b", {}, ` Person ${S.who + 1}`), ` · ${short(home)} · unit ${side.unit[S.who] + 1} · ability ${side.ability[S.who * side.T + t]} %`);
    const news = came ? el("p", {}, `A newcomer took this seat in week ${came.week + 1}.`) : null;
    return el("div", { class: "why" }, head, news, side.mine[S.who].flatMap(m => why(S, side, m, t)));
  });
  box.replaceChildren(el("button", { class: "btn close", type: "button", onclick: () => follow(S, -1) }, "stop following"), el("div", { class: "whys" }, columns));
  box.querySelectorAll("details").forEach((d, i) => { d.open = Boolean(open[i]); });
}

function follow(S, who) {
  S.who = who;
  $("#who").value = String(who);
  draw(S);
  card(S);
}

function whoBox(S) {
  const filmed = S.meta.sides.filter(s => s.filmed), most = Math.max(0, ...filmed.map(s => s.N));
  const select = el("select", { id: "who", class: "btn" }, el("option", { value: "-1" }, "nobody"));
  for (let who = 0; who < Math.min(most, 2000); who++) select.append(el("option", { value: String(who) }, `person ${who + 1} · ${short(filmed[0].domains[filmed[0].speciality[who]] ?? "", 20)}`));
  select.onchange = () => follow(S, Number(select.value));
  return most ? el("label", {}, "Follow ", select) : null;
}
