// Everything here makes a page that already works quicker to use. Nothing depends on it.
"use strict";

(() => {
  const root = document.documentElement;
  const BETWEEN = { ar: "، ", "zh-Hans": " " }; // day and time of day, as formats.py joins them

  // Requests in place carry the token that a form would carry.
  document.addEventListener("htmx:configRequest", (event) => {
    const token = document.querySelector('meta[name="csrf-token"]');
    if (token) event.detail.headers["X-CSRFToken"] = token.content;
    if (event.detail.verb !== "get") return;
    // Filters that are not set stay out of the address.
    for (const [name, value] of [...event.detail.formData]) if (value === "") event.detail.formData.delete(name);
  });

  // A list that could not be refreshed says so, and keeps what it showed.
  const unreached = (event) => {
    const list = event.detail.target?.closest?.("[data-list]") ?? document.querySelector("[data-list]");
    if (!list || list.querySelector(".message")) return;
    const note = document.createElement("p");
    note.className = "message";
    note.dataset.level = "error";
    note.setAttribute("role", "alert");
    note.textContent = document.body.dataset.unreached;
    list.prepend(note);
  };
  document.addEventListener("htmx:sendError", unreached);
  document.addEventListener("htmx:responseError", unreached);

  // "/" goes to the search box, unless one is writing.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    const box = document.getElementById("site-q");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  // A form that says data-auto-submit is sent when a choice in it changes.
  document.addEventListener("change", (event) => {
    const form = event.target.form;
    if (form?.hasAttribute("data-auto-submit") && event.target.matches("select, [type=checkbox], [type=radio]")) {
      form.requestSubmit();
    }
  });

  // Times are sent in UTC; a reader without an account sees them in the zone of the device.
  const localize = (within) => {
    for (const time of within.querySelectorAll("time[data-utc]")) {
      const moment = new Date(time.dateTime);
      if (Number.isNaN(moment.valueOf())) continue;
      const language = root.lang === "en" ? "en-GB" : root.lang;
      const digits = { numberingSystem: "latn" };
      const day = moment.toLocaleDateString(language, { ...digits, dateStyle: root.lang === "ar" ? "long" : "medium" });
      const clock = moment.toLocaleTimeString(language, { ...digits, timeStyle: "short", hourCycle: "h23" });
      time.textContent = day + (BETWEEN[root.lang] ?? ", ") + clock;
      time.removeAttribute("data-utc");
    }
  };
  document.addEventListener("DOMContentLoaded", () => localize(document));
  document.addEventListener("htmx:afterSwap", (event) => localize(event.detail.elt));

  // The narrow layout turns rows of these tables into blocks; their roles keep saying what they are.
  const ROLES = { table: "table", thead: "rowgroup", tbody: "rowgroup", tfoot: "rowgroup", tr: "row", td: "cell" };
  document.addEventListener("DOMContentLoaded", () => {
    for (const table of document.querySelectorAll("table.table-stack:not([role])")) {
      for (const part of [table, ...table.querySelectorAll("thead, tbody, tfoot, tr, td, th")]) {
        const row = part.scope === "row" ? "rowheader" : "columnheader";
        part.setAttribute("role", ROLES[part.localName] ?? row);
      }
    }
  });

  // After a form was refused, the list of what is wrong has the focus.
  document.addEventListener("DOMContentLoaded", () => document.querySelector(".form-errors")?.focus());
})();
