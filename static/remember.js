// "Save my name, email, and website in this browser": kept in the browser's own storage, never sent.
(() => {
  const box = document.querySelector("[data-remember]");
  const form = box?.closest("form");
  if (!form) return;

  const KEY = "reply";
  const fields = ["name", "email", "website"].map((name) => form.elements.namedItem(name));
  const tick = box.querySelector("input");

  let kept;
  try {
    kept = JSON.parse(localStorage.getItem(KEY));
  } catch {
    return; // storage is refused here, so there is nothing to offer
  }

  box.hidden = false;
  if (kept) {
    tick.checked = true;
    for (const field of fields) field.value ||= kept[field.name] ?? "";
  }

  form.addEventListener("submit", () => {
    if (!tick.checked) return localStorage.removeItem(KEY);
    const said = fields.map((field) => [field.name, field.value.trim()]);
    localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(said)));
  });
})();
