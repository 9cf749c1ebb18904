// Three curves, one idea each: both worlds, and the band of many runs only as far as has been watched.

const WITH = { left: 38, right: 50, top: 8, bottom: 20 };

/** Round numbers for an axis from 0 (or below) to the highest value: at most five steps. */
function axisOf(high) {
  const rough = Math.max(high, 1e-9) / 4, power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map(f => f * power).find(s => s >= rough);
  return { step, top: Math.ceil(high / step - 1e-9) * step || step };
}

function newCharts(S) {
  S.charts = S.meta.curves.map((curve, c) => {
    const title = el("h2", { title: curve.meaning }, curve.label, curve.unit ? el("span", {}, ` ${curve.unit}`) : null), picture = svg("svg", { role: "img", class: "plot" });
    const box = el("div", { class: "chart" }, title, picture), chart = { c, curve, picture, box };
    picture.addEventListener("pointerdown", event => { const r = picture.getBoundingClientRect(); pause(S); go(S, Math.round((event.clientX - r.left - WITH.left) / (chart.w - WITH.left - WITH.right) * (S.meta.weeks - 1))); });
    return chart;
  });
  return S.charts.map(chart => chart.box);
}

function drawCharts(S, width, height) {
  for (const chart of S.charts) {
    const { c, picture } = chart, T = S.meta.weeks, w = Math.max(160, width), h = Math.max(84, height), sides = shown(S);
    picture.replaceChildren();
    picture.setAttribute("viewBox", `0 0 ${w} ${h}`);
    picture.style.height = h + "px";
    let high = 0;
    for (const s of S.meta.sides) for (let t = 0; t < T; t++) high = Math.max(high, valueAt(S.meta, s, c, t) || 0, bandAt(S.meta, s, c, t)?.[2] || 0);
    const { step, top } = axisOf(chart.curve.unit === "%" ? Math.min(100, high) : high);
    const right = w - WITH.right, bottom = h - WITH.bottom, x = t => WITH.left + (right - WITH.left) * t / Math.max(1, T - 1), y = v => bottom - (bottom - WITH.top) * Math.min(v, top) / top;
    for (let v = 0; v <= top + step / 2; v += step) {
      picture.append(svg("line", { x1: WITH.left, x2: right, y1: y(v), y2: y(v), class: "grid" }));
      if (y(v) < bottom - 8 || v === 0) write(picture, WITH.left - 6, y(v) + 4, num(v, step >= 1), "end");
    }
    const every = [10, 13, 20, 26, 52, 104, 260, 520].find(e => (T / e) * 34 < right - WITH.left) ?? T;
    for (let week = every; week <= T; week += every) write(picture, x(week - 1), h - 4, String(week), "middle");
    for (const e of S.meta.events) picture.append(svg("line", { x1: x(e.week - 1), x2: x(e.week - 1), y1: WITH.top, y2: bottom, class: "event" }));
    const clip = svg("clipPath", { id: `seen${c}` }), seen = svg("rect", { x: 0, y: 0, width: 0, height: h });
    clip.append(seen); picture.append(clip);
    const lines = sides.map(side => {
      const colour = WORLD[side.key];
      if (side.band) {
        const weeks = [...Array(T).keys()].filter(t => !Number.isNaN(bandAt(S.meta, side, c, t)[1])), edge = q => weeks.map(t => `${x(t).toFixed(1)} ${y(bandAt(S.meta, side, c, t)[q]).toFixed(1)}`);
        if (weeks.length) picture.append(svg("path", { d: `M${edge(2).join("L")}L${edge(0).reverse().join("L")}Z`, fill: colour, "fill-opacity": .15, "clip-path": `url(#seen${c})` }));
        if (weeks.length) picture.append(svg("path", { d: "M" + edge(1).join("L"), fill: "none", stroke: colour, "stroke-opacity": .55, "stroke-width": 1.1, "stroke-dasharray": "1 3", "clip-path": `url(#seen${c})` }));
      }
      const line = svg("path", { fill: "none", stroke: colour, "stroke-width": 2.3, "stroke-dasharray": DASH[side.key], "stroke-linejoin": "round" }), end = svg("circle", { r: 3.6, fill: colour }), text = write(picture, 0, 0, "", "start");
      text.style.fill = colour; text.style.fontWeight = 700;
      picture.append(line, end);
      return { side, line, end, text };
    });
    const now = svg("line", { y1: WITH.top, y2: bottom, class: "now" });
    picture.append(now);
    Object.assign(chart, { w, x, y, seen, lines, now, top: WITH.top, bottom, right });
  }
  moveCharts(S);
}

function write(picture, x, y, text, anchor) {
  const made = svg("text", { x, y, "text-anchor": anchor });
  made.textContent = text;
  picture.append(made);
  return made;
}

function moveCharts(S) {
  const t = Math.floor(S.t + 1e-6);
  for (const chart of S.charts) {
    if (!chart.lines) continue;
    const { c, curve, x, y, lines } = chart;
    chart.seen.setAttribute("width", x(Math.max(S.seen, 0)) + .5);
    chart.now.setAttribute("x1", x(S.t)); chart.now.setAttribute("x2", x(S.t));
    const placed = lines.map(({ side, line, end, text }) => {
      let d = "";
      for (let k = 0; k <= t; k++) if (!Number.isNaN(valueAt(S.meta, side, c, k))) d += (d ? "L" : "M") + x(k).toFixed(1) + " " + y(valueAt(S.meta, side, c, k)).toFixed(1);
      line.setAttribute("d", d);
      const value = valueAt(S.meta, side, c, t), known = !Number.isNaN(value), at = known ? y(value) : y(0);
      end.setAttribute("cx", x(t)); end.setAttribute("cy", at); end.setAttribute("visibility", known ? "visible" : "hidden");
      text.textContent = known ? (lines.length > 1 ? side.key + " " : "") + num(value, curve.whole) : "";
      return { text, at };
    });
    if (placed.length === 2 && Math.abs(placed[0].at - placed[1].at) < 14) {
      const [upper, lower] = placed[0].at <= placed[1].at ? placed : [placed[1], placed[0]], middle = Math.max(chart.top + 12, Math.min(chart.bottom - 9, (upper.at + lower.at) / 2));
      upper.at = middle - 7.5; lower.at = middle + 7.5;
    }
    for (const { text, at } of placed) { text.setAttribute("x", x(t) + 7); text.setAttribute("y", Math.max(chart.top + 6, Math.min(chart.bottom, at + 4))); }
    chart.picture.setAttribute("aria-label", `${curve.label}, week ${t + 1}: ` + lines.map(l => `${lines.length > 1 ? l.side.label + " " : ""}${said(curve, valueAt(S.meta, l.side, c, t))}`).join("; "));
  }
}
