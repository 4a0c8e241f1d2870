// "Reply" without leaving the page, so that nothing already typed is lost. Without this script
// the link leads to the same form on a page of its own.
(() => {
  const box = document.querySelector("#respond");
  const form = box?.querySelector("form");
  if (!form) return;

  const title = box.querySelector(".respond__title");
  const cancel = box.querySelector(".respond__cancel");
  let opener = null;

  const address = (id, name) => {
    form.elements.reply_to.value = id;
    title.textContent = id ? "Leave a Reply to " : "Leave a Reply";
    if (id) title.append(Object.assign(document.createElement("bdi"), { textContent: name }));
    cancel.hidden = !id;
  };

  const isPlain = (click) =>
    !(click.defaultPrevented || click.button || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey);

  document.addEventListener("click", (click) => {
    const link = click.target.closest("[data-reply-to]");
    if (!link || !isPlain(click)) return;
    click.preventDefault();
    opener = link;
    address(link.dataset.replyTo, link.dataset.name);
    box.scrollIntoView();
    form.elements.comment.focus({ preventScroll: true });
  });

  cancel.addEventListener("click", (click) => {
    if (!isPlain(click)) return;
    click.preventDefault();
    address("");
    (opener || form.elements.comment).focus();
    opener = null;
  });
})();
