// Numbers and sentences of the board, to two digits; the headline is made as copsim/study/strategy/told.py makes it.

const COLOURS = ["#6b7280", "#2c5f9e", "#b34a12", "#5b3a8c", "#0b7a6b", "#8a6d00", "#a8326b", "#3f6f1d", "#7a3b1d", "#1d6f8a"];
const INK = "#1d2433";

/** A number to two significant digits: 140,000; 3.2; 0.045; -12. */
function twoDigits(value) {
  if (!Number.isFinite(value)) return "-";
  if (value === 0) return "0";
  const rounded = Number(value.toExponential(1)), digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(rounded))));
  return rounded.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The same with k and M, where there is little room: 1.4M, 29k. */
function short(value) {
  if (value === 0) return "0";
  const rounded = Number(value.toExponential(1)), size = Math.abs(rounded);
  return size >= 1e6 ? `${+(rounded / 1e6).toPrecision(2)}M` : size >= 1e3 ? `${+(rounded / 1e3).toPrecision(2)}k` : `${+rounded.toPrecision(2)}`;
}

const many = (D, R) => R.likely.length === R.F ? `${R.F} futures` : `${R.likely.length} of ${R.F} futures`;

function headline(D, R, lead, other) {
  const name = o => `"${D.options[o].name}"`, found = R.against[lead];
  let first;
  if (found.toss) first = `${name(lead)} beats ${name(other)} in ${found.wins} of ${found.futures} futures: close to a coin toss.`;
  else if (found.wins * 2 > found.futures) first = `${name(lead)} beats ${name(other)} in ${found.wins} of ${found.futures} futures.`;
  else if (lead === D.lead && other === D.evenly) first = `No option beats ${name(other)}: the nearest, ${name(lead)}, does in ${found.wins} of ${found.futures} futures.`;
  else first = `${name(lead)} does worse than ${name(other)}: it is ahead in ${found.wins} of ${found.futures} futures.`;
  const least = R.worst.indexOf(Math.min(...R.worst)), turning = R.bars.find(bar => bar.switches.length && bar.turns);
  const second = `Least worst regret: ${name(least)} (${twoDigits(R.worst[least])}).`;
  const third = turning ? `Find out first: ${turning.says}; at ${twoDigits(turning.switches[0])} the answer turns round.`
    : "No assumption, moved alone within its range, turns the answer round beyond what luck does.";
  return `${first} ${second} ${third}`;
}
