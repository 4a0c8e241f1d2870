// What is written on a post is kept every few seconds, for its editor alone, until it is saved. A new
// post becomes one with its first words, and its page gets the address it will have.
(() => {
  const form = document.querySelector("[data-write]");
  if (!form) return;

  const SELF = new Set(["csrf_token", "seen", "version", "born", "sent"]);
  const FILLED = new Set(["title", "slug", "author_id"]); // the server fills them where they are left empty
  const { body, version, seen, sent } = form.elements;
  const said = form.querySelector("[data-draft-said]");
  const other = form.querySelector("[data-draft-other]");
  const offer = document.querySelector("[data-browser-kept]");
  const presence = document.querySelector("[data-presence]");
  const pages = { url: form.dataset.draftUrl, key: form.dataset.write };

  const typed = () => [...new FormData(form)].filter(([name, value]) => !SELF.has(name) && typeof value === "string");
  const read = () => JSON.stringify(typed());
  const fill = (fields, isFilled = () => false) => {
    const of = (name) => fields.filter(([it]) => it === name).map(([, value]) => value);
    for (const field of form.elements) {
      if (!field.name || SELF.has(field.name) || field.type === "hidden" || field.type === "submit" || field.type === "file") continue;
      const values = of(field.name);
      if (isFilled(field.name, values)) continue;
      if (field.type === "checkbox") field.checked = values.includes(field.value);
      else field.value = values[0] ?? "";
    }
    body.dispatchEvent(new Event("written"));
  };

  const say = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };

  const send = (more) => {
    const whole = new FormData(form);
    whole.delete("act");
    return fetch(pages.url, { method: "POST", body: whole, headers: { "X-Fragment": "draft" }, ...more });
  };

  // A new post is there now: the form, the preview and the address lead to it.
  const moveIn = ({ page, draft, presence: at }) => {
    if (pages.url === draft) return;
    pages.url = draft;
    pages.key = page.split("/").at(-1);
    form.action = page;
    form.querySelector("[data-preview-button]").formAction = `${page}/preview`;
    presence.dataset.presence = at;
    history.replaceState(null, "", page);
  };

  let theirs = null;
  const work = keeper({
    key: () => `post-${pages.key}`,
    read,
    send,
    kept: "refused" in form.dataset ? null : read(),
    say,
    onKept: (found) => {
      version.value = found.version;
      seen.value ||= found.seen;
      moveIn(found);
    },
    onRefused: ({ token }) => {
      for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
    },
    onOther: (found) => {
      theirs = Object.entries(found.fields).flatMap(([name, values]) => values.map((it) => [name, it]));
      version.value = found.version;
      other.hidden = false;
    },
  });

  other.querySelector("[data-draft-take]").addEventListener("click", () => {
    const mine = typed();
    fill(theirs);
    theirs = mine;
    say("This is the other text. The button shows yours again.");
  });
  other.querySelector("[data-draft-mine]").addEventListener("click", () => {
    other.hidden = true;
    work.decide();
  });

  // -- what this browser still has

  // What arrived is at the server, whatever became of it there and under whichever key it was kept.
  const arrived = new Set((form.dataset.arrived ?? "").split(" "));
  const forgetWhatArrived = () => {
    try {
      for (const key of Object.keys(localStorage)) {
        if (key.startsWith("post-") && arrived.has(JSON.parse(localStorage.getItem(key))?.mark)) localStorage.removeItem(key);
      }
    } catch {
      // storage is refused here, or something else lies there: the words are compared, then
    }
  };
  // A field that the server fills by itself, or that the page has no more, makes no other text of it.
  const isFilled = (name, values) => !form.elements[name] || (FILLED.has(name) && !values.some((it) => it.trim()));
  const plain = (name, value) => (name === "tags" ? value.split(",").map((it) => it.trim()).filter(Boolean).sort().join() : value.trim());
  const isHere = (words) => {
    const there = JSON.parse(words);
    const of = (name) => there.filter(([it]) => it === name).map(([, value]) => value);
    const counted = (fields) =>
      JSON.stringify(
        fields
          .filter(([name, value]) => plain(name, value) && !isFilled(name, of(name)))
          .map(([name, value]) => [name, plain(name, value)])
          .sort(),
      );
    return counted(there) === counted(typed());
  };
  const inWords = (at, more) => new Date(at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", ...more });
  const atTheOffice = (at) => {
    try {
      return inWords(at, { timeZone: form.dataset.zone });
    } catch {
      return inWords(at); // a zone that this browser does not know
    }
  };

  forgetWhatArrived();
  const found = work.remembered();
  if (found && !isHere(found.words) && !("refused" in form.dataset)) {
    offer.hidden = false;
    offer.querySelector("[data-browser-at]").textContent = atTheOffice(found.at);
  } else if (found) work.forget();
  offer.querySelector("[data-browser-use]").addEventListener("click", () => {
    fill(JSON.parse(found.words), isFilled);
    offer.hidden = true;
    work.changed();
    body.focus();
  });
  offer.querySelector("[data-browser-drop]").addEventListener("click", () => {
    work.forget();
    offer.hidden = true;
  });

  // -- while the page is open

  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, () => {
      if (!work.isKept()) work.changed();
    });
  }
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget === "_blank") return; // the preview opens beside it
    sent.value = Date.now().toString(36) + Math.random().toString(36).slice(2, 10);
    work.leave(sent.value);
  });
  addEventListener("pagehide", work.hide);
  addEventListener("pageshow", (event) => event.persisted && work.stay());
  addEventListener("online", () => work.later(0));
  if ("refused" in form.dataset) work.changed();
})();
