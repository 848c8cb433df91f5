"use strict";
// Without this script everything is shown; with it the events of one actor can be.
(function () {
  const form = document.getElementById("filter");
  if (!form) return;
  const choice = document.getElementById("actor");
  const count = document.getElementById("count");
  const entries = Array.from(document.querySelectorAll("article[data-actors]"));
  const sections = Array.from(document.querySelectorAll("section.day"));
  function show() {
    const actor = choice.value;
    let shown = 0;
    for (const entry of entries) {
      const takesPart = actor === "" || entry.dataset.actors.split(" ").includes(actor);
      entry.hidden = !takesPart;
      if (takesPart) shown += 1;
    }
    for (const section of sections) {
      section.hidden = !section.querySelector("article:not([hidden])");
    }
    const noun = entries.length === 1 ? " event" : " events";
    count.textContent = shown + " of " + entries.length + noun + " on this page";
  }
  choice.addEventListener("change", show);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.hidden = false;
  show();
})();
