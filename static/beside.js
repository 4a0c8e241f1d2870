// The preview beside the text: drawn by the server a moment after each change, in the public styles,
// which reach nothing else here because it stands in a tree of its own.
(() => {
  const place = document.querySelector("[data-beside]");
  if (!place) return;

  const AFTER = 600;
  const form = place.closest("form");
  const hints = document.querySelector("[data-hints-place]");
  const tree = place.attachShadow({ mode: "open" });
  for (const href of place.dataset.styles.split(" ")) {
    tree.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
  }
  const page = tree.appendChild(Object.assign(document.createElement("div"), { className: "pen__page" }));
  let waiting;
  let asking = null;

  const draw = async () => {
    if (place.hidden) return;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(form.querySelector("[data-preview-button]").formAction, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-Fragment": "preview" },
        signal,
      });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      page.innerHTML = await answer.text();
      const found = page.querySelector("[data-hints]");
      hints.replaceChildren(...found.childNodes);
      found.remove();
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!page.firstChild) page.textContent = "No preview just now: the server cannot be reached.";
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, AFTER);
  };

  form.addEventListener("input", later);
  document.querySelector("[data-pen]").addEventListener("beside", draw);
  page.addEventListener("click", (event) => event.target.closest("a") && event.preventDefault());
})();
