// Colours: ability from light to dark, levels in blues, the two worlds in blue and rust; each with a second channel.

const WORLD = { A: "#2c5f9e", B: "#b34a12" };
const DASH = { A: "", B: "7 3" };
const TINT = ["#b9c9e2", "#d0dbec", "#e2e9f4", "#eef2f8", "#f6f8fb", "#ffffff"];
const BAR = { 6: ["#27406b", "#fff"], 5: ["#4a6b9c", "#fff"], 4: ["#98b1d1", "#1d2433"], 3: ["#cbd8e8", "#1d2433"], 2: ["#e9dcbf", "#1d2433"], 1: ["#f1f0ea", "#1d2433"], 0: ["#ffffff", "#4a5265"] };
const RAMP = ["#fbe8a6", "#f6b64f", "#e4703c", "#b93a63", "#6d2a80", "#2a1250"].map(hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16)));
const LOW = 5, HIGH = 75;

function ramp(share) {
  const x = Math.max(0, Math.min(.9999, share)) * (RAMP.length - 1), i = x | 0, f = x - i;
  return "rgb(" + RAMP[i].map((c, k) => Math.round(c + (RAMP[i + 1][k] - c) * f)) + ")";
}

/** Colour of an ability in whole per cent. */
const ABILITY = Array.from({ length: 101 }, (_, percent) => ramp((percent - LOW) / (HIGH - LOW)));
