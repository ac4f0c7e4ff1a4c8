"use strict";
// Charts as SVG, from what /page/pictures tells: amounts, texts and axes are ready, only the drawing is done here.
window.drawChart = (() => {
  const NS = "http://www.w3.org/2000/svg", INK = "#3c4043", SOFT = "#5f6368", LINE = "#e8eaed";
  const pen = document.createElement("canvas").getContext("2d");

  const make = (tag, given, text) => {
    const element = document.createElementNS(NS, tag);
    for (const name in given) if (given[name] !== undefined) element.setAttribute(name, given[name]);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const write = (x, y, text, given) => make("text", { x, y, fill: SOFT, "font-size": 11, ...given }, text);
  const widthOf = (text, size = 11) => { pen.font = `${size}px "Noto Sans KR", "Noto Sans CJK KR", sans-serif`; return pen.measureText(text).width; };
  const hint = (element, text) => { element.append(make("title", {}, text)); return element; };

  function shorten(text, room, size = 11) {
    if (widthOf(text, size) <= room) return text;
    let short = text;
    while (short && widthOf(`${short}…`, size) > room) short = short.slice(0, -1);
    return short ? `${short}…` : "";
  }

  // the space around

  function stage(picture) {
    const svg = make("svg", { width: picture.width, height: picture.height, viewBox: `0 0 ${picture.width} ${picture.height}`, role: "img", "aria-label": picture.title });
    svg.append(make("rect", { width: picture.width, height: picture.height, fill: picture.paper }));
    const room = { left: 18, right: picture.width - 18, top: 16, bottom: picture.height - 14 };
    if (picture.title) {
      svg.append(write(room.left, room.top + 12, shorten(picture.title, room.right - room.left, 15), { "font-size": 15, "font-weight": 600, fill: INK }));
      room.top += 26;
    }
    if (picture.subtitle) { svg.append(write(room.left, room.top + 8, picture.subtitle)); room.top += 18; }
    return { svg, room };
  }

  const ACROSS = new Set(["TOP_LEGEND", "BOTTOM_LEGEND"]);

  // Entries are { name, color, line }. The room shrinks by what the legend takes.
  function legend(svg, room, entries, place) {
    const shown = entries.filter((one) => one.name);
    if (!shown.length || place === "NO_LEGEND" || place === "INSIDE_LEGEND" || place === "LABELED_LEGEND") return;
    if (ACROSS.has(place)) across(svg, room, shown, place);
    else beside(svg, room, shown, place);
  }

  function key(svg, x, y, one) {
    svg.append(one.line
      ? make("line", { x1: x, x2: x + 14, y1: y - 4, y2: y - 4, stroke: one.color, "stroke-width": 2.5, "stroke-linecap": "round" })
      : make("rect", { x: x + 2, y: y - 9, width: 10, height: 10, rx: 2, fill: one.color }));
  }

  function across(svg, room, entries, place) {
    const y = place === "TOP_LEGEND" ? room.top + 10 : room.bottom - 2;
    let x = room.left;
    for (const one of entries) {
      const text = shorten(one.name, Math.max(room.right - x - 24, 0));
      if (!text) break;
      key(svg, x, y, one);
      svg.append(write(x + 19, y, text, { fill: INK }));
      x += 19 + widthOf(text) + 18;
    }
    if (place === "TOP_LEGEND") room.top += 24; else room.bottom -= 22;
  }

  function beside(svg, room, entries, place) {
    const wide = Math.min(Math.max(...entries.map((one) => widthOf(one.name))) + 26, (room.right - room.left) * 0.45);
    const x = place === "LEFT_LEGEND" ? room.left : room.right - wide;
    const most = Math.max(1, Math.floor((room.bottom - room.top) / 20)), shown = entries.slice(0, most);
    let y = (room.top + room.bottom) / 2 - (shown.length * 20) / 2 + 14;
    for (const one of shown) {
      key(svg, x, y, one);
      svg.append(write(x + 19, y, shorten(one.name, wide - 22), { fill: INK }));
      y += 20;
    }
    if (place === "LEFT_LEGEND") room.left += wide + 8; else room.right -= wide + 8;
  }

  // columns, bars, lines, areas

  function basic(picture) {
    const { svg, room } = stage(picture);
    legend(svg, room, picture.series.map((one) => ({ name: one.name, color: one.color, line: one.type === "LINE" })), picture.legend);
    if (!picture.labels.length || !picture.series.length) return blank(svg, picture);
    const { left, right } = picture.axes;
    (picture.lying ? lying : standing)(svg, picture, room, left || right);
    return svg;
  }

  function blank(svg, picture) {
    svg.append(write(picture.width / 2, picture.height / 2, "표시할 데이터가 없습니다", { "text-anchor": "middle" }));
    return svg;
  }

  const scale = (axis, from, to) => (amount) => from + ((amount - axis.low) / (axis.high - axis.low || 1)) * (to - from);
  const breadth = (axis) => (axis ? Math.max(...axis.ticks.map(([, text]) => widthOf(text))) + 8 : 0);

  function axisTitles(svg, picture, room) {
    const { left, right, bottom } = picture.axes, middle = (room.top + room.bottom) / 2;
    const upright = (x, text) => svg.append(write(x, middle, text, { "text-anchor": "middle", transform: `rotate(-90 ${x} ${middle})` }));
    if (left?.title) { upright(room.left + 8, left.title); room.left += 18; }
    if (right?.title) { upright(room.right, right.title); room.right -= 18; }
    if (bottom?.title) { svg.append(write((room.left + room.right) / 2, room.bottom, bottom.title, { "text-anchor": "middle" })); room.bottom -= 18; }
  }

  // Every how manieth label there is room for.
  const every = (needed, step) => Math.max(1, Math.ceil(needed / Math.max(step, 1)));

  function standing(svg, picture, room, grid) {
    const { left, right } = picture.axes;
    axisTitles(svg, picture, room);
    room.left += breadth(left);
    room.right -= breadth(right);
    room.bottom -= 20;
    const scales = { left: left && scale(left, room.bottom, room.top), right: right && scale(right, room.bottom, room.top) };
    const main = grid === left ? scales.left : scales.right;
    for (const [amount] of grid.ticks) {
      const y = main(amount);
      svg.append(make("line", { x1: room.left, x2: room.right, y1: y, y2: y, stroke: amount === 0 ? "#bdc1c6" : LINE }));
    }
    for (const [axis, to, x, anchor] of [[left, scales.left, room.left - 6, "end"], [right, scales.right, room.right + 6, "start"]]) {
      for (const [amount, text] of axis?.ticks || []) svg.append(write(x, to(amount) + 4, text, { "text-anchor": anchor }));
    }
    const step = (room.right - room.left) / picture.labels.length, at = (index) => room.left + step * (index + 0.5);
    footLabels(svg, picture.labels, at, step, room.bottom + 15);
    marks(svg, picture, at, step, (one) => (one.right ? scales.right : scales.left) || main);
  }

  function footLabels(svg, labels, at, step, y) {
    const skip = every(Math.max(...labels.map((text) => Math.min(widthOf(text), 90))) + 8, step);
    labels.forEach((text, index) => {
      if (index % skip === 0) svg.append(write(at(index), y, shorten(text, Math.max(step * skip - 4, 20)), { "text-anchor": "middle" }));
    });
  }

  const ends = () => ({ above: [], below: [] });

  // Where each mark of a heap begins and ends; PERCENT heaps are parts of their point's sum.
  function heap(picture, series, heaps, index, value) {
    const own = (heaps[series.right] ||= ends()), side = value >= 0 ? own.above : own.below;
    const start = side[index] || 0;
    const whole = picture.stacked.startsWith("PER") ? picture.series.reduce((sum, one) => sum + Math.abs(one.values[index] || 0), 0) || 1 : 1;
    side[index] = start + value / whole;
    return [start, side[index]];
  }

  function marks(svg, picture, at, step, toOf) {
    const columns = picture.series.filter((one) => one.type === "COLUMN"), heaps = {};
    const lanes = picture.stacked ? 1 : Math.max(columns.length, 1), wide = Math.min((step * 0.72) / lanes, 44);
    const order = { AREA: 0, STEPPED_AREA: 0, COLUMN: 1, LINE: 2, SCATTER: 2 };
    for (const one of [...picture.series].sort((a, b) => (order[a.type] ?? 1) - (order[b.type] ?? 1))) {
      const to = toOf(one);
      let spotOf = (index, value) => [at(index), to(value) - 7];
      if (one.type === "COLUMN") {
        const lane = picture.stacked ? 0 : columns.indexOf(one), tops = [];
        one.values.forEach((value, index) => {
          if (value === null) return;
          const [low, high] = picture.stacked ? heap(picture, one, heaps, index, value) : [0, value];
          const y = Math.min(to(low), to(high)), x = at(index) - (wide * lanes) / 2 + wide * lane;
          svg.append(hint(make("rect", { class: "column", x, y, width: Math.max(wide - 1, 1), height: Math.abs(to(low) - to(high)), rx: picture.stacked ? 0 : Math.min(2, wide / 4), fill: one.color }), told(picture, one, index)));
          tops[index] = [x + wide / 2, picture.stacked ? (to(low) + to(high)) / 2 + 4 : value < 0 ? to(value) + 12 : y - 4];
        });
        spotOf = (index) => tops[index];
      } else if (one.type === "SCATTER") dots(svg, picture, one, at, to);
      else strand(svg, picture, one, at, to, heaps, step);
      amounts(svg, one, spotOf);
    }
  }

  const told = (picture, one, index) => `${picture.labels[index]}\n${one.name ? `${one.name}: ` : ""}${one.texts[index]}`;

  function dots(svg, picture, one, at, to) {
    const size = one.values.length > 40 ? 2 : 3;
    one.values.forEach((value, index) => {
      if (value !== null) svg.append(hint(make("circle", { class: "dot", cx: at(index), cy: to(value), r: size, fill: one.color }), told(picture, one, index)));
    });
  }

  const DASHES = { DOTTED: "1 5", MEDIUM_DASHED: "7 5", MEDIUM_DASHED_DOTTED: "7 4 1 4", LONG_DASHED: "12 6", LONG_DASHED_DOTTED: "12 5 1 5" };

  // A line is broken where a value is missing: what was not collected is not drawn as if it were known.
  function strand(svg, picture, one, at, to, heaps, step) {
    const isArea = one.type !== "LINE", runs = [[]];
    one.values.forEach((value, index) => {
      if (value === null) { runs.push([]); return; }
      const [low, high] = isArea && picture.stacked ? heap(picture, one, heaps, index, value) : [0, value];
      const spans = one.type === "STEPPED_AREA" ? [at(index) - step / 2, at(index) + step / 2] : [at(index)];
      runs[runs.length - 1].push(...spans.map((x) => [x, to(high), to(low)]));
    });
    for (const run of runs.filter((found) => found.length)) {
      const upper = run.map(([x, y]) => [x, y]), back = [...run].reverse().map(([x, , y]) => `${x},${y}`);
      if (isArea) svg.append(make("polygon", { class: "area", points: [...upper, ...back].join(" "), fill: one.color, "fill-opacity": 0.25 }));
      const shape = picture.smooth && !isArea ? make("path", { d: curve(upper) }) : make("polyline", { points: upper.join(" ") });
      const pen = { class: "strand", fill: "none", stroke: one.color, "stroke-width": one.thick || 2.25, "stroke-dasharray": DASHES[one.dash], "stroke-linejoin": "round", "stroke-linecap": "round" };
      for (const name in pen) if (pen[name] !== undefined) shape.setAttribute(name, pen[name]);
      if (one.dash !== "INVISIBLE") svg.append(shape);
    }
    if (!isArea || (!picture.stacked && one.type === "AREA")) dots(svg, picture, one, at, to);
  }

  // A curve through all points that is level at each crest: it never swings above or below what was measured.
  function curve(points) {
    const slope = points.map(([x, y], at) => {
      const [before, after] = [points[at - 1], points[at + 1]];
      if (!before || !after || (y - before[1]) * (after[1] - y) <= 0) return 0;
      const flattest = Math.min(Math.abs((y - before[1]) / (x - before[0])), Math.abs((after[1] - y) / (after[0] - x)));
      return Math.sign(after[1] - y) * Math.min(Math.abs((after[1] - before[1]) / (after[0] - before[0])), 3 * flattest);
    });
    return points.map(([x, y], at) => {
      if (!at) return `M${x},${y}`;
      const [left, under] = points[at - 1], third = (x - left) / 3;
      return `C${left + third},${under + slope[at - 1] * third} ${x - third},${y - slope[at] * third} ${x},${y}`;
    }).join(" ");
  }

  // The amounts written out beside their marks, as far as none lies over another.
  function amounts(svg, one, spotOf, given) {
    if (!one.told) return;
    one.values.forEach((value, index) => {
      if (value === null) return;
      const [x, y] = spotOf(index, value), half = widthOf(one.texts[index], 10) / 2 + 2, written = (svg.written ||= []);
      if (written.some(([left, top, reach]) => Math.abs(left - x) < half + reach && Math.abs(top - y) < 11)) return;
      written.push([x, y, half]);
      svg.append(write(x, y, one.texts[index], { class: "told", "font-size": 10, fill: INK, "text-anchor": "middle", ...given }));
    });
  }

  function lying(svg, picture, room, axis) {
    axisTitles(svg, picture, room);
    room.left += Math.min(Math.max(...picture.labels.map((text) => widthOf(text))) + 10, (room.right - room.left) * 0.4);
    const widest = Math.max(...axis.ticks.map(([, text]) => widthOf(text)));
    room.right -= widest / 2; // the last amount stands under the end of its line
    room.bottom -= 18;
    const to = scale(axis, room.left, room.right), step = (room.bottom - room.top) / picture.labels.length;
    const sparse = every(widest + 8, (room.right - room.left) / Math.max(axis.ticks.length - 1, 1)), skip = every(13, step);
    axis.ticks.forEach(([amount, text], index) => {
      svg.append(make("line", { x1: to(amount), x2: to(amount), y1: room.top, y2: room.bottom, stroke: amount === 0 ? "#bdc1c6" : LINE }));
      if (index % sparse === 0) svg.append(write(to(amount), room.bottom + 14, text, { "text-anchor": "middle", class: "amount" }));
    });
    picture.labels.forEach((text, index) => {
      if (index % skip === 0) svg.append(write(room.left - 8, room.top + step * (index + 0.5) + 4, shorten(text, room.left - 24), { "text-anchor": "end", class: "name" }));
    });
    const lanes = picture.stacked ? 1 : picture.series.length, wide = Math.min((step * 0.72) / lanes, 36), heaps = {};
    picture.series.forEach((one, place) => {
      const ends = [];
      one.values.forEach((value, index) => {
        if (value === null) return;
        const [low, high] = picture.stacked ? heap(picture, one, heaps, index, value) : [0, value];
        const y = room.top + step * (index + 0.5) - (wide * lanes) / 2 + wide * (picture.stacked ? 0 : place);
        svg.append(hint(make("rect", { class: "column", x: Math.min(to(low), to(high)), y, width: Math.abs(to(high) - to(low)), height: Math.max(wide - 1, 1), rx: picture.stacked ? 0 : 2, fill: one.color }), told(picture, one, index)));
        ends[index] = [picture.stacked ? (to(low) + to(high)) / 2 : to(high) + (value < 0 ? -4 : 4), y + wide / 2 + 3];
      });
      amounts(svg, one, (index) => ends[index], picture.stacked ? {} : { "text-anchor": "start" });
    });
  }

  // rings

  function pie(picture) {
    const { svg, room } = stage(picture), total = picture.slices.reduce((sum, one) => sum + one.value, 0);
    legend(svg, room, picture.slices, picture.legend);
    if (!total) return blank(svg, picture);
    const x = (room.left + room.right) / 2, y = (room.top + room.bottom) / 2;
    const named = picture.legend === "LABELED_LEGEND"; // the names stand around the ring instead of beside it
    const outer = Math.max(Math.min((room.right - room.left) * (named ? 0.5 : 1), room.bottom - room.top - (named ? 36 : 0)) / 2 - 4, 10), inner = outer * picture.hole;
    let turned = 0;
    for (const one of picture.slices) {
      const part = one.value / total, from = turned;
      turned += part;
      const text = `${one.name}\n${one.text} (${(part * 100).toFixed(1)}%)`;
      svg.append(hint(make("path", { class: "slice", d: ring(x, y, outer, inner, from, turned), fill: one.color, stroke: picture.paper, "stroke-width": 1.5, "fill-rule": "evenodd" }), text));
      if (named) nameText(svg, x, y, outer, (from + turned) / 2, one, x - room.left);
      if (part > 0.05) partText(svg, spot(x, y, (inner + outer) / 2, (from + turned) / 2), part, one.color);
    }
    return svg;
  }

  // White is not readable on yellow.
  function inkOn(color) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    return red * 0.299 + green * 0.587 + blue * 0.114 > 165 ? INK : "#ffffff";
  }

  function partText(svg, [x, y], part, color) {
    svg.append(write(x, y + 4, `${(part * 100).toFixed(part < 0.1 ? 1 : 0)}%`, { "text-anchor": "middle", fill: inkOn(color), "font-weight": 600 }));
  }

  function nameText(svg, x, y, outer, where, one, half) {
    const [fromX, fromY] = spot(x, y, outer, where), [toX, toY] = spot(x, y, outer + 12, where), side = toX >= x ? 1 : -1;
    const text = shorten(one.name, half - Math.abs(toX - x) - 10);
    svg.append(make("polyline", { points: `${fromX},${fromY} ${toX},${toY} ${toX + 6 * side},${toY}`, fill: "none", stroke: "#bdc1c6" }));
    svg.append(write(toX + 9 * side, toY + 4, text, { class: "name", fill: INK, "text-anchor": side > 0 ? "start" : "end" }));
  }

  const spot = (x, y, radius, part) => [x + radius * Math.sin(part * 2 * Math.PI), y - radius * Math.cos(part * 2 * Math.PI)];

  function ring(x, y, outer, inner, from, to) {
    const end = Math.min(to, from + 0.99999), far = end - from > 0.5 ? 1 : 0; // a full circle has no arc of its own
    const [a, b] = [spot(x, y, outer, from), spot(x, y, outer, end)], [c, d] = [spot(x, y, inner, end), spot(x, y, inner, from)];
    return `M${a} A${outer} ${outer} 0 ${far} 1 ${b} L${c} ${inner ? `A${inner} ${inner} 0 ${far} 0 ${d}` : ""} Z`;
  }

  // cards

  function card(picture) {
    const { svg, room } = stage(picture), x = picture.width / 2, y = (room.top + room.bottom) / 2;
    const size = Math.max(Math.min((room.bottom - room.top) * 0.4, 44, ((picture.width - 36) / Math.max(picture.text.length, 1)) * 1.6), 12);
    svg.append(write(x, y + size * 0.2, picture.text, { "text-anchor": "middle", "font-size": size, "font-weight": 600, fill: INK }));
    if (picture.change) svg.append(write(x, y + size * 0.2 + 22, picture.change, { "text-anchor": "middle", "font-size": 13, fill: picture.rose ? "#188038" : "#d93025" }));
    return svg;
  }

  const KINDS = { basic, pie, card };
  return (picture) => (KINDS[picture.kind] || ((one) => blank(stage(one).svg, one)))(picture);
})();
