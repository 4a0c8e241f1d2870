// The answer is kept at the server while one writes it, and in this browser as long as it is not:
// without a connection, signed out, or when the page closes before the server has said so.
(() => {
  const form = document.querySelector("[data-draft]");
  if (!form) return;

  const AFTER = 2_000;
  const AGAIN = 10_000;
  const KEY = form.dataset.draftKey;
  const { text, version } = form.elements;
  const said = form.querySelector("[data-draft-said]");
  const other = form.querySelector("[data-draft-other]");
  // What the server has, as far as we know; of words it has refused, nothing.
  let kept = "draftUnkept" in form.dataset ? null : text.defaultValue;
  let sending = null; // what is on its way there
  let theirs = null; // another text that the server has
  let isLeaving = false;
  let timer;

  const say = (words) => {
    if (said.textContent !== words) said.textContent = words;
  };

  // -- in this browser

  const remember = () => {
    try {
      if (text.value === kept) return localStorage.removeItem(KEY);
      localStorage.setItem(KEY, JSON.stringify({ text: text.value, version: version.value, sending }));
    } catch {
      // storage is refused here; the server keeps it all the same
    }
  };

  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  };

  const wasSent = (words) =>
    [...document.querySelectorAll("[data-answer-text]")].some((it) => it.textContent.trim() === words.trim());

  // -- at the server

  const body = () =>
    new URLSearchParams({ csrf_token: form.elements.csrf_token.value, text: text.value, version: version.value });

  const post = (more) =>
    fetch(form.dataset.draft, { method: "POST", body: body(), headers: { "X-Fragment": "answer" }, ...more });

  const keep = async (isSecondTry) => {
    clearTimeout(timer);
    if (sending !== null || theirs || isLeaving || text.value === kept) return;
    sending = text.value;
    remember();
    try {
      await settle(await post(), isSecondTry);
    } catch {
      sending = null;
      notKept("no connection; your words stay here");
    }
  };

  const settle = async (answer, isSecondTry) => {
    const sent = sending;
    sending = null;
    if (answer.status === 401) return notKept("you are signed out; your words stay here. Sign in in another tab");
    if (answer.headers.get("Content-Type") !== "application/json") return notKept("your words stay here");
    const found = await answer.json();
    if (answer.ok) {
      [kept, version.value] = [sent, found.version];
      say(text.value === kept ? found.words : said.textContent);
      remember();
      if (text.value !== kept) later();
    } else if (answer.status === 409) {
      differ(found);
    } else if (answer.status === 422 && found.token && !isSecondTry) {
      for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = found.token;
      await keep(true);
    } else {
      notKept(found.words);
    }
  };

  const notKept = (why) => {
    say(`Not kept: ${why}`);
    remember();
    later(AGAIN);
  };

  const later = (after = AFTER) => {
    clearTimeout(timer);
    timer = setTimeout(keep, after);
  };

  // -- two texts

  const differ = (found) => {
    theirs = found;
    say(`Not kept: ${found.words}`);
    other.hidden = false;
    other.querySelector("[data-draft-take]").hidden = found.text === null;
    remember();
  };

  other.querySelector("[data-draft-take]").addEventListener("click", () => {
    const mine = text.value;
    [text.value, theirs.text] = [theirs.text, mine];
    say("This is the other text. The button shows yours again.");
  });
  other.querySelector("[data-draft-mine]").addEventListener("click", () => {
    version.value = theirs.version;
    theirs = null;
    kept = null;
    other.hidden = true;
    text.focus();
    keep();
  });

  // -- while the page is open

  const found = remembered();
  if (found && (found.text === kept || wasSent(found.text))) {
    localStorage.removeItem(KEY);
  } else if (found && (found.text === text.value || found.version === version.value || found.sending === text.value || !text.value.trim())) {
    text.value = found.text;
    say("These are your words that were not kept yet.");
    later(0);
  } else if (found) {
    differ({ words: "this browser has another text of yours.", version: version.value, text: found.text });
  } else if (text.value !== kept && text.value.trim()) {
    later(0);
  }

  text.addEventListener("input", () => {
    remember();
    if (!theirs) later();
  });
  form.querySelector("[data-draft-keep]").addEventListener("click", (event) => {
    event.preventDefault();
    if (text.value === kept && text.value.trim()) return say("Kept.");
    keep();
  });
  form.addEventListener("submit", () => {
    remember();
    isLeaving = true;
    clearTimeout(timer);
  });
  addEventListener("pagehide", () => {
    if (isLeaving || theirs || text.value === kept) return;
    remember();
    post({ keepalive: true }).catch(() => {});
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) isLeaving = false;
  });
})();
