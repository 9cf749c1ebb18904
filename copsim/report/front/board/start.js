// A board of its own: its numbers are in it.

(async () => {
  const D = JSON.parse(new TextDecoder().decode(await unzipped(bytesOf($text("data")))));
  Object.assign(globalThis, { board: board(D) });
  document.documentElement.dataset.ready = "yes";
})().catch(error => { document.getElementById("say").textContent = "This page cannot be shown: " + error.message; throw error; });
