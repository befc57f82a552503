/* Before the page is painted: the mode that was chosen here, if one was. */
(function () {
  "use strict";
  try {
    var chosen = localStorage.getItem("waypost-theme");
    if (chosen === "light" || chosen === "dark") {
      document.documentElement.setAttribute("data-theme", chosen);
    }
  } catch (e) {
    /* no storage: the system's mode it is */
  }
})();
