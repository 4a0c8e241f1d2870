// A list of pictures becomes a grid to choose from. Without this script the list itself serves; with
// it the list stays where it is, hidden, and goes with the form as before.
(() => {
  const make = (tag, more = {}, ...within) => {
    const made = Object.assign(document.createElement(tag), more);
    made.append(...within);
    return made;
  };

  const enhance = (select) => {
    const now = make("img", { className: "choose__now", alt: "" });
    const open = make("button", { className: "act", type: "button" });
    const dialog = make("dialog", { className: "choose__all" });
    const label = document.querySelector(`label[for="${select.id}"]`);
    dialog.setAttribute("aria-label", label?.textContent.trim() || "Choose a picture");

    const show = () => {
      const { value, dataset, text } = select.selectedOptions[0] ?? { value: "", dataset: {} };
      now.hidden = !value;
      if (value) now.src = dataset.thumb;
      open.textContent = value ? `Another one than “${text.trim()}”` : "Choose a picture";
    };

    // What the library says of it, in a field that says nothing, or what it said of the one before.
    const words = document.getElementById(select.dataset.words);
    let said = select.selectedOptions[0]?.dataset.alt ?? "";
    const describe = () => {
      const before = said;
      said = select.selectedOptions[0]?.dataset.alt ?? "";
      if (!words || (words.value.trim() && words.value !== before)) return;
      words.value = said;
      words.dispatchEvent(new Event("input", { bubbles: true }));
    };

    const choose = (value) => {
      select.value = value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
      select.dispatchEvent(new Event("change", { bubbles: true }));
      dialog.close();
    };

    const tile = (option) => {
      const picture = make("img", { className: "tile__picture", src: option.dataset.thumb, alt: "", loading: "lazy" });
      const name = make("span", { className: "tile__name", textContent: option.text.trim() });
      const frame = make("span", { className: "tile__frame" }, picture);
      const button = make("button", { className: "choose__one", type: "button" }, frame, name);
      button.setAttribute("aria-pressed", String(option.selected));
      button.addEventListener("click", () => choose(option.value));
      return make("li", { className: "tile" }, button);
    };

    // The pictures are loaded when somebody wants to see them.
    const fill = () => {
      const options = [...select.options].filter((it) => it.value);
      const none = make("button", { className: "act", type: "button", textContent: "No picture" });
      const close = make("button", { className: "act", type: "button", textContent: "Leave it as it is" });
      none.addEventListener("click", () => choose(""));
      close.addEventListener("click", () => dialog.close());
      const acts = make("div", { className: "acts" }, none, close);
      dialog.replaceChildren(make("ul", { className: "tiles" }, ...options.map(tile)), acts);
    };

    open.addEventListener("click", () => {
      fill();
      dialog.showModal();
    });
    dialog.addEventListener("close", () => open.focus());
    select.addEventListener("change", show);
    select.addEventListener("change", describe);
    select.hidden = true;
    label?.addEventListener("click", () => open.focus());
    select.after(make("div", { className: "choose" }, now, open, dialog));
    show();
  };

  for (const select of document.querySelectorAll("select[data-pictures]")) enhance(select);
})();
