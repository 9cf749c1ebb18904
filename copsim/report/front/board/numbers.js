// What the board works out: the same as copsim/study/strategy, from the same whole numbers.

const PRICES = ["hour", "solution", "attributable", "discount"], BINS = 4, FINE = 41, COIN = .05;

/** The value at a share of the way from low to high, to eight digits. */
function placed(range, share) {
  const value = range.scale === "log" ? range.low * (range.high / range.low) ** share : range.low + (range.high - range.low) * share;
  return Number(value.toPrecision(8));
}

/** Prices by name with everything as assumed, but for what is moved. */
function basePrices(ranges, moved) {
  const found = {};
  for (const key of PRICES) found[key] = moved?.[key] ?? ranges[key].base;
  return found;
}

const ends = D => Array.from({ length: D.wide.minutes[0][0].length }, (_, q) => Math.min(13 * (q + 1), D.weeks));

/** Discounted money of every quarter, of so many runs together. */
function flowsOf(minutes, solved, prices, weeks, runs) {
  const worth = prices.solution * prices.attributable;
  return minutes.map((m, q) => (solved[q] * worth - m / 60 * prices.hour) / runs * (1 + prices.discount) ** (-weeks[q] / 52));
}

const sum = list => list.reduce((a, b) => a + b, 0);
const mean = list => sum(list) / list.length;
const weighted = (values, w) => sum(values.map((v, f) => v * w[f])) / sum(w);

/** Quantiles of weighted values: between the middles of their weights, in order, by straight lines. */
function quantiles(values, shares, w) {
  const order = values.map((_, f) => f).filter(f => w[f] > 0).sort((a, b) => values[a] - values[b] || a - b);
  const all = sum(w), middles = [];
  let up = 0;
  for (const f of order) { middles.push((up + w[f] / 2) / all); up += w[f]; }
  return shares.map(share => {
    if (share <= middles[0]) return values[order[0]];
    for (let k = 1; k < order.length; k++) if (share <= middles[k]) {
      const low = values[order[k - 1]], high = values[order[k]];
      return low + (high - low) * (share - middles[k - 1]) / (middles[k] - middles[k - 1]);
    }
    return values[order[order.length - 1]];
  });
}

/** Chance that a fair coin falls at most or at least as unevenly: the exact two-sided sign test. */
function signTest(ahead, of) {
  if (!of) return 1;
  const log = [0];
  for (let k = 1; k <= of; k++) log.push(log[k - 1] + Math.log(k));
  const chance = k => Math.exp(log[of] - log[k] - log[of - k] - of * Math.LN2), here = chance(ahead) * (1 + 1e-7);
  let p = 0;
  for (let k = 0; k <= of; k++) if (chance(k) <= here) p += chance(k);
  return Math.min(1, p);
}

const roundHalfEven = x => { const r = Math.round(x); return Math.abs(x % 1) === .5 && r % 2 ? r - 1 : r; };

/** How often one option has the higher value in the same future; equal counts half. */
function beaten(one, other, w) {
  const all = sum(w), futures = roundHalfEven(all ** 2 / sum(w.map(x => x * x)));
  const part = test => roundHalfEven(sum(w.filter((_, f) => test(one[f] - other[f]))) / all * futures);
  const ahead = part(d => d > 0), level = part(d => d === 0);
  return { wins: ahead + level / 2, futures, toss: signTest(ahead, futures - level) >= COIN };
}

/** How much more than the best single option the best option of each bin gives, on average. */
function gain(value, bin) {
  const F = value[0].length, sums = value.map(() => new Float64Array(BINS));
  for (let o = 0; o < value.length; o++) for (let f = 0; f < F; f++) sums[o][bin[f]] += value[o][f];
  let best = 0;
  for (let b = 0; b < BINS; b++) best += Math.max(...sums.map(s => s[b]));
  return best / F - Math.max(...sums.map(s => sum([...s]) / F));
}

/** What knowing each assumption is worth beyond luck, the most first. places: by assumption, its value in each future. */
function worthOfKnowing(D, value, places) {
  const F = value[0].length, shuffled = D.orders.map(order => value.map(row => order.map(f => row[f])));
  return D.assumptions.map((told, a) => {
    const order = places[a].map((_, f) => f).sort((x, y) => places[a][x] - places[a][y] || x - y), bin = new Uint8Array(F);
    order.forEach((f, rank) => { bin[f] = Math.floor(rank * BINS / F); });
    const known = gain(value, bin), gains = shuffled.map(rows => gain(rows, bin));
    const luck = gains.filter(g => g >= known - 1e-9 * Math.max(1, Math.abs(known))).length / gains.length;
    return { key: told.key, says: told.says, value: Math.max(0, known - mean(gains)), luck };
  }).sort((x, y) => y.value - x.value || (x.key < y.key ? -1 : 1));
}

/** A mean of pairs with its interval over luck. */
function estimate(pairs, t) {
  const middle = mean(pairs), n = pairs.length, sd = Math.sqrt(sum(pairs.map(v => (v - middle) ** 2)) / (n - 1));
  return { mean: middle, low: middle - t * sd / Math.sqrt(n), high: middle + t * sd / Math.sqrt(n) };
}

