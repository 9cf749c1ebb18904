// A page of its own: its numbers are in it. What tests and other scripts may use is on `copsim`.

(async () => {
  const meta = JSON.parse($("#meta").textContent), columns = JSON.parse($("#columns").textContent);
  const S = show(await decoded(meta, columns, $("#numbers").textContent));
  window.copsim = { S, go: week => { S.locked = false; go(S, week - 1); }, play: () => play(S), pause: () => pause(S), follow: person => follow(S, person - 1), look: view => look(S, view) };
  document.documentElement.dataset.ready = "yes";
})().catch(error => { $("#say").textContent = "This page cannot be shown: " + error.message; throw error; });
