// From the page's text to arrays: the other half of copsim/report/packing.py and told.py.

/** Columns by name: {rows, width, data}, row by row. */
async function columnsOf(told, text) {
  const body = await unzipped(bytesOf(text)), found = {};
  let at = 0;
  for (const [name, bits, rows, width, stepwise] of told) {
    const size = rows * width, data = bits === 16 ? new Uint16Array(size) : new Uint8Array(size);
    for (let i = 0; i < size; i++) data[i] = bits === 16 ? body[at + i] | (body[at + size + i] << 8) : body[at + i];
    if (stepwise) for (let r = 0; r < rows; r++) for (let c = 1; c < width; c++) data[r * width + c] += data[r * width + c - 1];
    found[name] = { rows, width, data };
    at += size * bits / 8;
  }
  return found;
}

/** The sides of a replay, each with its arrays. Weeks count from 0 here and from 1 on the page. */
async function decoded(meta, columns, text) {
  const all = await columnsOf(columns, text), T = meta.weeks;
  for (const side of meta.sides) {
    const get = name => all[side.key + "." + name]?.data;
    side.T = T;
    for (const name of ["member", "group", "speciality", "unit", "level", "ability", "open", "one", "band", "counts", "levels"]) side[name] = get(name);
    side.N = side.people;
    side.G = side.groups.length;
    side.M = side.filmed ? side.member.length : 0;
    side.came = side.filmed ? Array.from(get("came.week"), (week, i) => ({ week: week - 1, seat: get("came.seat")[i] })) : [];
    if (!side.filmed) continue;
    const helps = get("helps");
    side.helpFrom = new Uint32Array(T + 1);
    for (let t = 0; t < T; t++) side.helpFrom[t + 1] = side.helpFrom[t] + helps[t];
    side.helper = get("helper"); side.helped = get("helped");
    side.moves = movesOf(get, meta.steps);
    side.mine = Array.from({ length: side.N }, () => []);
    side.member.forEach((who, m) => side.mine[who].push(m));
    side.counts = countsOf(side);
  }
  return meta;
}

const TERMS = ["interest", "learning", "helped", "belonging", "load", "recognition", "eased", "control"];

/** By membership, its moves in order of weeks. */
function movesOf(get, steps) {
  const by = new Map(), week = get("move.week");
  for (let i = 0; i < week.length; i++) {
    const m = get("move.membership")[i], move = { week: week[i] - 1, level: get("move.level")[i] };
    for (const name of ["minutes", "contributed", "offered", "left"]) move[name] = get("move." + name)[i];
    for (const name of TERMS) move[name] = get("move." + name)[i] / steps;
    if (!by.has(m)) by.set(m, []);
    by.get(m).push(move);
  }
  return by;
}

/** Memberships of each group at each of seven levels (0 not yet known .. 6 core), and below them mean ability. */
function countsOf(side) {
  const { T, G, M, member, group, level, ability } = side, counts = new Uint32Array((7 * G + G) * T), size = new Uint32Array(G), sum = new Float64Array(G * T);
  for (let m = 0; m < M; m++) {
    const g = group[m];
    size[g]++;
    for (let t = 0; t < T; t++) {
      counts[(7 * g + level[m * T + t]) * T + t]++;
      sum[g * T + t] += ability[member[m] * T + t];
    }
  }
  for (let g = 0; g < G; g++) for (let t = 0; t < T; t++) counts[(7 * G + g) * T + t] = Math.floor(sum[g * T + t] / Math.max(1, size[g]) + .5);
  return counts;
}

const UNKNOWN = 65535;
const fromSteps = (sent, steps) => sent === UNKNOWN ? NaN : sent / steps;

/** A curve's value in a week, in its unit; NaN where it is not known. */
const valueAt = (meta, side, curve, t) => fromSteps(side.one[curve * side.T + t], meta.steps);

/** The band of a curve in a week: [low, middle, high], or null where there is none. */
const bandAt = (meta, side, curve, t) => side.band ? [0, 1, 2].map(q => fromSteps(side.band[(3 * curve + q) * side.T + t], meta.band_steps)) : null;
