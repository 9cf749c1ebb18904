// Where everything stands: communities in the panel, rings in a community, people in a ring. Same week, same place.

/** Borders of the rings as shares of a community's radius, from core to outside. */
const RINGS = [0, .31, .52, .70, .84, .93, 1];
const ringOf = level => level === 0 ? 5 : 6 - level;
const MANY_PEOPLE = 500, MANY_GROUPS = 8;

const isAggregate = side => side.N > MANY_PEOPLE || side.G > MANY_GROUPS || !side.filmed;

/** Circles of the groups in a panel: [{x, y, r}]; they push each other apart from several starts, the best is kept. */
function placed(sizes, width, height) {
  const n = sizes.length, radius = sizes.map(size => Math.sqrt(size) + 1.2);
  let best = null, z = 7;
  const chance = () => (z = (z * 16807) % 2147483647) / 2147483647;
  for (let trial = 0; trial < (n === 1 ? 1 : n > 8 ? 12 : 60); trial++) {
    const at = radius.map(r => ({ x: (chance() - .5) * 30 * width / height, y: (chance() - .5) * 30, r }));
    for (let step = 0; step < 300; step++) {
      for (const p of at) { p.x *= .985; p.y *= 1 - .015 * Math.min(2.2, width / height); }
      for (let i = 0; i < n; i++) for (let j = i + 1; j < n; j++) {
        const a = at[i], b = at[j], dx = b.x - a.x, dy = (b.y - a.y) || .01, d = Math.hypot(dx, dy), apart = a.r + b.r + .5 + Math.abs(dy) / d * 1.1;
        if (d < apart) { const push = (apart - d) / 2 / d; a.x -= dx * push; a.y -= dy * push; b.x += dx * push; b.y += dy * push; }
      }
    }
    const x0 = Math.min(...at.map(p => p.x - p.r)), x1 = Math.max(...at.map(p => p.x + p.r)), y0 = Math.min(...at.map(p => p.y - p.r)), y1 = Math.max(...at.map(p => p.y + p.r));
    const scale = Math.min((width - 20) / (x1 - x0), (height - 34) / (y1 - y0));
    if (!best || scale > best.scale) best = { scale, at, x0, x1, y0, y1 };
  }
  const { scale, at, x0, x1, y0, y1 } = best, left = (width - (x1 - x0) * scale) / 2, top = (height - 26 - (y1 - y0) * scale) / 2 + 24;
  return at.map(p => ({ x: (p.x - x0) * scale + left, y: (p.y - y0) * scale + top, r: p.r * scale }));
}

const sizesOf = side => { const sizes = new Array(side.G).fill(0); for (const g of side.group) sizes[g]++; return sizes; };

/** Most memberships that any core of a group ever has: dots are as large as lets them stand there. */
function fullest(side) {
  const most = new Array(side.G).fill(1);
  for (let g = 0; g < side.G; g++) for (let t = 0; t < side.T; t++) most[g] = Math.max(most[g], side.counts[(7 * g + 6) * side.T + t]);
  return most;
}

/** Radius of a dot in pixels for circles that hold these many in their cores. */
function dotRadius(circles, cores) {
  const fits = circles.map((p, g) => p.r * RINGS[1] * Math.sqrt(.5 / cores[g]));
  return Math.max(2, Math.min(6.5, ...fits, ...circles.map(p => p.r * .055)));
}

/** A ring's people, in order of bearing, on as many lines as they need: [[radius, people], ..], the fuller the longer. */
function lines(here, inner, outer, space) {
  if (inner === 0 && here.length === 1) return [[.02, here]];
  const width = outer - inner, most = Math.max(1, Math.floor(width / space)), length = r => Math.max(1, Math.floor(2 * Math.PI * r / space));
  let count = 1, radii = [inner + width / 2], room = 0;
  for (; count <= most + 6; count++) {
    const gap = Math.min(space, width / count), few = Math.min(outer - gap / 2, Math.max(.52 * outer, here.length * space / 6)), middle = inner > 0 ? inner + width / 2 : count === 1 ? few : outer - count * gap / 2;
    radii = Array.from({ length: count }, (_, k) => Math.max(.02, middle + (k - (count - 1) / 2) * gap));
    room = radii.reduce((n, r) => n + length(r), 0);
    if (room >= here.length || gap < space * .6) break;
  }
  const made = radii.map(r => [r, []]), owed = radii.map(() => 0);
  for (const m of here) {
    radii.forEach((r, k) => { owed[k] += length(r) / room; });
    const k = owed.indexOf(Math.max(...owed));
    owed[k] -= 1;
    made[k][1].push(m);
  }
  return made.filter(([, line]) => line.length);
}

/** Place of every membership in every week, as shares of its circle's radius. Bearings are kept, and eased apart. */
function bearings(side, circles, dot) {
  const { T, M, group, level } = side, X = new Float32Array(M * T), Y = new Float32Array(M * T), home = new Float64Array(M), now = new Float64Array(M);
  const members = circles.map(() => []);
  for (let m = 0; m < M; m++) members[group[m]].push(m);
  members.forEach(all => all.forEach((m, k) => { home[m] = now[m] = 2 * Math.PI * ((k * .61803398875) % 1); }));
  const turn = 2 * Math.PI;
  members.forEach((all, g) => {
    const size = dot / circles[g].r;
    for (let t = 0; t < T; t++) for (let ring = 0; ring < 6; ring++) {
      const here = all.filter(m => ringOf(level[m * T + t]) === ring);
      if (!here.length) continue;
      for (const m of here) { let d = home[m] - now[m]; d -= turn * Math.round(d / turn); now[m] += .15 * d; now[m] -= turn * Math.floor(now[m] / turn); }
      here.sort((a, b) => now[a] - now[b] || a - b);
      lines(here, RINGS[ring], RINGS[ring + 1], 2.3 * size).forEach(([rad, line]) => {
        const apart = Math.min(2.3 * size / rad, turn / line.length);
        for (let pass = 0; pass < 12 && line.length > 1; pass++) for (let k = 0; k < line.length; k++) {
          const a = line[k], b = line[(k + 1) % line.length], gap = now[b] - now[a] + (k === line.length - 1 ? turn : 0);
          if (gap < apart) { now[a] -= (apart - gap) / 2; now[b] += (apart - gap) / 2; }
        }
        for (const m of line) { X[m * T + t] = rad * Math.cos(now[m]); Y[m * T + t] = rad * Math.sin(now[m]); }
      });
    }
  });
  return { X, Y };
}
