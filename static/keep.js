// What was typed into "Drop us a line" stays in this browser's own storage until it has been sent:
// through a closed laptop, a restart, a page that was left. Never the tick, never the hidden fields.
(() => {
  const KEY = "line";
  const LONGEST = 30 * 24 * 3600 * 1000;
  let kept = null;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    return; // storage is refused here, so there is nothing to keep in
  }
  const forget = () => localStorage.removeItem(KEY);

  // Only what left from here has arrived: an old page of thanks says nothing of a newer text.
  if (document.querySelector("[data-line-sent]")) {
    if (kept?.leaving) forget();
    return;
  }

  const form = document.querySelector(".line__form");
  const note = document.querySelector("[data-kept]");
  if (!form || !note) return;

  const isKept = (field) =>
    field.name && !["hidden", "checkbox", "submit"].includes(field.type) && !field.closest(".trap");
  const fields = [...form.elements].filter(isKept);

  const keep = (leaving = false) => {
    const typed = fields.map((field) => [field.name, field.value]).filter(([, value]) => value.trim());
    if (!typed.length) return forget();
    try {
      localStorage.setItem(KEY, JSON.stringify({ typed: Object.fromEntries(typed), at: Date.now(), leaving }));
    } catch {
      // full: what is on the page is still on the page
    }
  };

  if (kept?.leaving) {
    // it left from here, and the form has come back: it has not arrived
    kept.leaving = false;
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // full: it stays as it was
    }
  }
  const isOld = !(Date.now() - kept?.at < LONGEST);
  if (kept && isOld) forget();
  else if (kept?.typed && fields.every((field) => !field.value)) {
    for (const field of fields) {
      const value = kept.typed[field.name];
      if (typeof value !== "string") continue;
      field.value = value;
      if (field.value === "" && field.options) field.selectedIndex = 0; // no longer offered
    }
    note.hidden = !fields.some((field) => field.value);
  }

  note.querySelector("button").addEventListener("click", () => {
    for (const field of fields) {
      if (field.options) field.selectedIndex = 0;
      else field.value = "";
    }
    forget();
    note.hidden = true;
    fields[0].focus();
  });

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 300);
  });
  const keepNow = () => {
    if (!waiting) return;
    clearTimeout(waiting);
    waiting = 0;
    keep();
  };
  form.addEventListener("submit", () => {
    clearTimeout(waiting);
    waiting = 0;
    keep(true);
  });
  addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", keepNow);
})();
