// The answer is kept at the server while one writes it, and in this browser as long as it is not:
// without a connection, signed out, or when the page closes before the server has said so.
(() => {
  const form = document.querySelector("[data-draft]");
  if (!form) return;

  const { text, version } = form.elements;
  const said = form.querySelector("[data-draft-said]");
  const other = form.querySelector("[data-draft-other]");
  let theirs = null; // another text that the server has

  const say = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };
  const wasSent = (words) =>
    [...document.querySelectorAll("[data-answer-text]")].some((it) => it.textContent.trim() === words.trim());
  const body = () =>
    new URLSearchParams({ csrf_token: form.elements.csrf_token.value, text: text.value, version: version.value });

  const differ = (found) => {
    theirs = found;
    other.hidden = false;
    other.querySelector("[data-draft-take]").hidden = found.text === null;
  };

  const work = keeper({
    key: () => form.dataset.draftKey,
    read: () => text.value,
    about: () => ({ version: version.value }),
    send: (more) => fetch(form.dataset.draft, { method: "POST", body: body(), headers: { "X-Fragment": "answer" }, ...more }),
    kept: "draftUnkept" in form.dataset ? null : text.defaultValue,
    say,
    onKept: (found) => {
      version.value = found.version;
    },
    onOther: differ,
    onRefused: ({ token }) => {
      for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
    },
  });

  // -- two texts

  other.querySelector("[data-draft-take]").addEventListener("click", () => {
    const mine = text.value;
    [text.value, theirs.text] = [theirs.text, mine];
    say("This is the other text. The button shows yours again.");
  });
  other.querySelector("[data-draft-mine]").addEventListener("click", () => {
    version.value = theirs.version;
    theirs = null;
    other.hidden = true;
    text.focus();
    work.decide();
  });

  // -- while the page is open

  const found = work.remembered();
  if (found && (work.isKept(found.words) || wasSent(found.words))) {
    work.forget();
  } else if (found && (found.words === text.value || found.version === version.value || found.sending === text.value || !text.value.trim())) {
    text.value = found.words;
    say("These are your words that were not kept yet.");
    work.later(0);
  } else if (found) {
    const words = "this browser has another text of yours.";
    work.hold(words);
    differ({ words, version: version.value, text: found.words });
  } else if (!work.isKept() && text.value.trim()) {
    work.later(0);
  }

  text.addEventListener("input", work.changed);
  form.querySelector("[data-draft-keep]").addEventListener("click", (event) => {
    event.preventDefault();
    if (work.isKept() && text.value.trim()) return say("Kept.");
    work.keep();
  });
  form.addEventListener("submit", work.leave);
  addEventListener("pagehide", work.hide);
  addEventListener("pageshow", (event) => event.persisted && !theirs && work.stay());
})();
