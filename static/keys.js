// The keys of the desk, as WordPress has them. They press the buttons that are there, and do
// nothing while somebody types, nor together with Ctrl, Alt or the command key.
(() => {
  const help = document.querySelector("#keys");
  const opener = document.querySelector("[data-opens=keys]");
  if (!help) return;

  const items = () => [...document.querySelectorAll(".item")];
  const current = () => document.activeElement.closest(".item") ?? (items().length === 1 ? items()[0] : null);
  const all = document.querySelector("#all");

  const isTyping = (target) =>
    target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])");

  const go = (by) => {
    const every = items();
    const item = document.activeElement.closest(".item");
    const at = item ? every.indexOf(item) + by : by > 0 ? 0 : every.length - 1;
    every[Math.min(Math.max(at, 0), every.length - 1)]?.focus();
  };

  const press = (button) => {
    button?.click();
    return Boolean(button);
  };

  // What unfolds is unfolded, what is typed into has the focus, and anything else is pressed.
  const use = (way) => {
    const field = way?.tagName === "SUMMARY" ? way.closest("details").querySelector("textarea") : way;
    if (field?.tagName !== "TEXTAREA") return press(way);
    const fold = field.closest("details");
    if (fold) fold.open = true;
    field.focus();
    return true;
  };

  const of = (key) => current()?.querySelector(`[data-key="${key}"]`);
  const alone = (key) => document.querySelector(`textarea[data-key="${key}"]`);
  const many = (key) => document.querySelector(`#bulk:not([hidden]) [data-bulk-key="${key}"]`);

  // Enter opens the one that has the focus itself; on a link or a button it is the browser's.
  const enter = () => document.activeElement.matches(".item") && press(of("Enter"));

  const DECIDES = [..."aucdfmosw"];
  const KEYS = {
    ...Object.fromEntries(DECIDES.map((key) => [key, () => press(of(key))])),
    ...Object.fromEntries(DECIDES.map((key) => [key.toUpperCase(), () => press(many(key.toUpperCase()))])),
    j: () => (go(1), true),
    k: () => (go(-1), true),
    x: () => press(current()?.querySelector("[name=pick]")),
    r: () => use(of("r") ?? alone("r")),
    e: () => use(of("e") ?? alone("e")),
    z: () => press(document.querySelector("#said [data-key=z]")),
    X: () => press(all),
    Enter: enter,
    "?": () => (help.showModal(), true),
  };

  // By the shift key, whatever Caps Lock makes of the letter.
  const named = (event) => {
    if (!/^[a-z]$/i.test(event.key)) return event.key;
    return event.shiftKey ? event.key.toUpperCase() : event.key.toLowerCase();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open) return;
    if (isTyping(event.target) || (event.repeat && !["j", "k"].includes(event.key))) return;
    const key = named(event);
    if (Object.hasOwn(KEYS, key) && KEYS[key]()) event.preventDefault();
  });

  // Out of a field, back to the item it belongs to: the keys are there again.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || help.open || event.isComposing) return;
    event.target.closest(".item")?.focus();
  });

  const tell = () => {
    for (const button of document.querySelectorAll("[data-key]")) {
      button.setAttribute("aria-keyshortcuts", button.dataset.key);
    }
  };
  document.addEventListener("listchange", tell);
  document.documentElement.classList.add("has-keys");
  help.querySelector("[data-closes]").addEventListener("click", () => help.close());
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => help.showModal());
  }
  tell();
})();
