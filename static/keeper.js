// Keeps what is typed: at the server a moment after each change, and in this browser for as long as
// the server has not said that it has it. Whose words they are, the script that asks knows.
globalThis.keeper = ({ key, read, about = () => ({}), send, kept: known, onKept, onOther, onRefused, say }) => {
  const AFTER = 2_000;
  const AGAIN = 10_000;
  let kept = known; // what the server has, as far as we know; of words it has refused, nothing
  let sending = null; // what is on its way there
  let isHeld = false; // while somebody decides between two texts, or the page is left
  let stopped = new AbortController();
  let timer;

  const remember = (mark) => {
    try {
      if (read() === kept) return localStorage.removeItem(key());
      localStorage.setItem(key(), JSON.stringify({ words: read(), sending, mark, at: Date.now(), ...about() }));
    } catch {
      // storage is refused here, or full; the server keeps it all the same
    }
  };
  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem(key()));
    } catch {
      return null;
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(key());
    } catch {
      // nothing was kept, then
    }
  };

  const later = (after = AFTER) => {
    clearTimeout(timer);
    timer = setTimeout(keep, after);
  };
  const notKept = (why) => {
    say(`Not kept: ${why}`);
    remember();
    later(AGAIN);
  };

  const keep = async (isSecondTry) => {
    clearTimeout(timer);
    if (sending !== null || isHeld || read() === kept) return;
    sending = read();
    remember();
    try {
      await settle(await send({ signal: stopped.signal }), isSecondTry === true);
    } catch {
      sending = null;
      if (!isHeld) notKept("no connection; your words stay here");
    }
  };

  const settle = async (answer, isSecondTry) => {
    const sent = sending;
    sending = null;
    if (answer.status === 401) return notKept("you are signed out; your words stay here. Sign in in another tab");
    if (answer.headers.get("Content-Type") !== "application/json") return notKept("your words stay here");
    const found = await answer.json();
    if (answer.ok) {
      forget(); // before the key may change
      kept = sent;
      onKept(found);
      if (read() === kept) say(found.words);
      remember();
      if (read() !== kept) later();
    } else if (answer.status === 409) {
      isHeld = true;
      say(`Not kept: ${found.words}`);
      remember();
      onOther(found);
    } else if (answer.status === 422 && found.token && !isSecondTry) {
      onRefused(found);
      await keep(true);
    } else {
      notKept(found.words);
    }
  };

  return {
    changed: () => {
      remember(); // what is typed after it was sent has no mark, and is not what arrived
      if (!isHeld) later();
    },
    keep,
    later,
    remember: () => remember(),
    remembered,
    forget,
    isKept: (words = read()) => words === kept,
    hold: (why) => {
      isHeld = true;
      say(`Not kept: ${why}`);
      remember();
    },
    // What is in the form takes the place of what the server has, or is what the server has.
    decide: (words = null) => {
      kept = words;
      isHeld = false;
      if (read() !== kept) keep();
    },
    // The form is sent by itself. The server says by its mark whether it arrived; until then it is here.
    leave: (mark) => {
      remember(mark);
      isHeld = true;
      clearTimeout(timer);
      stopped.abort(); // what is on its way shall not arrive after what is sent now
    },
    stay: () => {
      stopped = new AbortController();
      isHeld = false;
    },
    hide: () => {
      if (isHeld || read() === kept) return;
      remember();
      send({ keepalive: true }).catch(() => {});
    },
  };
};
