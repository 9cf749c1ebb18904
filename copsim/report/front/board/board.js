// The board: what is chosen and assumed, weighed anew at every change.

const el = id => document.getElementById(id);

function download(name, text, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function board(D) {
  const fresh = () => Object.fromEntries(D.assumptions.map(({ key, low, base, high, scale }) => [key, { low, base, high, scale }]));
  const S = { D, ranges: fresh(), lead: D.lead, other: D.evenly, R: null };

  function shown() {
    const R = weighed(D, S.ranges, S.lead, S.other);
    if (!R) { el("say").textContent = "No future of the study lies within these ranges; widen one."; return; }
    S.R = R;
    el("say").textContent = headline(D, R, S.lead, S.other);
    el("many").textContent = el("many-too").textContent = many(D, R);
    el("moves").textContent = `"${D.options[S.lead].name}" less "${D.options[S.other].name}"; blue: low end, orange: high end`;
    fan(D, R, [S.lead, S.other]);
    dots(D, R);
    tornado(D, R, S.ranges);
    tables(D, R, S.other);
    el("worse").textContent = `With the study's own prices: ${D.worse}.`;
  }

  function choices() {
    el("options").replaceChildren(...D.options.map((option, o) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = option.name;
      button.setAttribute("aria-pressed", `${o === S.lead}`);
      button.disabled = o === S.other;
      button.onclick = () => { S.lead = o; choices(); /** @type {HTMLElement} */ (el("options").children[o]).focus(); shown(); };
      return button;
    }));
    const select = /** @type {HTMLSelectElement} */ (el("other"));
    select.replaceChildren(...D.options.map((option, o) => new Option(option.name, `${o}`, false, o === S.other)));
    select.onchange = () => { const o = Number(select.value); if (o === S.lead) S.lead = S.other; S.other = o; choices(); shown(); };
  }

  function assumed() {
    el("assumptions").replaceChildren(...D.assumptions.map(told => {
      const box = document.createElement("div"), fields = document.createElement("div"), range = S.ranges[told.key];
      box.className = "one";
      const name = document.createElement("b"), source = document.createElement("span");
      name.textContent = told.says;
      source.className = "src";
      source.textContent = ` ${told.source}`;
      box.append(name, source, fields);
      const inputs = [];
      for (const end of told.priced ? ["low", "base", "high"] : ["low", "high"]) {
        const label = document.createElement("label"), input = document.createElement("input");
        input.type = "number";
        input.step = "any";
        input.value = `${range[end]}`;
        input.dataset.key = told.key;
        input.dataset.end = end;
        label.append(told.priced ? end : end === "low" ? "from" : "to", input);
        fields.append(label);
        inputs.push(input);
        input.onchange = () => {
          const given = Object.fromEntries(inputs.map(one => [one.dataset.end, Number(one.value)])), next = { ...range, ...given };
          const wrong = inputs.some(one => one.value === "") || !(next.low <= next.high) || (told.priced && !(next.low <= next.base && next.base <= next.high)) || (told.scale === "log" && next.low <= 0);
          for (const one of inputs) one.setAttribute("aria-invalid", `${wrong}`);
          if (wrong) { el("say").textContent = `${told.says}: the low end comes first, and the base between both.`; return; }
          Object.assign(range, given);
          box.classList.toggle("set", inputs.some(one => Number(one.value) !== told[one.dataset.end]));
          shown();
        };
      }
      return box;
    }));
  }

  el("reset").onclick = () => { S.ranges = fresh(); S.lead = D.lead; S.other = D.evenly; choices(); assumed(); shown(); };
  el("print").onclick = () => print();
  el("csv").onclick = () => S.R && download("board.csv", csvOf(D, S.R), "text/csv");
  el("toml").onclick = () => download(`${D.options[S.lead].key}.toml`, D.scenarios[S.lead], "application/toml");
  choices();
  assumed();
  shown();
  // One page of A3 (1,063 x 1,527 points of a screen): smaller, where there are many options.
  addEventListener("beforeprint", () => { document.body.style.zoom = `${Math.min(.66, 1480 / document.body.scrollHeight)}`; });
  addEventListener("afterprint", () => { document.body.style.zoom = ""; });
  let wide = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== wide) { wide = innerWidth; shown(); } });
  return S;
}
