/* The dashboard's live figures: asked for once a second while the page is seen, and not else. */
(function () {
  "use strict";
  var dashboard = document.getElementById("dashboard");
  if (!dashboard) { return; }
  var lang = document.documentElement.lang || "en";
  var SERIES = ["accepted", "delivered", "deferred", "bounced"];
  var SVG = "http://www.w3.org/2000/svg";
  var WIDTH = 600, HEIGHT = 200, TOP = 8, BOTTOM = 2;
  var number = new Intl.NumberFormat(lang);
  var rate = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
  var chart = document.getElementById("chart");
  var scale = document.getElementById("chart-scale");
  var stale = document.getElementById("stale");
  var recent = document.getElementById("recent");
  var lastTotals = null, lastAt = 0, lastRecent = 0, recentFor = null, timer = null, failures = 0;

  function set(attribute, name, text) {
    dashboard.querySelectorAll("[" + attribute + "='" + name + "']").forEach(function (element) {
      if (element.textContent !== text) { element.textContent = text; }
    });
  }
  function duration(seconds) {
    var minutes = Math.floor(seconds / 60);
    if (minutes < 1) { return seconds + " s"; }
    if (minutes < 60) { return minutes + " min"; }
    if (minutes < 1440) { return Math.floor(minutes / 60) + " h " + (minutes % 60) + " min"; }
    return Math.floor(minutes / 1440) + " d " + (Math.floor(minutes / 60) % 24) + " h";
  }
  /* The smallest round number that holds the value: 1, 2, 3, 4, 5, 6, 8, 10, 15, 20 and so on. */
  function ceiling(value) {
    var step = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
    return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map(function (f) { return f * step; }).find(function (c) { return c >= value; });
  }
  function draw(seconds) {
    var most = 1;
    seconds.forEach(function (s) { SERIES.forEach(function (name) { most = Math.max(most, s[name]); }); });
    var top = ceiling(most);
    var dx = WIDTH / Math.max(1, seconds.length - 1);
    function y(value) { return HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM); }
    var shapes = [];
    [0, 0.5, 1].forEach(function (part) {
      shapes.push({ c: "gridline", d: "M0 " + y(top * part) + "H" + WIDTH });
    });
    SERIES.forEach(function (name) {
      var line = seconds.map(function (s, i) { return (i ? "L" : "M") + (i * dx).toFixed(1) + " " + y(s[name]).toFixed(1); }).join("");
      if (name === "accepted" && line) { shapes.push({ c: "area", d: line + "V" + y(0) + "H0Z" }); }
      shapes.push({ c: "series " + name, d: line });
    });
    while (chart.childNodes.length < shapes.length) { chart.appendChild(document.createElementNS(SVG, "path")); }
    shapes.forEach(function (shape, i) {
      chart.childNodes[i].setAttribute("class", shape.c);
      chart.childNodes[i].setAttribute("d", shape.d);
    });
    scale.textContent = number.format(top) + "/s";
  }
  function show(figures) {
    var at = Date.parse(figures.at);
    var newest = figures.perSecond[figures.perSecond.length - 1];
    Object.keys(figures.totals).forEach(function (name) {
      var now = newest && name in newest ? newest[name] : null;
      if (now === null && lastTotals && at > lastAt) {
        now = Math.max(0, ((figures.totals[name] - lastTotals[name]) * 1000) / (at - lastAt));
      }
      set("data-total", name, number.format(figures.totals[name]));
      set("data-rate", name, rate.format(now || 0));
    });
    set("data-figure", "queued", number.format(figures.queued));
    set("data-figure", "parked", number.format(figures.parked));
    set("data-duration", "oldestParkedSeconds", figures.parked ? duration(figures.oldestParkedSeconds) : "–");
    draw(figures.perSecond);
    lastTotals = figures.totals;
    lastAt = at;
    renewRecent(JSON.stringify(figures.totals));
  }
  /* The list of the newest messages, when something happened, at most every three seconds. */
  function renewRecent(state) {
    if (recentFor === null) { recentFor = state; }
    if (state === recentFor || Date.now() - lastRecent < 3000) { return; }
    lastRecent = Date.now();
    recentFor = state;
    if (recent.contains(document.activeElement)) { return; }
    fetch(dashboard.dataset.recent, { credentials: "same-origin", redirect: "error" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (html) {
        recent.innerHTML = html;
        document.dispatchEvent(new CustomEvent("waypost:renewed", { detail: recent }));
      })
      .catch(function () { recentFor = ""; });
  }
  function ask() {
    timer = null;
    fetch(dashboard.dataset.live, { credentials: "same-origin", redirect: "error" })
      .then(function (answer) {
        if (answer.status === 401) { location.reload(); }
        return answer.ok ? answer.json() : Promise.reject(answer.status);
      })
      .then(function (figures) { failures = 0; stale.hidden = true; show(figures); })
      .catch(function () { failures++; stale.hidden = failures < 3; })
      .finally(again);
  }
  function again() {
    if (!document.hidden && timer === null) { timer = setTimeout(ask, Math.min(1000 * (failures + 1), 10000)); }
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { clearTimeout(timer); timer = null; } else { again(); }
  });
  ask();
})();
