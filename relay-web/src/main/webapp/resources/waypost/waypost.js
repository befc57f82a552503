/* What the console's pages do in the browser. No inline script or style anywhere: the policy forbids it. */
(function () {
  "use strict";
  var root = document.documentElement;
  var lang = root.lang || "en";

  /* --- light and dark */
  document.querySelectorAll("[data-theme-toggle]").forEach(function (button) {
    button.addEventListener("click", function () {
      var dark = root.getAttribute("data-theme")
        ? root.getAttribute("data-theme") === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      var next = dark ? "light" : "dark";
      root.setAttribute("data-theme", next);
      try { localStorage.setItem("waypost-theme", next); } catch (e) { /* lasts for this page then */ }
    });
  });

  /* --- navigation on narrow screens */
  document.querySelectorAll("[data-menu]").forEach(function (button) {
    var menu = document.getElementById(button.dataset.menu);
    button.addEventListener("click", function () {
      var open = button.getAttribute("aria-expanded") !== "true";
      button.setAttribute("aria-expanded", String(open));
      menu.classList.toggle("open", open);
    });
  });
  document.querySelectorAll("details[data-open='true']").forEach(function (d) { d.open = true; });

  /* --- times in the user's zone */
  var full = new Intl.DateTimeFormat(lang, { dateStyle: "medium", timeStyle: "long" });
  var time = new Intl.DateTimeFormat(lang, { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  var day = new Intl.DateTimeFormat(lang, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  var year = new Intl.DateTimeFormat(lang, { dateStyle: "medium" });
  var relative = new Intl.RelativeTimeFormat(lang, { numeric: "auto", style: "short" });
  function ago(at, now) {
    var seconds = Math.round((at - now) / 1000);
    var size = Math.abs(seconds);
    if (size < 60) { return relative.format(seconds, "second"); }
    if (size < 3600) { return relative.format(Math.trunc(seconds / 60), "minute"); }
    if (size < 86400) { return relative.format(Math.trunc(seconds / 3600), "hour"); }
    return relative.format(Math.trunc(seconds / 86400), "day");
  }
  function short(at, now) {
    if (at.toDateString() === now.toDateString()) { return time.format(at); }
    return at.getFullYear() === now.getFullYear() ? day.format(at) : year.format(at);
  }
  function times(within) {
    var now = new Date();
    within.querySelectorAll("time[datetime]").forEach(function (element) {
      var at = new Date(element.getAttribute("datetime"));
      if (isNaN(at)) { return; }
      var style = element.dataset.style;
      var text = style === "relative" ? ago(at, now) : style === "full" ? full.format(at) : short(at, now);
      if (element.textContent !== text) { element.textContent = text; }
      if (!element.title) { element.title = full.format(at); }
    });
  }
  times(document);
  document.addEventListener("waypost:renewed", function (event) { times(event.detail); });
  setInterval(function () { if (!document.hidden) { times(document); } }, 10000);

  /* --- actions: the button names its message, the form carries it */
  function aim(form, button) {
    var target = form.querySelector("[data-target]");
    if (target && button.dataset.target) { target.value = button.dataset.target; }
    var kind = form.querySelector("[data-kind]");
    if (kind && button.dataset.kind) { kind.value = button.dataset.kind; }
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-dialog],[data-close],[data-submit]");
    if (!button) { return; }
    if (button.dataset.close) {
      button.closest("dialog").close();
    } else if (button.dataset.dialog) {
      var dialog = document.getElementById(button.dataset.dialog);
      var ask = dialog.querySelector("[data-ask]");
      if (ask && button.dataset.ask) { ask.textContent = button.dataset.ask; }
      aim(dialog, button);
      dialog.showModal();
    } else {
      var form = document.getElementById(button.dataset.submit);
      aim(form, button);
      button.disabled = true;
      form.querySelector("input[type=submit]").click();
    }
  });

  /* --- a row is a link as a whole, for a mouse; the link in it stays the one for keyboards */
  document.querySelectorAll(".grid tbody tr").forEach(function (row) {
    var link = row.querySelector("a.row-link");
    if (!link) { return; }
    row.classList.add("linked");
    row.addEventListener("click", function (event) {
      if (!event.target.closest("a,button") && !String(getSelection())) { link.click(); }
    });
  });
})();
