// A decision without loading the page again. The forms are sent as they are and answered with the
// page they lead to; of that page only what has changed is put in place, and nothing typed is lost.
// Whatever goes wrong on the way, the browser sends the form as if this script were not there.
(() => {
  const list = document.querySelector("#list");
  if (!list) return;

  const PARTS = ["#tabs", "#emptying", "#told", "#said", ".side__nav"];
  let byBrowser = false;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (byBrowser || event.defaultPrevented || form.method !== "post" || !form.closest("main")) return;
    event.preventDefault();
    if (!("sending" in form.dataset)) send(form, event.submitter);
  });

  const send = async (form, button) => {
    form.dataset.sending = "";
    try {
      const typed = new FormData(form);
      if (button?.name) typed.append(button.name, button.value);
      const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(typed) });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (page.querySelector("#list")) await show(page, form, answer);
      else if (answer.ok) leave(form, button);
      else complain(page, form, answer);
    } catch {
      leave(form, button);
    } finally {
      delete form.dataset.sending;
    }
  };

  const leave = (form, button) => {
    byBrowser = true;
    form.requestSubmit(button?.isConnected ? button : undefined);
    byBrowser = false;
  };

  const show = async (page, form, answer) => {
    const acted = form.closest(".item");
    const before = items();
    const leaving = before.filter((item) => !page.getElementById(item.id));
    const at = before.indexOf(acted ?? leaving[0]);
    await out(leaving);
    for (const part of PARTS) {
      document.querySelector(part)?.replaceChildren(...(page.querySelector(part)?.childNodes ?? []));
    }
    const fresh = [...page.querySelector("#list").childNodes];
    list.replaceChildren(...fresh.map((node) => (node.id ? carriedOver(node, acted, answer) : node)));
    document.title = page.title;
    if (answer.redirected) history.replaceState(null, "", answer.url);
    renewTokens(page);
    document.dispatchEvent(new Event("listchange"));
    focusOn(before, acted, at);
  };

  const items = () => [...list.querySelectorAll(".item")];

  // The style sheet says whether anything moves.
  const out = (leaving) => {
    for (const item of leaving) item.classList.add("item--leaving");
    const moving = leaving.flatMap((item) => item.getAnimations().map((it) => it.finished));
    return Promise.allSettled(moving);
  };

  // An item that somebody types in stays as it is; of any other, what was selected and unfolded.
  // What was selected says which text was seen: another text is to be read before it is selected.
  const carriedOver = (fresh, acted, answer) => {
    const now = document.getElementById(fresh.id);
    if (!now) return fresh;
    if (now !== acted && isTypedIn(now)) return now;
    const box = fresh.querySelector("[name=pick]");
    const boxed = now.querySelector("[name=pick]");
    if (box) box.checked = boxed.checked && boxed.value === box.value;
    if (now === acted && !answer.ok) keepTyped(now, fresh);
    const folds = now.querySelectorAll("details");
    if (now !== acted) fresh.querySelectorAll("details").forEach((it, n) => (it.open = folds[n]?.open));
    return fresh;
  };

  const typedIn = (item) => [...item.querySelectorAll("textarea, input[name=line]")];

  const isTypedIn = (item) => typedIn(item).some((it) => it.value !== it.defaultValue);

  // Where nothing was done, what was typed beside it is still wanted.
  const keepTyped = (now, fresh) => {
    for (const field of typedIn(now)) {
      const again = fresh.querySelector(`#${field.id}`);
      if (!again || field.value === field.defaultValue) continue;
      again.value = field.value;
      again.closest("details").open = true;
    }
  };

  // On what was refused; else on what came back, or on what took the place of what left.
  const focusOn = (before, acted, at) => {
    const now = items();
    const known = new Set(before.map((item) => item.id));
    const next =
      document.querySelector("#told [role=alert]") ??
      (acted && document.getElementById(acted.id)) ??
      now.find((item) => at < 0 && !known.has(item.id)) ??
      now[Math.min(Math.max(at, 0), now.length - 1)] ??
      list.querySelector(".none");
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };

  // What the page says about a form that was refused, beside the form with all its words.
  const complain = (page, form, answer) => {
    renewTokens(page);
    if (answer.status === 409) showNewText(page, form.closest(".item"));
    const said = page.querySelector("[role=alert]")?.childNodes;
    const words = said ?? page.querySelectorAll("#main h1, #main > p:not(.door__name), #main > ol");
    const notice = Object.assign(document.createElement("div"), { className: "notice", tabIndex: -1 });
    notice.setAttribute("role", "alert");
    notice.append(...words);
    if (!notice.textContent.trim()) {
      notice.textContent = `This could not be done just now (${answer.status}). Nothing is lost: try again in a minute.`;
    }
    const place = form.closest(".fold__in") ?? form.closest(".item") ?? document.querySelector("#told");
    place.querySelector(".notice")?.remove();
    place.prepend(notice);
    notice.focus();
  };

  // Its author may have changed it: what it says now is shown, and only then is it what was seen.
  const showNewText = (page, item) => {
    const fresh = item && page.getElementById(item.id);
    const stamp = fresh?.querySelector("[name=stamp]")?.value;
    if (!stamp || stamp === item.querySelector("[name=stamp]").value) return;
    for (const gone of item.querySelectorAll(".item__rest, .item__before")) gone.remove();
    item.querySelector(".item__text").replaceWith(...fresh.querySelectorAll(".item__text:not(.item__text--before), .item__before"));
    for (const field of item.querySelectorAll("[name=stamp]")) field.value = stamp;
    const box = item.querySelector("[name=pick]");
    box.checked = false;
    box.value = `${box.value.split(":", 2).join(":")}:${stamp}`;
  };

  // After signing in in another tab, this page's forms are good again.
  const renewTokens = (page) => {
    const token = page.querySelector("[name=csrf_token]")?.value;
    if (!token) return;
    for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = token;
  };
})();
