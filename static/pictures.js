// Pictures: dropped, pasted or chosen ones are sent one by one; how far their smaller ones are is
// looked at while they are made; their Markdown is copied. Without this script the form sends them.
(() => {
  const EVERY = 2_000;
  const AGAIN = 10_000;

  // -- sending

  const form = document.querySelector("[data-drop]");
  const waiting = [];
  let isSending = false;

  const start = () => {
    const largest = Number(form.dataset.drop);
    const choice = form.elements.file;
    const said = form.querySelector("[data-drop-said]");
    form.querySelector("[data-drop-hint]").hidden = false;

    const line = (words) => {
      const item = document.createElement("li");
      item.textContent = words;
      said.append(item);
      said.hidden = false;
      return item;
    };

    const add = (files) => {
      for (const file of files) waiting.push({ file, item: line(`“${file.name}” waits.`) });
      sendAll();
    };

    const sendAll = async () => {
      if (isSending) return;
      isSending = true;
      let taken = 0;
      while (waiting.length) {
        const one = waiting.shift();
        taken += await send(one);
      }
      isSending = false;
      if (taken) await showThem();
    };

    const send = async ({ file, item }, isSecondTry) => {
      const fail = (words) => {
        item.className = "drop__wrong";
        item.textContent = words;
        return 0;
      };
      if (file.size > largest) return fail(`“${file.name}” was not taken. It is larger than 25 MB.`);
      item.textContent = `“${file.name}” is being sent …`;
      const body = new FormData();
      body.append("csrf_token", form.elements.csrf_token.value);
      body.append("file", file, file.name);
      let answer, found;
      try {
        answer = await fetch(form.action, { method: "POST", body, headers: { "X-Fragment": "picture" } });
        found = answer.headers.get("Content-Type") === "application/json" ? await answer.json() : {};
      } catch {
        return fail(`“${file.name}” was not taken: no connection. Send it once more.`);
      }
      if (answer.status === 503 && !found.words) {
        item.textContent = `“${file.name}” waits for others.`;
        await new Promise((done) => setTimeout(done, AGAIN));
        return send({ file, item }, isSecondTry);
      }
      if (found.token && !isSecondTry) {
        for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = found.token;
        return send({ file, item }, true);
      }
      if (answer.status === 401) return fail("You are signed out. Sign in in another tab, then send it once more.");
      if (!answer.ok) return fail(found.words || "It was not taken. Send it once more.");
      item.replaceChildren(Object.assign(document.createElement("a"), { href: found.page, textContent: found.words }));
      return 1;
    };

    // The newest ones are on the first page; what was refused stays said.
    const showThem = async () => {
      const answer = await fetch(location.href).catch(() => null);
      if (!answer?.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const [theirs, ours] = [page, document].map((it) => it.querySelector(".tiles"));
      if (ours && theirs) ours.replaceWith(theirs);
      else if (theirs) document.querySelector(".none")?.replaceWith(theirs);
      const counts = [page, document].map((it) => it.querySelectorAll(".tab__count"));
      counts[1].forEach((it, place) => (it.textContent = counts[0][place].textContent));
      watch();
    };

    choice.addEventListener("change", () => {
      add(choice.files);
      form.reset();
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.querySelector("button").hidden = true;

    const holdsFiles = (event) => event.dataTransfer?.types.includes("Files");
    addEventListener("dragover", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.add("drop--over");
    });
    addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) form.classList.remove("drop--over");
    });
    addEventListener("drop", (event) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      form.classList.remove("drop--over");
      add(event.dataTransfer.files);
    });
    addEventListener("paste", (event) => {
      if (event.clipboardData?.files.length) add(event.clipboardData.files);
    });
    addEventListener("beforeunload", (leaving) => {
      if (isSending) leaving.preventDefault();
    });
  };

  // -- how far they are

  let timer;

  const watch = () => {
    clearTimeout(timer);
    const lines = [...document.querySelectorAll("[data-progress]")];
    if (lines.length) timer = setTimeout(() => look(lines), EVERY);
  };

  const look = async (lines) => {
    const of = new URLSearchParams(lines.map((it) => ["of", it.dataset.progress]));
    try {
      const answer = await fetch(`/desk/pictures/progress?${of}`);
      if (answer.headers.get("Content-Type") !== "application/json") return;
      const found = await answer.json();
      for (const line of lines) {
        const { words, is_done: isDone } = found[line.dataset.progress] ?? { words: "", is_done: true };
        if (line.textContent !== words) line.textContent = words;
        if (isDone) delete line.dataset.progress;
        if (!words) line.remove();
      }
    } catch {
      // no connection: the next look is soon
    }
    watch();
  };

  // -- copying

  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
        button.textContent = "Copied";
      } catch {
        button.textContent = "Selected: copy it with Ctrl+C";
      }
    });
  }

  if (form) start();
  watch();
})();
