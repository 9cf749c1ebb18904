// From a text of the page to bytes: the other half of `text_of` in copsim/report/packing.py.

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;,=>?@^_`{|}~";

/** Base 85 (RFC 1924, with "," for "<") as bytes. */
function bytesOf(text) {
  const value = new Uint8Array(128);
  for (let i = 0; i < 85; i++) value[DIGITS.charCodeAt(i)] = i;
  const short = (5 - (text.length % 5)) % 5, padded = text + "~".repeat(short);
  const out = new Uint8Array(padded.length / 5 * 4);
  for (let i = 0, o = 0; i < padded.length; i += 5) {
    let n = 0;
    for (let k = 0; k < 5; k++) n = n * 85 + value[padded.charCodeAt(i + k)];
    out[o++] = n / 16777216; out[o++] = (n >>> 16) & 255; out[o++] = (n >>> 8) & 255; out[o++] = n & 255;
  }
  return out.subarray(0, out.length - short);
}

async function unzipped(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const $text = id => document.getElementById(id).textContent;
