// A page of its own: its numbers are in it.

(async () => {
  const meta = JSON.parse($text("meta")), columns = JSON.parse($text("columns"));
  handles(show(await decoded(meta, columns, $text("numbers"))));
  document.documentElement.dataset.ready = "yes";
})().catch(error => { $("#say").textContent = "This page cannot be shown: " + error.message; throw error; });
