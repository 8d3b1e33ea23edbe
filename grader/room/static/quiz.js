// The quiz: putting one together, and its questions, one a screen.
import { questionKeys } from "/static/questions.js";
import { byId, notice, shell } from "/static/shell.js";

shell();
const question = () => document.querySelector("form.question");
questionKeys(question);

const post = (path, message) =>
  fetch(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(message) });

/** Ask the server; a room that is gone is said. */
async function ask(request, then) {
  try {
    await then(await request);
  } catch {
    notice("The room does not answer. Start it again with practice room; what you answered is kept.", 20);
  }
}

/** Put the reader where the next key is expected. */
function focus() {
  const place = question()?.querySelector("input[type=text]") ?? byId("screen")?.querySelector("h1");
  place?.focus();
  window.scrollTo(0, 0);
}

const go = async (answer) => {
  const { go, sentence } = await answer.json();
  if (go) location.href = go;
  else notice(sentence, 10);
};
const show = async (answer) => {
  if (!answer.ok) return location.reload();
  byId("screen").innerHTML = await answer.text();
  document.documentElement.dataset.screen = String(Number(document.documentElement.dataset.screen ?? 0) + 1);
  focus();
};

let busy = false;
async function answer(form, given) {
  if (busy || form.querySelector("fieldset.given:disabled")) return;
  busy = true;
  await ask(post(location.pathname, { id: form.dataset.question, given }), async (response) => {
    if (response.status === 404) return location.reload();
    byId("feedback").innerHTML = await response.text();
    if (response.status !== 200 && response.status !== 410) return; // to be answered again
    form.querySelector("fieldset.given").disabled = true;
    form.querySelector(".ask").hidden = true;
    form.querySelector(".then").hidden = false;
    form.querySelector("[data-do=next]").focus({ preventScroll: true });
    form.querySelector(".then").scrollIntoView({ block: "nearest" });
  });
  busy = false;
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  event.preventDefault();
  if (form.id === "begin") return begin(form);
  if (form.dataset.question) answer(form, Object.fromEntries(new FormData(form)));
});

const acts = {
  skip: () => answer(question(), null),
  next: () => ask(fetch(location.pathname + "/screen"), show),
  end: () => ask(post(location.pathname, { do: "end" }), show),
  again: () => ask(post(location.pathname, { do: "again" }), go),
};
document.addEventListener("click", (event) => acts[event.target.closest("[data-do]")?.dataset.do]?.());
document.addEventListener("keydown", (event) => {
  if (event.altKey && event.code === "KeyS" && question()) {
    event.preventDefault();
    acts.skip();
  } else if (event.key === "Enter" && question() && event.target.matches("body, main, h1")) {
    event.preventDefault();
    question().requestSubmit();
  }
});

async function begin(form) {
  const fields = new FormData(form);
  const names = [...fields.getAll("topic"), ...fields.getAll("exercise")].filter(Boolean);
  const count = Number(fields.get("count")) || null;
  await ask(post("/quiz", { names, count }), async (answer) => {
    if (answer.ok) return go(answer);
    byId("problem").textContent = (await answer.json()).sentence;
    byId("problem").hidden = false;
  });
}

if (question() || byId("screen")) focus();
addEventListener("pageshow", (event) => event.persisted && location.reload());
