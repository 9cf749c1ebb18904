// What is clipped, lies outside its card, overlaps, or makes the page scroll sideways: a list of what was found.
() => {
  const bad = [];
  const seen = e => { const r = e.getBoundingClientRect(); return r.width > 1 && r.height > 1 && getComputedStyle(e).visibility !== "hidden"; };
  for (const e of document.querySelectorAll("body *")) {
    if (!seen(e) || e.closest(".vh")) continue;
    const style = getComputedStyle(e);
    if (/hidden|clip/.test(style.overflowX) && e.scrollWidth > e.clientWidth + 1 && !/INPUT|CANVAS/.test(e.tagName)) bad.push(["hidden overflow", e.tagName, String(e.className), e.scrollWidth - e.clientWidth]);
    if (e.tagName === "text") {
      const r = e.getBoundingClientRect(), card = e.ownerSVGElement.parentNode.getBoundingClientRect();
      if (r.left < card.left - 1 || r.right > card.right + 1) bad.push(["text outside its card", e.textContent]);
    }
  }
  const sideways = document.documentElement.scrollWidth - innerWidth;
  if (sideways > 1) bad.push(["the page scrolls sideways", sideways]);
  const texts = [...document.querySelectorAll("svg text")].filter(seen);
  for (let i = 0; i < texts.length; i++) for (let j = i + 1; j < texts.length; j++) {
    if (texts[i].ownerSVGElement !== texts[j].ownerSVGElement) continue;
    const a = texts[i].getBoundingClientRect(), b = texts[j].getBoundingClientRect();
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 5) bad.push(["texts overlap", texts[i].textContent, texts[j].textContent]);
  }
  return bad;
}
