// Asks before a text that was typed, and neither saved nor sent, is left behind.
const form = document.querySelector(".write");
let typed = false;
let sent = false;

form.addEventListener("input", () => {
  typed = true;
});
form.addEventListener("submit", () => {
  sent = true;
});
addEventListener("beforeunload", (leaving) => {
  if (typed && !sent) leaving.preventDefault();
});
