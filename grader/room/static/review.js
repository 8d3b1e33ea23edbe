// The queue of reviews: every button is a decision, whose outcome the server shows.
import { byId, notice, shell } from "/static/shell.js";

shell();
const place = byId("reviews");

async function act(message, key) {
  let answer;
  try {
    answer = await fetch(`/review?minutes=${place.dataset.minutes}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(message),
    });
  } catch {
    return notice("The room does not answer. Start it again with practice room.", 20);
  }
  const { go, html, sentence } = await answer.json();
  if (go) return (location.href = go);
  if (sentence) notice(sentence, 10);
  if (html === undefined) return;
  const before = [...place.querySelectorAll("[data-key]")].findIndex((one) => one.dataset.key === key);
  place.innerHTML = html;
  // Where the button was, its neighbor gets the focus if it is gone.
  const now = [...place.querySelectorAll("[data-key]")];
  const same = now.find((one) => one.dataset.key === key) ?? now[Math.min(before, now.length - 1)];
  (same ?? document.querySelector("h1")).focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button) act({ do: button.dataset.do, value: button.dataset.value ?? "" }, button.dataset.key);
});
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  event.preventDefault();
  if (event.target.id === "minutes-form") location.href = `/review?minutes=${Number(byId("minutes").value)}`;
  else act({ do: "until", value: byId("until").value }, "until");
});
addEventListener("pageshow", (event) => event.persisted && location.reload());
