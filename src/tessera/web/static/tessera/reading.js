// Coding by keyboard: what stands beside a code or button as its key, pressed, chooses it. The page works without.
"use strict";

(() => {
  const NAME = "tessera-review-keys";
  const box = document.getElementById("review-keys");
  document.querySelector(".reading [aria-current]")?.scrollIntoView({ block: "nearest" });
  if (box) {
    box.checked = localStorage.getItem(NAME) !== "off";
    box.closest("[data-with-keys]").hidden = false;
    box.addEventListener("change", () => localStorage.setItem(NAME, box.checked ? "on" : "off"));
  }

  const chosen = new Map();
  for (const one of document.querySelectorAll("[data-keys]")) {
    for (const keys of one.dataset.keys.split(" ")) if (keys) chosen.set(keys, one);
  }
  let sent = false;
  let before = ""; // the first letters of a key of two or three

  const press = (one) => {
    if (one.matches("textarea, input[type=text]")) return one.focus();
    if (one.matches("input")) {
      one.closest("details")?.setAttribute("open", "");
      one.click();
      document.getElementById(one.dataset.opens)?.setAttribute("open", "");
      return document.getElementById(one.dataset.then)?.focus();
    }
    sent = true;
    one.click();
  };

  document.addEventListener("keydown", (event) => {
    if ((box && !box.checked) || sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      before = "";
      if (event.target.closest("textarea, input")) event.target.blur();
      return;
    }
    if (event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    if (event.key.startsWith("Arrow") && event.target.closest("input[type=radio], .reading")) return;
    if (event.key === "Enter" && event.target.closest("a, button, summary")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const keys = key.length === 1 ? before + key : key;
    const one = chosen.get(keys) ?? chosen.get(key);
    before = "";
    if (one) {
      event.preventDefault();
      return press(one);
    }
    if (key.length === 1 && [...chosen.keys()].some((more) => more.startsWith(keys))) before = keys;
  });
  window.addEventListener("pageshow", () => (sent = false));
})();
