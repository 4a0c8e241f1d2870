// Says with a reply how long its page has been open. Nothing is told before it is sent.
(() => {
  const field = document.querySelector(".respond__form [name=seconds]");
  if (!field) return;

  const before = Number(field.value) || 0; // of the page that the form was on before this one

  field.form.addEventListener("formdata", ({ formData }) => {
    formData.set("seconds", (before + performance.now() / 1000).toFixed(1));
  });
})();
