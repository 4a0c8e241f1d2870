// Beside a colour that is typed stands a picker, and the example wears it at once.
(() => {
  const hex = (text) => {
    const found = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim());
    if (!found) return null;
    const digits = found[1].length === 6 ? found[1] : found[1].replace(/./g, "$&$&");
    return `#${digits.toLowerCase()}`;
  };
  const luminance = (colour) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const part = parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);

  for (const field of document.querySelectorAll("[data-colour]")) {
    const worn = document.querySelector(`[data-worn="${field.name}"]`);
    const picker = document.createElement("input");
    picker.type = "color";
    picker.className = "picker";
    picker.setAttribute("aria-label", `${document.querySelector(`label[for="${field.id}"]`).textContent}: choose`);
    const usual = hex(document.getElementById(`${field.id}-hint`).textContent.trim().slice(-7));

    const wear = () => {
      const colour = hex(field.value) ?? (field.value.trim() ? null : usual);
      if (!colour) return;
      picker.value = colour;
      worn.style.setProperty("--accent", colour);
      worn.style.setProperty("--accent-ink", luminance(colour) > 0.18 ? "#0d1f1d" : "#ffffff");
    };
    picker.addEventListener("input", () => {
      field.value = picker.value;
      wear();
    });
    field.addEventListener("input", wear);
    field.after(picker);
    wear();
  }
})();
