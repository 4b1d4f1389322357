// The review desk by keyboard: a letter presses the button that says it. The page works without.
"use strict";

(() => {
  const NAME = "tessera-review-keys";
  const box = document.getElementById("review-keys");
  if (!box) return;
  box.checked = localStorage.getItem(NAME) !== "off";
  box.closest("[data-keys]").hidden = false;
  box.addEventListener("change", () => localStorage.setItem(NAME, box.checked ? "on" : "off"));

  let sent = false;
  document.addEventListener("keydown", (event) => {
    if (!box.checked || sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const button = document.querySelector(`button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
    if (!button) return;
    event.preventDefault();
    sent = true;
    button.click();
  });
  window.addEventListener("pageshow", () => (sent = false));
})();
