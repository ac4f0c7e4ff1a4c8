"use strict";
// Shows one tab at a time. Only the rows in view are in the document; blocks of rows are fetched as they are needed.
(() => {
  const ROW = 22, BLOCK = 200, KEPT = 60, NUMBER_WIDTH = 46, AGAIN = 3000, WHOLE = 300, AROUND = 440;
  // Browsers cap the height of an element (about 17 to 33 million pixels): 300,000 rows of 22 pixels stay below it.
  const view = document.getElementById("view"), table = document.getElementById("grid");
  const strip = document.getElementById("tabs"), state = document.getElementById("state");
  const shelf = document.getElementById("pictures"), pen = document.createElement("canvas").getContext("2d");
  let outline = JSON.parse(document.getElementById("outline").textContent);
  let tab = null, columns = [], blocks = new Map(), body = null, drawn = "", generation = 0, editor = null, places = null;
  let pictures = { text: "", found: [] };

  const make = (tag, cls, text) => {
    const element = document.createElement(tag);
    if (cls) element.className = cls;
    if (text !== undefined) element.textContent = text; // never innerHTML: cells are other people's text
    return element;
  };

  // cells

  async function fetched(path) {
    const answer = await fetch(path);
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.text();
  }

  async function block(number) {
    if (blocks.has(number)) return;
    const asked = generation;
    blocks.set(number, null);
    if (blocks.size > KEPT) blocks.delete(blocks.keys().next().value);
    try {
      const text = await fetched(`/page/rows?sheet=${tab.id}&first=${number * BLOCK}&count=${BLOCK}`);
      if (asked !== generation) return;
      blocks.set(number, { text, ...JSON.parse(text) });
      redraw();
    } catch (problem) {
      blocks.delete(number);
      state.textContent = `행을 불러오지 못했습니다 (${problem.message}). 새로 고침을 눌러 주세요.`;
    }
  }

  const blockOf = (row) => blocks.get(Math.floor(row / BLOCK));
  const textOf = (row, at) => (blockOf(row)?.rows[row % BLOCK] || [])[at] || "";
  const faceOf = (row, at) => (blockOf(row)?.styles[row % BLOCK] || [])[at] || null;
  const isHidden = (row) => !places.heightOf(row);

  const STYLES = {
    align: (one, to) => { one.textAlign = to; },
    upright: (one, to) => { one.verticalAlign = to; },
    bold: (one) => { one.fontWeight = "700"; },
    italic: (one) => { one.fontStyle = "italic"; },
    ink: (one, to) => { one.color = to; },
    fill: (one, to) => { one.backgroundColor = to; },
    size: (one, to) => { one.fontSize = `${(to * 4) / 3}px`; },
    wrap: (one, to) => { if (to === "wrap") Object.assign(one, { whiteSpace: "pre-wrap", wordBreak: "break-word" }); },
    edges: (one, to) => { for (const side in to) one.setProperty(`border-${side}`, to[side]); },
  };

  function dress(element, face) {
    for (const name in face) if (STYLES[name]) STYLES[name](element.style, face[name]);
    const lines = [face.under && "underline", face.strike && "line-through"].filter(Boolean);
    if (lines.length) element.style.textDecoration = lines.join(" ");
    if (face.note) { element.classList.add("noted"); element.title = face.note; }
  }

  function cell(tag, column, row, text, face) {
    const element = make(tag, "", text);
    element.dataset.row = row;
    element.dataset.column = column.at;
    if (column.left !== undefined) {
      element.className = column.lastPinned ? "pinned lastpinned" : "pinned";
      element.style.left = `${column.left}px`;
    }
    if (!face) return element;
    if (face.box && ["TRUE", "FALSE", ""].includes(text)) box(element, column, row, text === "TRUE");
    if (face.list) { element.classList.add("listed"); element.append(make("span", "arrow", "▾")); }
    dress(element, face);
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

  const mergeAt = (row, at) => tab.merges.find(([top, left, bottom, right]) => row >= top && row < bottom && at >= left && at < right);

  // A text that is wider than its cell runs on over the empty cells beside it, as long as nobody said clip or wrap.
  function overrun(index, place, text, face) {
    if (!text || face?.wrap || (face?.align || "left") !== "left" || face?.list || columns[place].left !== undefined) return 1;
    pen.font = `${face?.bold ? "700 " : ""}${((face?.size || 10) * 4) / 3}px "Noto Sans KR", "Noto Sans CJK KR", sans-serif`;
    let room = columns[place].width - 10, count = 1;
    const needed = pen.measureText(text).width;
    while (room < needed && place + count < columns.length) {
      const { at } = columns[place + count];
      if (textOf(index, at) || faceOf(index, at)?.fill || mergeAt(index, at)) break;
      room += columns[place + count].width;
      count += 1;
    }
    return count;
  }

  // The lines around merged cells: the ones to the right and below are kept with the last of them.
  function framed([top, left, bottom, right]) {
    const face = faceOf(top, left), last = faceOf(bottom - 1, right - 1)?.edges;
    if (!last) return face;
    const edges = { ...face?.edges };
    for (const side of ["right", "bottom"]) if (last[side]) edges[side] = last[side];
    return { ...face, edges };
  }

  function merged(element, index, place, found, first, last) {
    const [, , bottom, right] = found;
    element.rowSpan = Math.max([...places.shown(Math.max(index, first), Math.min(bottom, last))].length, 1);
    element.colSpan = columns.filter((one) => one.at >= columns[place].at && one.at < right).length;
  }

  function line(index, tag, first, last) {
    const held = blockOf(index), row = make("tr", held ? "" : "waiting");
    row.style.height = `${places.heightOf(index)}px`;
    row.dataset.line = index;
    row.append(make("th", "number", String(index + 1)));
    for (let place = 0; place < columns.length; place++) {
      const column = columns[place], found = tab.merges.length ? mergeAt(index, column.at) : undefined;
      if (!found) {
        const text = held ? textOf(index, column.at) : place ? "" : "…", face = faceOf(index, column.at);
        const element = cell(tag, column, index, text, face), over = held ? overrun(index, place, text, face) : 1;
        if (over > 1) { element.colSpan = over; place += over - 1; }
        row.append(element);
        continue;
      }
      const [top, left] = found, start = columns.find((one) => one.at >= left);
      let head = Math.max(top, first);
      while (isHidden(head)) head += 1;
      if (index !== head || column !== start) continue;
      const element = cell(tag, column, top, textOf(top, left), framed(found));
      element.dataset.column = left;
      merged(element, index, place, found, first, last);
      row.append(element);
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

  function redraw() { drawn = ""; draw(); }

  function draw() {
    const frozen = tab.frozenRows, whole = tab.rows - frozen <= WHOLE, start = places.topOf(frozen);
    const from = Math.min(view.scrollTop, Math.max(places.total - start - view.clientHeight, 0)) + start;
    const first = whole ? frozen : Math.max(frozen, places.at(from - AROUND));
    const last = whole ? tab.rows : Math.min(tab.rows, places.at(from + view.clientHeight + AROUND) + 1);
    const mark = `${first}:${last}`;
    if (mark === drawn || editor?.busy()) return;
    drawn = mark;
    const shown = [...places.shown(first, last)], rows = shown.map((index) => line(index, "td", first, last));
    if (first > frozen) rows.unshift(spacer(places.topOf(first) - start));
    if (last < tab.rows) rows.push(spacer(places.total - places.topOf(last)));
    body.replaceChildren(...rows);
    head();
    for (const number of new Set(shown.map((index) => Math.floor(index / BLOCK)))) block(number);
    if (frozen) block(0);
    hang();
    editor?.mark();
  }

  function head() {
    const letters = make("tr"), rows = [letters];
    letters.append(make("th", "corner"));
    for (const column of columns) {
      const letter = cell("th", column, -1, column.name, null);
      letter.classList.add("letter");
      letters.append(letter);
    }
    for (let index = 0; index < tab.frozenRows; index++) {
      if (isHidden(index)) continue;
      const row = line(index, "th", 0, tab.frozenRows);
      row.classList.add("frozen");
      rows.push(row);
    }
    table.tHead.replaceChildren(...rows);
    let top = 0; // a header may be as high as its wrapped text
    for (const row of rows) {
      for (const one of row.children) one.style.top = `${top}px`;
      top += row.offsetHeight;
    }
  }

  // charts

  const leftOf = (at) => columns.reduce((sum, one) => (one.at < at ? sum + one.width : sum), NUMBER_WIDTH);

  function topOf(row) {
    const found = table.querySelector(`tr[data-line="${row}"]`);
    return found ? found.offsetTop : table.tHead.offsetHeight + places.topOf(row) - places.topOf(tab.frozenRows);
  }

  function hang() {
    for (const one of shelf.children) {
      one.style.left = `${leftOf(Number(one.dataset.column)) + Number(one.dataset.x)}px`;
      one.style.top = `${topOf(Number(one.dataset.row)) + Number(one.dataset.y)}px`;
    }
  }

  async function paint() {
    const asked = generation;
    const text = await fetched(`/page/pictures?sheet=${tab.id}`);
    if (asked !== generation || text === pictures.text) return;
    pictures = { text, found: JSON.parse(text) };
    shelf.replaceChildren(...pictures.found.map((one) => {
      const holder = make("figure", "picture");
      Object.assign(holder.dataset, { row: one.row, column: one.column, x: one.x, y: one.y, chart: one.id });
      holder.style.width = `${one.width}px`;
      holder.style.height = `${one.height}px`;
      holder.append(window.drawChart(one));
      return holder;
    }));
    hang();
  }

  // tabs

  function frame() {
    columns = [];
    places = window.rowPlaces(tab.lines, ROW);
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
    table.classList.toggle("bare", !tab.gridlines);
    table.style.width = `${NUMBER_WIDTH + columns.reduce((sum, column) => sum + column.width, 0)}px`;
  }

  function open(id, keepPlace) {
    const before = tab && tab.id;
    tab = outline.tabs.find((one) => one.id === id) || outline.tabs.find((one) => one.filled > 0) || outline.tabs[0];
    generation += 1;
    blocks = new Map();
    drawn = "";
    for (const button of strip.children) {
      button.setAttribute("aria-selected", String(Number(button.dataset.sheet) === tab.id));
    }
    if (before !== tab.id) strip.querySelector('[aria-selected="true"]').scrollIntoView({ block: "nearest", inline: "nearest" });
    if (before !== tab.id) { editor?.leave(); pictures = { text: "", found: [] }; shelf.replaceChildren(); }
    frame();
    if (!keepPlace) view.scrollTo(0, 0);
    state.textContent = `${tab.filled.toLocaleString("ko-KR")}행 · ${columns.length}열`;
    history.replaceState(null, "", `#gid=${tab.id}`);
    draw();
    paint().catch(unread);
  }

  const unread = (problem) => { state.textContent = `새로 고치지 못했습니다 (${problem.message}).`; };

  // As the real page does, what others write is shown without being asked for: only what is new is drawn anew.
  async function refresh() {
    if (editor?.busy()) return;
    const asked = generation;
    try {
      const found = JSON.parse(await fetched("/page/outline"));
      if (asked !== generation) return;
      const same = JSON.stringify(found) === JSON.stringify(outline), place = shape();
      outline = found;
      if (!same) tabs();
      tab = found.tabs.find((one) => one.id === tab.id) || tab;
      if (place !== shape() || !found.tabs.includes(tab)) { open(tab.id, true); return; }
      await Promise.all([renew(asked), paint()]);
    } catch (problem) {
      unread(problem);
    }
  }

  // What the frame is made of, in an order of our own: the names inside an answer may come in any.
  const shape = () => JSON.stringify([
    tab.id, tab.rows, tab.frozenRows, tab.frozenColumns, tab.gridlines, tab.merges, tab.lines,
    tab.columns.map((one) => [one.name, one.width, one.hidden]),
  ]);

  async function renew(asked) {
    const held = [...blocks.keys()].filter((key) => blocks.get(key)).slice(-4);
    let fresh = false;
    await Promise.all(held.map(async (key) => {
      const text = await fetched(`/page/rows?sheet=${tab.id}&first=${key * BLOCK}&count=${BLOCK}`);
      if (asked !== generation || blocks.get(key)?.text === text) return;
      blocks.set(key, { text, ...JSON.parse(text) });
      fresh = true;
    }));
    if (fresh && asked === generation) redraw();
  }

  // The address says tab and row as Google's does: #gid=7&range=A200000
  function openAddress() {
    const asked = new URLSearchParams(location.hash.slice(1));
    const row = Number((asked.get("range") || "").replace(/^[A-Za-z]+/, "")) || 0;
    open(asked.has("gid") ? Number(asked.get("gid")) : NaN, false);
    if (row) { view.scrollTop = places.topOf(row - 1) - places.topOf(tab.frozenRows); draw(); }
  }

  function tabs() {
    strip.replaceChildren(...outline.tabs.map((one) => {
      const button = make("button", "", one.title);
      button.type = "button";
      button.dataset.sheet = String(one.id);
      button.setAttribute("role", "tab");
      button.setAttribute("aria-selected", String(one.id === tab.id));
      if (one.color) button.style.setProperty("--tab", one.color);
      return button;
    }));
  }

  async function send(path, wish) {
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ sheet: tab.id, ...wish }),
    });
    if (!answer.ok) state.textContent = (await answer.json()).error;
    await refresh();
    return answer.ok;
  }

  strip.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) open(Number(button.dataset.sheet), false);
  });
  view.addEventListener("change", (event) => {
    const { dataset, type, checked } = event.target;
    if (type === "checkbox") send("/page/tick", { row: Number(dataset.row), column: Number(dataset.column), on: checked });
  });
  document.getElementById("reload").addEventListener("click", refresh);
  view.addEventListener("scroll", () => requestAnimationFrame(draw), { passive: true });
  addEventListener("resize", draw);
  addEventListener("hashchange", openAddress);
  editor = window.editing({
    view, table, make, send, fetched, redraw,
    sheet: () => tab.id, columns: () => columns, rows: () => tab.rows, mergeAt,
  });
  openAddress();
  setInterval(() => { if (!document.hidden) refresh(); }, AGAIN);
})();
