"use strict";

// Keeps the page as it is on the other side: each piece is exchanged only where it changed. Pauses while nobody looks.

const EVERY = 2000;
const csrf = document.querySelector('meta[name="csrf"]').content;
const offline = document.getElementById("offline");
const shown = {};
let timer = 0;

function exchange(id, html) {
  if (shown[id] === html) return;
  shown[id] = html;
  const piece = document.getElementById(id);
  const open = [...piece.querySelectorAll("details[open]")].map((one) => one.id);
  const at = piece.contains(document.activeElement) ? document.activeElement.dataset.job : undefined;
  // Everything in it was escaped by the template that made it.
  piece.innerHTML = html;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  if (at !== undefined) piece.querySelector(`button[data-job="${CSS.escape(at)}"]`)?.focus();
}

async function look() {
  clearTimeout(timer);
  try {
    const answer = await fetch("/now", { signal: AbortSignal.timeout(10000) });
    if (answer.status === 401) return location.reload();
    if (!answer.ok) throw new Error(String(answer.status));
    for (const [id, html] of Object.entries(await answer.json())) exchange(id, html);
    offline.hidden = true;
  } catch {
    offline.hidden = false;
  }
  if (!document.hidden) timer = setTimeout(look, EVERY);
}

async function ask(button) {
  button.disabled = true;
  button.textContent = document.body.dataset.asked;
  delete shown.jobs;
  const path = `/run/${encodeURIComponent(button.dataset.job)}`;
  const answer = await fetch(path, { method: "POST", headers: { "X-CSRF-Token": csrf } }).catch(() => null);
  if (!answer || !answer.ok) button.insertAdjacentText("afterend", document.body.dataset.refused);
  else await look();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-job]");
  if (button) ask(button);
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) clearTimeout(timer);
  else look();
});
timer = setTimeout(look, EVERY);
