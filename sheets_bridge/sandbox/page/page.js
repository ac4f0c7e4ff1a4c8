"use strict";
// Shows one tab at a time. Only the rows in view are in the document; blocks of rows are fetched as they are needed.
(() => {
  const ROW = 22, BLOCK = 200, KEPT = 60, NUMBER_WIDTH = 56, AGAIN = 3000;
  // Browsers cap the height of an element (about 17 to 33 million pixels): 300,000 rows of 22 pixels stay below it.
  const view = document.getElementById("view"), table = document.getElementById("grid");
  const strip = document.getElementById("tabs"), state = document.getElementById("state");
  let outline = JSON.parse(document.getElementById("outline").textContent);
  let tab = null, columns = [], blocks = new Map(), body = null, drawn = "", generation = 0;

  const make = (tag, cls, text) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text; // never innerHTML: cells are other people's text
    return element;
  };

  async function block(number) {
    if (blocks.has(number)) return;
    const asked = generation, key = number;
    blocks.set(key, null);
    if (blocks.size > KEPT) blocks.delete(blocks.keys().next().value);
    try {
      const answer = await fetch(`/page/rows?sheet=${tab.id}&first=${number * BLOCK}&count=${BLOCK}`);
      if (!answer.ok) throw new Error(String(answer.status));
      const found = await answer.json();
      if (asked !== generation) return;
      blocks.set(key, found);
      drawn = "";
      draw();
    } catch (problem) {
      blocks.delete(key);
      state.textContent = `행을 불러오지 못했습니다 (${problem.message}). 새로 고침을 눌러 주세요.`;
    }
  }

  function cell(tag, column, place, text, style) {
    const element = make(tag, "", text);
    if (column.left !== undefined) {
      element.className = column.lastPinned ? "pinned lastpinned" : "pinned";
      element.style.left = `${column.left}px`;
    }
    if (!style) return element;
    if (style.box && (text === "TRUE" || text === "FALSE" || text === "")) box(element, column, place, text === "TRUE");
    if (style.align) element.style.textAlign = style.align;
    if (style.bold) element.style.fontWeight = "600";
    if (style.italic) element.style.fontStyle = "italic";
    if (style.ink) element.style.color = style.ink;
    if (style.fill) element.style.backgroundColor = style.fill;
    if (style.note) { element.classList.add("noted"); element.title = style.note; }
    return element;
  }

  function box(element, column, row, on) {
    const input = make("input");
    input.type = "checkbox";
    input.checked = on;
    input.dataset.row = row;
    input.dataset.column = column.at;
    input.setAttribute("aria-label", `${column.name}${row + 1}`);
    element.classList.add("boxed");
    element.replaceChildren(input);
  }

  async function tick(input) {
    const wish = { sheet: tab.id, row: Number(input.dataset.row), column: Number(input.dataset.column), on: input.checked };
    const answer = await fetch("/page/tick", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish),
    });
    if (!answer.ok) state.textContent = (await answer.json()).error;
    await refresh();
  }

  // As the real page does, what others write is shown without being asked for: the blocks in view are fetched anew.
  async function refresh() {
    const asked = generation, shown = JSON.stringify(outline);
    try {
      const found = await (await fetch("/page/outline")).json();
      if (asked !== generation) return;
      if (JSON.stringify(found) !== shown) {
        outline = found;
        tabs();
        open(tab.id, true);
        return;
      }
      const held = [...blocks.keys()].filter((key) => blocks.get(key));
      const fresh = await Promise.all(held.slice(-4).map(async (key) => {
        const answer = await fetch(`/page/rows?sheet=${tab.id}&first=${key * BLOCK}&count=${BLOCK}`);
        return answer.ok ? [key, await answer.json()] : null;
      }));
      if (asked !== generation) return;
      for (const one of fresh) if (one) blocks.set(...one);
      drawn = "";
      draw();
    } catch (problem) {
      state.textContent = `새로 고치지 못했습니다 (${problem.message}).`;
    }
  }

  function line(index, tag) {
    const found = blocks.get(Math.floor(index / BLOCK)), place = index % BLOCK;
    const row = make("tr", found ? "" : "waiting");
    if (found && found.hidden[place]) row.style.display = "none";
    row.append(make("th", "number", String(index + 1)));
    const texts = (found && found.rows[place]) || [], styles = (found && found.styles[place]) || [];
    for (const column of columns) {
      const text = found ? texts[column.at] || "" : column === columns[0] ? "…" : "";
      row.append(cell(tag, column, index, text, styles[column.at]));
    }
    return row;
  }

  function spacer(height) {
    const row = make("tr", "spacer"), gap = make("td");
    gap.colSpan = columns.length + 1;
    gap.style.height = `${height}px`;
    row.append(gap);
    return row;
  }

  function draw() {
    const frozen = tab.frozenRows, total = tab.rows - frozen;
    const room = Math.ceil(view.clientHeight / ROW);
    const first = Math.max(0, Math.min(Math.floor(view.scrollTop / ROW) - 10, total - room));
    const last = Math.min(total, first + room + 30);
    const mark = `${first}:${last}`;
    if (mark === drawn) return;
    drawn = mark;
    const rows = [];
    if (first) rows.push(spacer(first * ROW));
    for (let index = first; index < last; index++) rows.push(line(index + frozen, "td"));
    if (last < total) rows.push(spacer((total - last) * ROW));
    body.replaceChildren(...rows);
    head();
    for (let number = Math.floor((first + frozen) / BLOCK); number * BLOCK < last + frozen; number++) block(number);
    if (frozen) block(0);
  }

  function head() {
    const rows = [make("tr")], corner = make("th", "corner");
    rows[0].append(corner);
    for (const column of columns) {
      const letter = cell("th", column, 0, column.name, null);
      letter.classList.add("letter");
      rows[0].append(letter);
    }
    for (let index = 0; index < tab.frozenRows; index++) {
      const row = line(index, "th");
      row.classList.add("frozen");
      for (const one of row.children) one.style.top = `${(index + 1) * ROW}px`;
      rows.push(row);
    }
    table.tHead.replaceChildren(...rows);
  }

  function frame() {
    columns = [];
    let left = NUMBER_WIDTH;
    tab.columns.forEach((column, at) => {
      if (column.hidden) return;
      const shown = { ...column, at };
      if (at < tab.frozenColumns) { shown.left = left; left += column.width; }
      columns.push(shown);
    });
    const pinned = columns.filter((column) => column.left !== undefined);
    if (pinned.length) pinned[pinned.length - 1].lastPinned = true;
    const widths = make("colgroup");
    for (const width of [NUMBER_WIDTH, ...columns.map((column) => column.width)]) {
      const one = make("col");
      one.style.width = `${width}px`;
      widths.append(one);
    }
    body = make("tbody");
    table.replaceChildren(widths, make("thead"), body);
    table.style.width = `${NUMBER_WIDTH + columns.reduce((sum, column) => sum + column.width, 0)}px`;
  }

  function open(id, keepPlace) {
    tab = outline.tabs.find((one) => one.id === id) || outline.tabs.find((one) => one.filled > 0) || outline.tabs[0];
    generation += 1;
    blocks = new Map();
    drawn = "";
    for (const button of strip.children) {
      button.setAttribute("aria-selected", String(Number(button.dataset.sheet) === tab.id));
    }
    frame();
    if (!keepPlace) view.scrollTo(0, 0);
    state.textContent = `${tab.filled.toLocaleString("ko-KR")}행 · ${tab.columns.length}열`;
    history.replaceState(null, "", `#gid=${tab.id}`);
    draw();
  }

  // The address says tab and row as Google's does: #gid=7&range=A200000
  function openAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const row = Number((asked.get("range") || "").replace(/^[A-Za-z]+/, "")) || 0;
    open(asked.has("gid") ? Number(asked.get("gid")) : NaN, false);
    if (row) { view.scrollTop = (row - 1 - tab.frozenRows) * ROW; draw(); }
  }

  function tabs() {
    strip.replaceChildren(...outline.tabs.map((one) => {
      const button = make("button", "", one.title);
      button.type = "button";
      button.dataset.sheet = String(one.id);
      button.setAttribute("role", "tab");
      if (one.color) button.style.setProperty("--tab", one.color);
      return button;
    }));
  }

  async function reload() {
    const answer = await fetch("/page/outline");
    outline = await answer.json();
    tabs();
    open(tab.id, true);
  }

  strip.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) open(Number(button.dataset.sheet), false);
  });
  view.addEventListener("change", (event) => { if (event.target.type === "checkbox") tick(event.target); });
  setInterval(() => { if (!document.hidden) refresh(); }, AGAIN);
  document.getElementById("reload").addEventListener("click", reload);
  view.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  addEventListener("resize", draw);
  addEventListener("hashchange", openAddress);
  openAddress();
})();
