/* tests/browser.js -- looks at the report from within, and says what a reader would stumble over.
 *
 * tests/browser.sh appends it to a copy of the page that is shown in a frame. What it finds goes
 * to the page around the frame, a line each, "KIND: WORDS"; the last line is "END: ...". */
"use strict";
addEventListener("load", () => setTimeout(() => {
  const findings = [];
  const find = (kind, words) => findings.push(`${kind}: ${words.replace(/\s+/g, " ").slice(0, 160)}`);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const name = (e) => `<${e.tagName.toLowerCase()}> "${e.textContent.trim().slice(0, 50)}"`;
  const shown = (e) => e.checkVisibility() && e.getClientRects().length > 0;
  const box = (e) => e.getBoundingClientRect();
  const inner = document.documentElement.clientWidth;

  /* Does it fit? */
  const excess = document.documentElement.scrollWidth - inner;
  if (excess > 0) find("wide", `the page is ${excess} px wider than the window`);
  const scrolls = (e) => /auto|scroll/.test(getComputedStyle(e).overflowX);
  const in_scroll_box = (e) => {
    for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
      if (scrolls(p)) return true;
    return false;
  };
  for (const e of all("main *:not(svg *)")) {
    if (!shown(e)) continue;
    if ((box(e).right > inner + 1 || box(e).left < -1) && !in_scroll_box(e))
      find("cut", `${name(e)} reaches beyond the window`);
    const style = getComputedStyle(e);
    if (/hidden|clip/.test(style.overflowX) && e.tagName !== "svg" && e.scrollWidth > e.clientWidth + 1)
      find("cut", `${name(e)} is wider than its box, which hides the rest`);
  }

  /* Is every figure there, and drawn? */
  const figures = all("figure");
  const entries = all("nav a[data-figure]");
  if (entries.length === 0) find("figure", "the contents list no figure");
  if (entries.length !== figures.length)
    find("figure", `${entries.length} in the contents, ${figures.length} on the page`);
  for (const entry of entries) {
    const figure = document.getElementById(decodeURIComponent(entry.hash.slice(1)));
    const svg = figure && figure.querySelector("svg");
    const drawn = svg ? [...svg.querySelectorAll("path, use, rect, text")]
      .filter((e) => !e.closest("defs") && box(e).width + box(e).height > 0 && box(e).bottom > box(svg).top)
      .length : 0;
    if (!svg) find("figure", `${entry.hash} is listed and is not there`);
    else if (!(box(svg).width > 50 && box(svg).height > 50)) find("figure", `${entry.hash} has no size`);
    else if (drawn === 0) find("figure", `${entry.hash} is empty`);
  }
  for (const text of all("figure svg text")) {
    const svg = text.closest("svg");
    const t = box(text);
    const s = box(svg);
    if (t.width === 0 || t.bottom <= s.top) continue; /* the head is cut off on purpose */
    const size = parseFloat(getComputedStyle(text).fontSize) * s.width / svg.viewBox.baseVal.width;
    if (size < 6.5) find("small", `${size.toFixed(1)} px, ${name(text)} in ${svg.id}`);
    const ink = t.bottom - 0.3 * t.height; /* below are only the tails of letters */
    if (t.right > s.right + 2 || t.left < s.left - 2 || ink > s.bottom)
      find("cut", `${name(text)} reaches beyond its figure ${svg.id}`);
  }

  /* Words: headlines that say something, and no number that is none. */
  for (const e of all("h1, h2, h3, h4, summary, dd"))
    if (!e.textContent.trim()) find("words", `an empty <${e.tagName.toLowerCase()}>`);
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest("script, style")) continue;
    if (/^nan at zero$/.test(node.data.trim())) continue; /* the name of a claim */
    /* Claims and answers speak of NaN; their numbers are in tables and in small print. */
    if (node.parentElement.matches(".claim > p, .claim > summary, .answers > li, .answer, a[href^='#claim-']")) continue;
    if (/(^|[^a-z_])(nan|undefined|[-−]?inf|null|\(nil\)|%[sdz]u?)($|[^a-z_])/i.test(node.data))
      find("words", `"${node.data.trim()}"`);
  }
  const ids = new Set();
  for (const e of all("[id]")) {
    if (ids.has(e.id)) find("id", `two elements are called ${e.id}`);
    ids.add(e.id);
  }
  for (const a of all("a[href^='#']"))
    if (!document.getElementById(decodeURIComponent(a.hash.slice(1)))) find("id", `no ${a.hash}`);

  /* Is it whole without a network? */
  for (const e of all("*"))
    for (const a of e.attributes) {
      if (!/^(src|srcset|href|xlink:href|data|poster|background)$/.test(a.name)) continue;
      if (e.tagName === "A" || /^(#|data:)/.test(a.value) || a.name === "data") continue;
      find("outside", `${a.name}="${a.value}"`);
    }
  for (const style of all("style"))
    if (/@import|url\(\s*['"]?(?!#|data:)[^)\s]/.test(style.textContent)) find("outside", "a style refers to a file");
  for (const entry of performance.getEntriesByType("resource"))
    if (!entry.name.startsWith("data:")) find("outside", `asks for ${entry.name}`);
  for (const e of all("img"))
    if (!e.complete || e.naturalWidth === 0) find("image", `${e.src} is not shown`);

  /* Can it be read? */
  const colour = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const luminance = (c) => {
    const [r, g, b] = c.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (e) => {
    for (let p = e; p; p = p.parentElement) {
      const c = colour(getComputedStyle(p).backgroundColor);
      if (c.length === 3 || c[3] > 0) return c.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const contrast = (a, b) => {
    const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (high + 0.05) / (low + 0.05);
  };
  let texts = 0;
  for (const e of all("h1, h2, h3, h4, p, li, td, th, dt, dd, a, summary, small, strong, b, button, code")) {
    if (!shown(e) || !e.textContent.trim()) continue;
    const c = contrast(colour(getComputedStyle(e).color).slice(0, 3), ground(e));
    texts++;
    if (c < 4.5) find("contrast", `${c.toFixed(1)}:1, ${name(e)}`);
  }
  for (const e of all("figure svg text")) {
    const fill = colour(getComputedStyle(e).fill).slice(0, 3);
    if (!e.textContent.trim() || fill.join() === "32,36,42") continue; /* stands on colours */
    const c = contrast(fill, ground(e));
    texts++;
    if (c < 4.4) find("contrast", `${c.toFixed(1)}:1, ${name(e)} in ${e.closest("svg").id}`);
  }

  const contents = document.getElementById("contents");
  if (contents && contents.open !== innerWidth >= 1088)
    find("contents", contents.open ? "unfolded on a phone" : "folded on a wide screen");
  const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  findings.push(`END: ${innerWidth} px, ${scheme}, ${figures.length} figures, ${texts} texts`);
  parent.postMessage(findings.join("\n"), "*");
}, 100));
