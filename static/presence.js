// Says every 20 seconds that this page is open and whether one writes, and shows who else is at it.
(() => {
  const line = document.querySelector("[data-presence]");
  if (!line) return;

  const EVERY = 20_000;
  const WRITES_FOR = 60_000;
  const token = () => document.querySelector("[name=csrf_token]").value;
  const text = document.querySelector("[data-draft] [name=text], [data-writes] [name=body]");
  let wroteAt = -Infinity;
  let saidWriting = false;

  const body = (now) => new URLSearchParams({ csrf_token: token(), now });

  const say = async () => {
    if (document.hidden || !line.dataset.presence) return; // what is not there yet, nobody else has open
    const writes = Date.now() - wroteAt < WRITES_FOR;
    saidWriting = writes;
    try {
      const answer = await fetch(line.dataset.presence, { method: "POST", body: body(writes ? "writes" : "looks") });
      if (answer.headers.get("Content-Type") !== "application/json") return;
      const { words, token: fresh } = await answer.json();
      if (fresh) for (const field of document.querySelectorAll("[name=csrf_token]")) field.value = fresh;
      if (answer.ok && line.textContent !== words) line.textContent = words;
    } catch {
      // no connection: what it says is a minute old at most, and the next time is soon
    }
  };

  text?.addEventListener("input", () => {
    wroteAt = Date.now();
    if (!saidWriting) {
      saidWriting = true;
      say();
    }
  });
  addEventListener("pagehide", () => line.dataset.presence && navigator.sendBeacon(line.dataset.presence, body("leaves")));
  addEventListener("pageshow", (event) => event.persisted && say());
  setInterval(say, EVERY);
  say();
})();
