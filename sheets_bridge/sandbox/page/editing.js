"use strict";
// What a person does to cells: choosing one, typing into it, picking from its list.
window.editing = (page) => {
  const { view, table, make } = page;
  const where = document.getElementById("where"), formula = document.getElementById("formula");
  let chosen = null, input = null, menu = null, asked = 0;

  const cellAt = (spot) => spot && table.querySelector(`[data-row="${spot.row}"][data-column="${spot.column}"]`);
  const nameOf = (spot) => `${page.columns().find((one) => one.at === spot.column)?.name || ""}${spot.row + 1}`;
  const told = (spot) => page.fetched(`/page/cell?sheet=${page.sheet()}&row=${spot.row}&column=${spot.column}`).then(JSON.parse);

  function mark() {
    for (const one of table.querySelectorAll(".chosen")) one.classList.remove("chosen");
    cellAt(chosen)?.classList.add("chosen");
  }

  async function choose(spot) {
    chosen = spot;
    mark();
    where.textContent = nameOf(spot);
    const turn = (asked += 1), found = await told(spot);
    if (turn === asked) formula.textContent = found.entered;
  }

  function leave() {
    close();
    chosen = null;
    where.textContent = formula.textContent = "";
  }

  function close() {
    const gone = [input, menu];
    input = menu = null; // first, because removing a field makes it lose the focus, and that ends the editing too
    for (const one of gone) one?.remove();
  }

  function over(element, holder) {
    const box = element.getBoundingClientRect(), frame = view.getBoundingClientRect();
    holder.style.left = `${box.left - frame.left + view.scrollLeft}px`;
    holder.style.top = `${box.top - frame.top + view.scrollTop}px`;
    return box;
  }

  async function edit(start) {
    const spot = chosen, element = cellAt(spot);
    if (!element || element.classList.contains("boxed")) return;
    const text = start ?? (await told(spot)).entered;
    if (chosen !== spot || input) return;
    input = make("input", "editing");
    input.value = text;
    input.setAttribute("aria-label", `${nameOf(spot)} 편집`);
    const box = over(element, input);
    input.style.width = `${Math.max(box.width + 1, 120)}px`;
    input.style.height = `${box.height + 1}px`;
    view.append(input);
    input.focus();
    input.addEventListener("keydown", (event) => keys(event, spot));
    input.addEventListener("blur", () => { if (input) finish(spot, null); });
  }

  function keys(event, spot) {
    event.stopPropagation();
    if (event.isComposing) return; // a Korean syllable is not finished yet
    if (event.key === "Escape") { close(); page.redraw(); view.focus({ preventScroll: true }); }
    if (event.key === "Enter") finish(spot, [1, 0]);
    if (event.key === "Tab") { event.preventDefault(); finish(spot, [0, 1]); }
  }

  async function finish(spot, step) {
    const text = input.value;
    close();
    view.focus({ preventScroll: true });
    if (step) move(...step);
    await page.send("/page/type", { row: spot.row, column: spot.column, text });
    if (chosen) choose(chosen);
  }

  function move(down, right) {
    const columns = page.columns(), held = page.mergeAt(chosen.row, chosen.column);
    const [, , bottom, end] = held || [0, 0, chosen.row + 1, chosen.column + 1];
    const row = down > 0 ? bottom : chosen.row + down;
    const place = columns.findIndex((one) => one.at >= chosen.column);
    const next = right > 0 ? columns.find((one) => one.at >= end) : columns[place + right];
    if (!next || row < 0 || row >= page.rows()) return;
    const [top, left] = page.mergeAt(row, next.at) || [row, next.at];
    choose({ row: top, column: left });
    cellAt(chosen)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  async function offer(element, spot) {
    close();
    const { choices, entered } = await told(spot);
    menu = make("ul", "menu");
    menu.setAttribute("role", "listbox");
    for (const choice of choices || []) {
      const one = make("li", "", choice);
      one.setAttribute("role", "option");
      one.setAttribute("aria-selected", String(choice === entered));
      one.addEventListener("mousedown", async (event) => {
        event.preventDefault();
        close();
        await page.send("/page/type", { row: spot.row, column: spot.column, text: choice });
        choose(spot);
      });
      menu.append(one);
    }
    const box = over(element, menu);
    menu.style.top = `${parseFloat(menu.style.top) + box.height}px`;
    menu.style.minWidth = `${box.width}px`;
    view.append(menu);
  }

  view.addEventListener("mousedown", (event) => {
    if (event.target.closest(".menu, .editing")) return;
    const element = event.target.closest("[data-row]");
    if (menu) close();
    if (!element || Number(element.dataset.row) < 0 || event.target.type === "checkbox") return;
    const spot = { row: Number(element.dataset.row), column: Number(element.dataset.column) };
    choose(spot);
    if (event.target.closest(".arrow")) offer(element, spot);
  });
  view.addEventListener("dblclick", (event) => {
    if (!event.target.closest(".arrow, .menu, .editing") && event.target.closest("[data-row]") && chosen) edit(null);
  });
  const STEPS = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Tab: [0, 1] };
  view.addEventListener("keydown", (event) => {
    if (!chosen || input || event.ctrlKey || event.metaKey || event.altKey || event.target.type === "checkbox") return;
    if (event.key === "Escape") close();
    else if (STEPS[event.key]) { event.preventDefault(); move(...STEPS[event.key]); }
    else if (event.key === "Enter" || event.key === "F2") { event.preventDefault(); edit(null); }
    else if (event.key === "Delete" || event.key === "Backspace") {
      page.send("/page/type", { row: chosen.row, column: chosen.column, text: "" });
    } else if (event.key.length === 1 && event.key !== " ") { event.preventDefault(); edit(event.key); }
  });
  return { mark, leave, busy: () => Boolean(input || menu) };
};
