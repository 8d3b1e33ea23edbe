// The class: filters as you type, arrow keys in the table, and news without a reload.

const POLL_SECONDS = 2;
const byId = (id) => document.getElementById(id);
const main = () => byId("main");
let asked = 0;
let isAsking = false;

/** Put a page's content in place of this one's; what has the focus keeps it. */
async function show(address, isNew) {
  const number = ++asked;
  let text;
  try {
    const answer = await fetch(address);
    if (!answer.ok) return;
    text = await answer.text();
  } catch {
    return; // the room is closed, or busy: the next change asks again
  }
  if (number !== asked) return;
  const found = new DOMParser().parseFromString(text, "text/html");
  const active = document.activeElement;
  const { id, selectionStart, value } = active ?? {};
  const scroll = document.querySelector(".scroll")?.scrollLeft;
  main().replaceWith(found.getElementById("main"));
  document.title = found.title;
  if (isNew) history.replaceState(null, "", address);
  const again = id && byId(id);
  if (again) {
    if (again.matches("input")) {
      again.value = value;
      again.focus();
      if (selectionStart !== null) again.setSelectionRange(selectionStart, selectionStart);
    } else again.focus({ preventScroll: true });
  }
  const place = document.querySelector(".scroll");
  if (place && scroll) place.scrollLeft = scroll;
  ready();
}

/** Where the filters lead, without those that say nothing. */
function filtered(form) {
  const given = [...new FormData(form)].filter(([name, value]) => value && !(name === "order" && value === "name"));
  // A mistake belongs to its exercise.
  const kept = given.filter(([name]) => name !== "mistake" || new URLSearchParams(location.search).get("exercise") === form.elements.exercise.value);
  const query = new URLSearchParams(kept).toString();
  return form.getAttribute("action") + (query ? "?" + query : "");
}

/** One cell of the table is in the order of Tab; the arrow keys go to the others. */
function ready() {
  const cells = [...document.querySelectorAll(".matrix a.cell")];
  const active = cells.includes(document.activeElement) ? document.activeElement : cells.find((cell) => !cell.classList.contains("dim")) ?? cells[0];
  for (const cell of cells) cell.tabIndex = cell === active ? 0 : -1;
  if (byId("show") && byId("filters")) byId("show").hidden = true;
}

function move(cell, key) {
  const row = cell.closest("tr");
  const rows = [...row.parentElement.rows];
  const step = (from, by, all, find) => {
    for (let place = from + by; place >= 0 && place < all.length; place += by) {
      const found = find(all[place]);
      if (found) return found;
    }
  };
  const column = cell.closest("td").cellIndex;
  const across = (one) => one.querySelector("a.cell");
  const down = (one) => one.cells[column]?.querySelector("a.cell");
  const cells = [...row.cells];
  const to = {
    ArrowRight: () => step(column, 1, cells, across),
    ArrowLeft: () => step(column, -1, cells, across),
    Home: () => step(-1, 1, cells, across),
    End: () => step(cells.length, -1, cells, across),
    ArrowDown: () => step(rows.indexOf(row), 1, rows, down),
    ArrowUp: () => step(rows.indexOf(row), -1, rows, down),
  }[key]?.();
  if (!to) return false;
  cell.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
  to.scrollIntoView({ block: "nearest", inline: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  const types = event.target.closest?.("input, textarea, select");
  const cell = event.target.closest?.("a.cell");
  if (event.altKey && ["KeyN", "KeyP"].includes(event.code)) {
    event.preventDefault();
    byId(event.code === "KeyN" ? "after" : "before")?.click();
  } else if (event.ctrlKey || event.metaKey || event.altKey) return;
  else if (cell && move(cell, event.key)) event.preventDefault();
  else if (event.key === "/" && !types && byId("words")) {
    event.preventDefault();
    byId("words").focus();
  } else if (event.key === "Escape" && !types) byId("back")?.click();
});

let timer = 0;
document.addEventListener("input", (event) => {
  const form = event.target.closest("#filters");
  if (!form) return;
  clearTimeout(timer);
  timer = setTimeout(() => show(filtered(form), true), event.target.type === "search" ? 200 : 0);
});
document.addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.id === "filters") {
    show(filtered(form), true);
    return;
  }
  // Sent by script: browsers name no origin for a form of a page without referrers.
  const says = form.querySelector("[role=status]");
  isAsking = true;
  form.querySelector("button").disabled = true;
  says.textContent = form.dataset.doing;
  const body = new URLSearchParams(new FormData(form));
  const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
  isAsking = false;
  const why = answer?.ok ? (await answer.json()).why : "The room does not answer; is it still open?";
  if (why) says.textContent = why;
  else show(location.href, false);
});
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.closest(".smallest").querySelector("pre").textContent.trimEnd());
  button.textContent = "Copied";
});

setInterval(async () => {
  if (document.hidden) return;
  const answer = await fetch("/class/state").catch(() => null);
  if (!answer?.ok) return;
  const { version } = await answer.json();
  const form = byId("folder");
  const isTyping = form && form === document.activeElement;
  if (String(version) !== main().dataset.version && !isTyping && !isAsking) show(location.href, false);
}, 1000 * POLL_SECONDS);
ready();
