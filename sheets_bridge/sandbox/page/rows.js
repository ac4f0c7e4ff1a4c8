"use strict";
// Where the rows of a tab stand, from runs of rows that are equally high: [how many, pixels]; 0 pixels are hidden rows.
window.rowPlaces = (lines, usual) => {
  const runs = [];
  let row = 0, top = 0;
  for (const [count, pixels] of lines) {
    const height = pixels ?? usual;
    runs.push({ row, top, height, end: row + count });
    row += count;
    top += count * height;
  }

  // The last run that begins at or before `wanted`: a tab whose rows are all of their own has as many runs.
  function found(wanted, by) {
    let low = 0, high = runs.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (runs[middle][by] <= wanted) low = middle; else high = middle - 1;
    }
    return runs[low];
  }

  const topOf = (wanted) => { const run = found(wanted, "row"); return run.top + (wanted - run.row) * run.height; };
  const heightOf = (wanted) => found(wanted, "row").height;

  function at(y) {
    const run = found(Math.max(y, 0), "top");
    return Math.min(run.row + (run.height ? Math.floor((Math.max(y, 0) - run.top) / run.height) : 0), row - 1);
  }

  // The rows of a span that are not hidden; hidden ones are stepped over all at once.
  function* shown(first, last) {
    for (let index = first; index < last;) {
      const run = found(index, "row"), end = Math.min(run.end, last);
      if (run.height) while (index < end) yield index++;
      index = end;
    }
  }

  return { topOf, heightOf, at, shown, total: top };
};
