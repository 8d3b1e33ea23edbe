// The home page: search and filters, without the server.
import { byId, shell } from "/static/shell.js";

shell();
const text = byId("find");
const selects = [...document.querySelectorAll(".filters select")];

function filter() {
  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  let any = false;
  for (const topic of document.querySelectorAll(".topic")) {
    let shown = 0;
    for (const row of topic.querySelectorAll(".rows li")) {
      const fits =
        words.every((word) => row.dataset.words.includes(word)) &&
        selects.every((select) => !select.value || row.dataset[select.name] === select.value);
      row.hidden = !fits;
      shown += fits;
    }
    topic.hidden = !shown;
    any ||= shown > 0;
  }
  byId("nothing").hidden = any;
}

text.addEventListener("input", filter);
for (const select of selects) select.addEventListener("change", filter);
filter();
addEventListener("pageshow", (event) => event.persisted && location.reload());