/** Where a line through the differences crosses 0, between neighbouring values. */
function switchPoints(values, differences) {
  const found = [];
  for (let n = 0; n + 1 < values.length; n++) {
    const here = differences[n], there = differences[n + 1];
    if (here * there < 0) found.push(values[n] + (values[n + 1] - values[n]) * here / (here - there));
    else if (here === 0 && n && differences[n - 1] * there < 0) found.push(values[n]);
  }
  return found;
}

/** What moves one option less another, most first: each assumption alone, the others as assumed. */
function barsOf(D, ranges, one, other) {
  const weeks = ends(D), base = D.named[0].at;
  const runs = (o, at, prices) => D.alone.minutes[o][at].map((m, r) => sum(flowsOf(m, D.alone.solved[o][at][r], prices, weeks, 1)));
  const difference = (at, prices) => {
    const mine = runs(one, at, prices), theirs = runs(other, at, prices);
    return estimate(mine.map((v, r) => v - theirs[r]), D.t);
  };
  const bars = D.assumptions.map(told => {
    const range = ranges[told.key];
    const values = told.priced ? Array.from({ length: FINE }, (_, n) => placed(range, n / (FINE - 1))) : told.values;
    const at = values.map((value, n) => told.priced ? difference(base, basePrices(ranges, { [told.key]: value })) : difference(told.at[n], basePrices(ranges)));
    const means = at.map(e => e.mean), switches = switchPoints(values, means);
    return { key: told.key, says: told.says, values, at, switches, swing: Math.max(...means) - Math.min(...means), turns: at.some(e => e.low > 0) && at.some(e => e.high < 0) };
  });
  return bars.sort((x, y) => y.swing - x.swing || (x.key < y.key ? -1 : 1));
}

/** First week from which a running sum by quarter never falls below 0 again; 0 where that does not come. */
function payback(sums) {
  let at = sums.length;
  while (at > 0 && sums[at - 1] >= 0) at--;
  return at < sums.length ? 13 * (at + 1) : 0;
}

/** Lowest point of a running sum by quarter, below 0, and its week; week 0 where it never falls below 0. */
function dip(sums) {
  const lowest = Math.min(...sums);
  return lowest < 0 ? { week: 13 * (sums.indexOf(lowest) + 1), value: lowest } : { week: 0, value: 0 };
}

/** Everything that the board shows, for ranges as they stand. ranges: by key {low, base, high, scale}. */
function weighed(D, ranges, lead, other) {
  const weeks = ends(D), F = D.shares.length, O = D.options.length;
  const places = D.assumptions.map((told, a) => D.shares.map((shares, f) => told.priced ? placed(ranges[told.key], shares[a]) : D.places[f][a]));
  const prices = D.shares.map((_, f) => {
    const found = {};
    D.assumptions.forEach((told, a) => { if (told.priced) found[told.key] = places[a][f]; });
    return found;
  });
  const inside = f => D.assumptions.every((told, a) => told.priced || (places[a][f] >= ranges[told.key].low && places[a][f] <= ranges[told.key].high));
  const w = D.weights.map((weight, f) => inside(f) ? weight : 0), likely = w.map((x, f) => f).filter(f => w[f] > 0);
  if (!likely.length) return null;
  const flows = D.wide.minutes.map((rows, o) => rows.map((minutes, f) => flowsOf(minutes, D.wide.solved[o][f], prices[f], weeks, D.luck)));
  const value = flows.map(rows => rows.map(sum));
  const regret = value.map(row => row.map((v, f) => Math.max(...value.map(r => r[f])) - v));
  const worst = regret.map(row => Math.max(...likely.map(f => row[f])));
  const enough = D.options.map((_, o) => !D.goals.length ? NaN : weighted(likely.map(f => D.goals.every(g => (g.by ? g.by[o][f] : value[o][f]) >= g.least) ? 1 : 0), likely.map(f => w[f])));
  const running = flows.map(rows => rows.map(row => { let up = 0; return row.map(v => up += v); }));
  const named = D.named.map(future => {
    const at = { ...basePrices(ranges), ...future.money };
    return D.options.map((_, o) => mean(D.alone.minutes[o][future.at].map((m, r) => sum(flowsOf(m, D.alone.solved[o][future.at][r], at, weeks, 1)))));
  });
  const cycles = D.cycles.map(c => ({ name: c.name, by: c.by.map(row => weighted(row, w)) }));
  const course = o => weeks.map((_, q) => weighted(running[o].map(row => row[q]), w)), nothing = course(0);
  const gains = D.options.map((_, o) => course(o).map((v, q) => v - nothing[q]));
  return {
    paid: gains.map((gain, o) => o ? payback(gain) : 0),
    dips: gains.map(dip),
    w, likely, value, regret, worst, enough, running, named, cycles, weeks, F, O,
    means: value.map(row => weighted(row, w)),
    least: value.map(row => Math.min(...likely.map(f => row[f]))),
    against: value.map(row => beaten(row, value[other], w)),
    bars: barsOf(D, ranges, lead, other),
    worth: worthOfKnowing(D, value, places),
  };
}
