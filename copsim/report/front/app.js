// The app: the panel asks the server, the page shows what comes. All it knows of a question is in its address.

(async () => {
  const told = await (await fetch("start")).json();
  const P = { ...told, byKey: new Map(told.controls.map(c => [c.key, c])), scenario: told.scenarios[0], settings: {}, differs: {}, branch: 0, replication: null, world: "A", asked: 0, S: null };
  P.compared = () => Object.keys(P.differs).length > 0;
  P.request = () => ({ scenario: P.scenario.name, settings: P.settings, differs: P.differs, branch: P.compared() ? P.branch : 0, runs: 20, replication: P.replication });
  $("#scenario").replaceChildren(...told.scenarios.map(one => el("option", { value: one.name }, `${one.title || one.name} (${one.in_short})`)));
  fromAddress(P);
  wirePanel(P);
  fill(P);
  await ask_server(P);
})().catch(error => { $("#status").textContent = "The app cannot begin: " + error.message; throw error; });

/** A question may come with the address: everything after "#". */
function fromAddress(P) {
  try {
    const asked = JSON.parse(decodeURIComponent(location.hash.slice(1)));
    P.scenario = P.scenarios.find(one => one.name === asked.scenario) ?? P.scenario;
    for (const key of ["settings", "differs"]) if (asked[key] && typeof asked[key] === "object") P[key] = { ...asked[key] };
    P.branch = Number(asked.branch) || 0;
    P.replication = Number.isInteger(asked.replication) ? asked.replication : null;
  } catch { /* no question in the address: begin at the baseline */ }
}

async function fetched(P, job) {
  const answer = await fetch(job, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(P.request()) });
  if (!answer.ok) {
    const said = await answer.json().catch(() => ({ said: [answer.statusText] }));
    throw new Error(said.said.join("\n"));
  }
  return answer;
}

let waitingToAsk = 0;

/** Ask for what the panel says, once the hand rests; the newest question's answer is shown, older ones are dropped. */
function ask_server(P) {
  clearTimeout(waitingToAsk);
  const nth = ++P.asked;
  $("#status").textContent = "simulating …";
  return new Promise(done => {
    waitingToAsk = setTimeout(async () => {
      try {
        const { meta, columns, text } = await (await fetched(P, "replay")).json();
        if (nth === P.asked) { showAnswer(P, await decoded(meta, columns, text)); $("#status").textContent = ""; }
      } catch (error) {
        if (nth === P.asked) $("#status").textContent = error.message;
      }
      done();
    }, P.S ? 250 : 0);
  });
}

/** The week, the person followed and the speed stay what they were where they can. */
function showAnswer(P, meta) {
  const old = P.S;
  if (old) old.playing = false;
  if (!$("#gate").checked) meta.predict = null;
  const S = P.S = show(meta);
  if (old) {
    S.speed = old.speed; S.help = old.help;
    if (!S.locked && old.meta.weeks === meta.weeks) { S.seen = old.seen; go(S, Math.floor(old.t)); }
    if (old.who >= 0 && old.who < meta.sides[0].N) follow(S, old.who);
  }
  handles(S);
  history.replaceState(null, "", "#" + encodeURIComponent(JSON.stringify(P.request())));
  document.documentElement.dataset.ready = "yes";
}

async function download(P, job) {
  try {
    const answer = await fetched(P, job), name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? job;
    const link = el("a", { href: URL.createObjectURL(await answer.blob()), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    $("#status").textContent = `${name} saved`;
  } catch (error) { $("#status").textContent = error.message; }
}

/** World B goes on from the week that is shown, under what is laid over it. */
function branchOff(P, differs) {
  const week = Math.floor(P.S.t) + 1;
  if (week < 2) { $("#status").textContent = "Go to a later week first: B branches from the week that is shown."; return; }
  P.branch = week;
  P.differs = differs;
  P.world = "B";
  fill(P);
  if (Object.keys(differs).length) ask_server(P);
  else $("#status").textContent = `Now change something: it holds in B from week ${week} on.`;
}

function wirePanel(P) {
  const anew = () => { Object.assign(P, { settings: {}, differs: {}, branch: 0, replication: null, world: "A" }); fill(P); ask_server(P); };
  $("#scenario").onchange = event => { P.scenario = P.scenarios.find(one => one.name === event.target.value); anew(); };
  $("#reset").onclick = anew;
  $$("#worlds button").forEach(b => { b.onclick = () => { P.world = b.dataset.world; fill(P); }; });
  $("#alone").onclick = () => { Object.assign(P, { differs: {}, branch: 0, world: "A" }); fill(P); ask_server(P); };
  $("#again").onclick = () => { P.replication = (P.S?.meta.replication ?? 0) + 1; ask_server(P); };
  $("#branch").onclick = () => branchOff(P, {});
  $("#expert").onclick = () => branchOff(P, { "people.leaving": [{ week: Math.floor(P.S.t) + 1, domain: P.S.meta.sides[0].domains[0] }] });
  $("#gate").onchange = () => ask_server(P);
  $("#find").oninput = () => fill(P);
  $("#save").onclick = () => download(P, "lesson.html");
  $("#toml").onclick = () => download(P, "scenario.toml");
  $("#csv").onclick = () => download(P, "numbers.csv");
  $("#share").onclick = async () => {
    $("#link").hidden = false;
    $("#link-text").value = location.href;
    $("#link-text").select();
    try { await navigator.clipboard.writeText(location.href); $("#status").textContent = "link copied"; } catch { $("#status").textContent = "copy the link from the field"; }
  };
}
