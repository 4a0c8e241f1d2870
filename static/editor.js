// A toolbar, keys and colours for the text. The textarea stays the one that counts: it is written at
// each change, and listens for "written", which says that another script has changed it.
(() => {
  const pen = document.querySelector("[data-pen]");
  if (!pen) return;

  const PLAIN = "plain text";
  const text = pen.querySelector("textarea");
  const tools = pen.querySelector("[data-tools]");
  const marks = pen.querySelector("[data-marks]");
  const count = pen.querySelector("[data-count]");
  const keys = document.querySelector("#pen-keys");
  const tool = (does) => tools.querySelector(`[data-tool=${does}]`);
  let mde = null;

  const isPlain = () => {
    try {
      return localStorage.getItem(PLAIN) === "yes";
    } catch {
      return false;
    }
  };
  const bePlain = (plain) => {
    try {
      plain ? localStorage.setItem(PLAIN, "yes") : localStorage.removeItem(PLAIN);
    } catch {
      // it is not remembered, then
    }
  };

  // -- the editor and the textarea

  let isOurs = false; // a change that goes from one to the other and need not go back
  const open = () => {
    mde = new EasyMDE({
      element: text,
      autoDownloadFontAwesome: false,
      spellChecker: false,
      nativeSpellcheck: true,
      inputStyle: "contenteditable", // what screen readers can read
      toolbar: false,
      status: false,
      minHeight: "24rem",
      forceSync: true,
      shortcuts: { togglePreview: null, toggleSideBySide: null, toggleFullScreen: null, cleanBlock: null, drawImage: null },
    });
    const { codemirror: code } = mde;
    mde.gui.container?.removeAttribute("role");
    pen.querySelector("[role=application]")?.removeAttribute("role");
    code.setOption("extraKeys", {
      ...code.getOption("extraKeys"),
      Tab: false, // leads on to the next field
      "Shift-Tab": false,
      "Ctrl-]": "indentMore",
      "Ctrl-[": "indentLess",
      "Cmd-]": "indentMore",
      "Cmd-[": "indentLess",
    });
    const input = code.getInputField();
    for (const [name, value] of [["role", "textbox"], ["aria-multiline", "true"], ["aria-label", "Text"], ["aria-describedby", "pen-hint"]]) {
      input.setAttribute(name, value);
    }
    input.tabIndex = 0;
    code.on("change", () => {
      if (isOurs) return;
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };

  // What was typed a moment ago may not have come through yet.
  text.form.addEventListener(
    "submit",
    () => {
      if (!mde) return;
      mde.codemirror.display.input.updateFromDOM?.();
      mde.codemirror.save();
    },
    { capture: true },
  );

  const close = () => {
    mde.toTextArea();
    mde = null;
  };

  text.addEventListener("written", () => {
    if (mde && mde.value() !== text.value) {
      isOurs = true;
      mde.value(text.value);
      isOurs = false;
    }
    counted();
  });
  pen.querySelector(".field__label").addEventListener("click", () => mde?.codemirror.focus());

  // -- what the buttons do

  const pressed = (does, is) => {
    tool(does).setAttribute("aria-pressed", is);
  };
  const full = (is = !pen.classList.contains("pen--full")) => {
    pen.classList.toggle("pen--full", is);
    pressed("full", is);
    mde?.codemirror.refresh();
  };
  const beside = (is = pen.querySelector("[data-beside]").hidden) => {
    pen.querySelector("[data-beside]").hidden = !is;
    pen.classList.toggle("pen--both", is);
    pressed("beside", is);
    pen.dispatchEvent(new CustomEvent("beside"));
    mde?.codemirror.refresh();
  };
  const plain = (is = mde !== null) => {
    if (is) close();
    else open();
    bePlain(is);
    shown();
  };
  const OURS = {
    full: () => full(),
    beside: () => beside(),
    plain: () => plain(),
    keys: () => keys.showModal(),
    picture: () => pen.querySelector("[data-picture-file]").click(),
  };

  const shown = () => {
    const isOpen = mde !== null;
    marks.hidden = !isOpen;
    tool("keys").hidden = !isOpen;
    pressed("plain", !isOpen);
    reachable(all()[0]);
  };

  tools.addEventListener("click", ({ target }) => {
    const { tool: does } = target.closest("[data-tool]")?.dataset ?? {};
    if (!does) return;
    if (OURS[does]) return OURS[does]();
    EasyMDE[does](mde);
    mde.codemirror.focus();
  });

  // One stop for the Tab key; arrows lead through the rest.
  const all = () => [...tools.querySelectorAll("button")].filter((it) => it.offsetParent);
  const reachable = (one) => {
    for (const it of tools.querySelectorAll("button")) it.tabIndex = it === one ? 0 : -1;
  };
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const there = all();
    const next = there.at((there.indexOf(document.activeElement) + step) % there.length);
    reachable(next);
    next.focus();
  });

  addEventListener("keydown", (event) => {
    if (event.key === "F9") beside();
    else if (event.key === "F11") full();
    else if (event.key === "Escape" && pen.classList.contains("pen--full") && !keys.open) full(false);
    else if (event.key === "s" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
      text.form.requestSubmit(text.form.querySelector("[name=act][value=save]"));
    } else return;
    event.preventDefault();
  });
  keys.querySelector("[data-keys-close]").addEventListener("click", () => keys.close());

  // -- words

  let waiting;
  const counted = () => {
    const words = text.value.trim() ? text.value.trim().split(/\s+/).length : 0;
    count.textContent = `${words.toLocaleString("en")} ${words === 1 ? "word" : "words"}.`;
  };
  text.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(counted, 300);
  });

  tools.hidden = false;
  if (!isPlain() && typeof EasyMDE === "function") open();
  shown();
  counted();

  // For who inserts something: at the cursor of whichever is open.
  globalThis.insertAtCursor = (words) => {
    if (mde) return mde.codemirror.replaceSelection(words);
    text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  };
  // Puts other words in the place of some, wherever they stand by now; whether they were there.
  globalThis.replaceInText = (old, words) => {
    const at = text.value.indexOf(old);
    if (at < 0) return false;
    if (mde) {
      const { codemirror: code } = mde;
      const [from, to] = [at, at + old.length].map((it) => code.posFromIndex(it));
      code.replaceRange(words, from, to);
    } else {
      text.setRangeText(words, at, at + old.length, "preserve");
      text.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return true;
  };
})();
