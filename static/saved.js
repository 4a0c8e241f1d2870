// "Insert": the words of a saved reply go where the cursor is. Without this script the button sends
// the form, and it comes back with the words put in.
(() => {
  const button = document.querySelector("[data-saved-insert]");
  if (!button) return;

  const choice = button.form.querySelector("[data-saved]");
  const text = button.form.elements.text;

  button.addEventListener("click", (event) => {
    event.preventDefault();
    const words = choice.selectedOptions[0]?.dataset.words;
    if (!words) return choice.focus();
    const before = text.value.slice(0, text.selectionStart);
    const gap = before && !before.endsWith("\n") ? "\n\n" : "";
    text.focus();
    text.setRangeText(gap + words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
})();
