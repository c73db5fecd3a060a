/* plots/report.js -- folds the contents on phones, saves pictures, unfolds all for paper. */
"use strict";
(() => {
  const contents = document.getElementById("contents");
  const wide = matchMedia("(min-width: 68rem)");
  const fold = () => { contents.open = wide.matches; };
  fold();
  wide.addEventListener("change", fold);
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) contents.open = false;
  });

  /* The whole picture, with its headline, as a file. */
  for (const button of document.querySelectorAll("button[data-save]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const svg = document.getElementById(button.dataset.save).cloneNode(true);
      const [, , width, height] = svg.dataset.whole.split(" ");
      svg.setAttribute("viewBox", svg.dataset.whole);
      svg.setAttribute("width", width);
      svg.setAttribute("height", height);
      svg.removeAttribute("style");
      const text = new XMLSerializer().serializeToString(svg);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
      link.download = button.dataset.name + ".svg";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
  }

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const d of folded) d.open = true;
  });
  addEventListener("afterprint", () => { for (const d of folded) d.open = false; });
})();
