// "Preview" without leaving the page. Without this script, and whenever the answer is no preview,
// the button leads to a page with the preview, or with what is wrong.
(() => {
  const button = document.querySelector("[data-preview]");
  const place = document.querySelector("[data-preview-place]");
  if (!button || !place) return;

  const form = button.form;
  const said = form.querySelector("[data-preview-said]");
  let isLeaving = false;

  const ask = async () => {
    const answer = await fetch(button.formAction, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      headers: { "X-Fragment": "preview" },
    });
    if (answer.status !== 200) throw new Error(answer.status);
    return answer.text();
  };

  form.addEventListener("submit", async (submit) => {
    if (submit.submitter !== button || isLeaving) return;
    submit.preventDefault();
    try {
      place.innerHTML = await ask();
    } catch {
      isLeaving = true;
      form.requestSubmit(button);
      isLeaving = false;
      return;
    }
    said.textContent = "";
    place.firstElementChild.scrollIntoView({ block: "nearest" });
    said.textContent = "The preview stands above the form.";
  });
})();
