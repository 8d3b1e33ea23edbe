// What every page of the room has: dialogs, the search, tabs, and the keys that open them.

export const byId = (id) => document.getElementById(id);
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

let timer = 0;

/** Show a sentence for a while, with a link if one belongs to it. */
export function notice(text, seconds = 6, to = "", label = "") {
  const place = byId("notice");
  if (!place) return;
  place.textContent = text;
  if (to) {
    const link = document.createElement("a");
    link.href = to;
    link.textContent = label;
    place.append(" ", link);
  }
  place.hidden = false;
  clearTimeout(timer);
  timer = setTimeout(() => (place.hidden = true), 1000 * seconds);
}

export function openDialog(id) {
  const dialog = byId(id);
  if (!dialog || dialog.open) return;
  for (const other of document.querySelectorAll("dialog[open]")) if (other.id !== "conflict") other.close();
  dialog.showModal();
  if (id === "palette") search("");
}

/** Make a row of tabs work, by mouse and by arrow keys. */
export function tabs(list, opened = () => {}) {
  const all = [...list.querySelectorAll("[role=tab]")];
  const show = (tab, focus = false) => {
    for (const one of all) {
      const isIt = one === tab;
      one.setAttribute("aria-selected", String(isIt));
      one.tabIndex = isIt ? 0 : -1;
      byId(one.getAttribute("aria-controls")).hidden = !isIt;
    }
    if (focus) tab.focus();
    opened(tab.id.replace("tab-", ""));
  };
  list.addEventListener("click", (event) => {
    const tab = event.target.closest("[role=tab]");
    if (tab) show(tab);
  });
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    show(all[(all.indexOf(document.activeElement) + step + all.length) % all.length], true);
  });
  return (name, focus = false) => show(byId("tab-" + name), focus);
}

/** A separator that is dragged or moved by arrow keys, and remembered. */
export function split(separator, variable, size) {
  const key = "room-split-" + variable;
  const set = (percent) => {
    const kept = Math.min(75, Math.max(15, percent));
    document.documentElement.style.setProperty("--" + variable, kept + "%");
    separator.setAttribute("aria-valuenow", String(Math.round(kept)));
    localStorage.setItem(key, String(kept));
  };
  const remembered = Number(localStorage.getItem(key));
  if (remembered) set(remembered);
  separator.addEventListener("pointerdown", (event) => {
    separator.setPointerCapture(event.pointerId);
    separator.classList.add("moving");
  });
  separator.addEventListener("pointermove", (event) => {
    if (separator.hasPointerCapture(event.pointerId)) set(size(event));
  });
  separator.addEventListener("pointerup", () => separator.classList.remove("moving"));
  separator.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 3, ArrowUp: 3, ArrowLeft: -3, ArrowDown: -3 }[event.key];
    if (!step) return;
    event.preventDefault();
    set(Number(separator.getAttribute("aria-valuenow")) + step);
  });
}

function search(words) {
  const list = byId("palette-list");
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = [];
  for (const item of list.children) {
    const has = item.dataset.words.toLowerCase();
    item.hidden = !wanted.every((word) => has.includes(word));
    if (!item.hidden) shown.push(item);
  }
  byId("palette").querySelector(".none").hidden = shown.length > 0;
  select(shown[0]);
}

function select(item) {
  for (const one of byId("palette-list").children) one.setAttribute("aria-selected", String(one === item));
  const input = byId("palette-input");
  if (item) {
    input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  } else input.removeAttribute("aria-activedescendant");
}

function move(step) {
  const shown = [...byId("palette-list").children].filter((item) => !item.hidden);
  const now = shown.findIndex((item) => item.getAttribute("aria-selected") === "true");
  select(shown[(now + step + shown.length) % shown.length]);
}

export function shell() {
  for (const button of document.querySelectorAll("[data-open]"))
    button.addEventListener("click", () => openDialog(button.dataset.open));
  if (isMac)
    for (const key of document.querySelectorAll("kbd"))
      key.textContent = key.textContent.replace("Ctrl", "⌘").replace("Alt", "⌥");
  const input = byId("palette-input");
  input.addEventListener("input", () => search(input.value));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault(); // the first one clears a search field otherwise
      byId("palette").close();
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = byId("palette-list").querySelector("[aria-selected=true]");
      if (item) location.href = item.dataset.href;
    }
  });
  byId("palette-list").addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.href = item.dataset.href;
  });
  document.addEventListener("keydown", (event) => {
    const types = event.target.closest?.("input, textarea, select, .cm-editor");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      openDialog("palette");
    } else if (event.key === "?" && !types) openDialog("keys");
  });
  for (const dialog of document.querySelectorAll("dialog:not(#conflict)"))
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) dialog.close();
    });
}
