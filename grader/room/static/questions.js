// The fields of a quiz question: letters and digits choose, and a partner is given only once.

/** Show what each item is matched with; a partner that another item gets now is free again. */
function matched(form, radio) {
  for (const other of form.querySelectorAll(".item input:checked"))
    if (other !== radio && other.value === radio.value) other.checked = false;
  for (const item of form.querySelectorAll(".item")) {
    const chosen = item.querySelector("input:checked");
    const place = item.querySelector(".chosen");
    const partner = chosen && form.querySelector(`[data-partner="${chosen.value}"] > span`);
    place.replaceChildren(...(partner ? partner.cloneNode(true).childNodes : ["Not matched yet"]));
    place.classList.toggle("quiet", !partner);
  }
  const used = new Set([...form.querySelectorAll(".item input:checked")].map((one) => one.value));
  for (const partner of form.querySelectorAll("[data-partner]"))
    partner.classList.toggle("used", used.has(partner.dataset.partner));
}

/** Go to the items of a matching: to one by its letter, or from one to the next without a partner. */
function itemAfter(form, item) {
  const items = [...form.querySelectorAll(".item")];
  const place = items.indexOf(item);
  const rest = [...items.slice(place + 1), ...items.slice(0, place)];
  return rest.find((one) => !one.querySelector("input:checked"));
}

/** Choose by a key. @returns whether the key meant anything. */
function choose(form, key, from) {
  const option = form.querySelector(`.options input[data-mark="${CSS.escape(key)}"]`);
  if (option) {
    option.checked = true;
    option.focus();
    return true;
  }
  const named = form.querySelector(`.item[data-mark="${CSS.escape(key)}"]`);
  if (named) {
    (named.querySelector("input:checked") ?? named.querySelector("input")).focus();
    return true;
  }
  const item = from?.closest?.(".item") ?? itemAfter(form, null) ?? null;
  const radio = item?.querySelector(`input[data-mark="${CSS.escape(key)}"]`);
  if (!radio) return false;
  radio.checked = true;
  matched(form, radio);
  (itemAfter(form, item)?.querySelector("input") ?? radio).focus();
  return true;
}

/**
 * Make the keys of all questions of a page work.
 * @param {() => HTMLElement | null} alone the one question of a page, whose keys work everywhere.
 */
export function questionKeys(alone = () => null) {
  document.addEventListener("change", (event) => {
    const form = event.target.closest(".matching")?.closest("form");
    if (form) matched(form, event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.target.closest("input[type=text], input[type=search], textarea, select, .cm-editor")) return;
    const form = event.target.closest("form[data-question]") ?? alone();
    if (form && !form.querySelector("fieldset:disabled") && choose(form, event.key.toLowerCase(), event.target))
      event.preventDefault();
  });
}
