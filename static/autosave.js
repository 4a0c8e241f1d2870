// What is written on a post is kept every few seconds, for its editor alone, until it is saved. A new
// post becomes one with its first words, and its page gets the address it will have.
(() => {
  const form = document.querySelector("[data-write]");
  if (!form) return;

  const SELF = new Set(["csrf_token", "seen", "version", "born"]);
  const { body, version, seen } = form.elements;
  const said = form.querySelector("[data-draft-said]");
  const other = form.querySelector("[data-draft-other]");
  const offer = document.querySelector("[data-browser-kept]");
  const presence = document.querySelector("[data-presence]");
  const pages = { url: form.dataset.draftUrl, key: form.dataset.write };

  const typed = () => [...new FormData(form)].filter(([name, value]) => !SELF.has(name) && typeof value === "string");
  const read = () => JSON.stringify(typed());
  const fill = (fields) => {
    const of = (name) => fields.filter(([it]) => it === name).map(([, value]) => value);
    for (const field of form.elements) {
      if (!field.name || SELF.has(field.name) || field.type === "hidden" || field.type === "submit" || field.type === "file") continue;
      const values = of(field.name);
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

  const found = work.remembered();
  if (found && found.words !== read() && !("refused" in form.dataset)) {
    offer.hidden = false;
    offer.querySelector("[data-browser-at]").textContent = new Date(found.at).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
  } else if (found) work.forget();
  offer.querySelector("[data-browser-use]").addEventListener("click", () => {
    fill(JSON.parse(found.words));
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
    work.leave();
  });
  addEventListener("pagehide", work.hide);
  addEventListener("pageshow", (event) => event.persisted && work.stay());
  addEventListener("online", () => work.later(0));
  if ("refused" in form.dataset) work.changed();
})();
