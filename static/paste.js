// A picture that is pasted or dropped into the text goes to the library; until it is there, its place
// says so. Whatever goes wrong, the text stays as it was.
(() => {
  const pen = document.querySelector("[data-pen]");
  if (!pen) return;

  const chosen = pen.querySelector("[data-picture-file]");
  const said = pen.querySelector("[data-pen-said]");
  const to = chosen.dataset.pictureFile;
  let number = 0;

  const pictures = (found) => [...(found?.files ?? [])].filter((it) => it.type.startsWith("image/"));

  const send = async (file) => {
    const body = new FormData();
    body.append("csrf_token", chosen.form.elements.csrf_token.value);
    body.append("file", file);
    const answer = await fetch(to, { method: "POST", body, headers: { "X-Fragment": "picture" } });
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    const found = isJson ? await answer.json() : {};
    if (!answer.ok || !found.markdown) throw new Error(found.words || "The server did not take it.");
    return found;
  };

  const upload = async (file) => {
    const name = (file.name || "picture").replace(/[[\]\n]/g, " ");
    const mark = `![uploading ${++number}: ${name} …]()`;
    insertAtCursor(mark);
    said.textContent = `Uploading ${name} …`;
    try {
      const { markdown, words } = await send(file);
      if (!replaceInText(mark, markdown)) insertAtCursor(markdown);
      said.textContent = words || `${name} is in the text. Say what it shows between the brackets.`;
    } catch (error) {
      replaceInText(mark, "");
      const why = error instanceof TypeError ? "The server cannot be reached." : error.message;
      said.textContent = `${name} was not taken: ${why}`;
    }
  };

  const take = async (event, found) => {
    const files = pictures(found);
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    for (const file of files) await upload(file);
  };

  // before the editor sees it
  const area = pen.querySelector(".pen__text");
  area.addEventListener("paste", (event) => take(event, event.clipboardData), true);
  area.addEventListener("drop", (event) => take(event, event.dataTransfer), true);
  chosen.addEventListener("change", async () => {
    const files = [...chosen.files];
    chosen.value = "";
    for (const file of files) await upload(file);
  });
})();
