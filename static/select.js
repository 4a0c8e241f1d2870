// How many are selected, said where they are decided on. Without this script the first
// press of a button shows what was selected, and asks.
(() => {
  const bulk = document.querySelector("#bulk");
  const all = document.querySelector("#all");
  if (!bulk) return;

  const count = bulk.querySelector(".bulk__count");
  const boxes = () => [...document.querySelectorAll("[name=pick]")];

  const update = () => {
    const every = boxes();
    const picked = every.filter((box) => box.checked).length;
    count.textContent = picked ? `${picked} selected:` : "";
    bulk.hidden = !picked;
    all.checked = picked > 0 && picked === every.length;
    all.indeterminate = picked > 0 && picked < every.length;
    all.closest("label").hidden = !every.length;
  };

  document.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes()) box.checked = all.checked;
    if (event.target === all || event.target.name === "pick") update();
  });
  document.addEventListener("listchange", update);
  addEventListener("pageshow", update); // a browser may bring the ticks of an earlier visit back

  bulk.append(Object.assign(document.createElement("input"), { type: "hidden", name: "sure", value: "yes" }));
  update();
})();
