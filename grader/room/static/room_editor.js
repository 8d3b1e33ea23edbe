// The one component of the exercise page: the editor, and the messages between page and server.
import { connect } from "/static/connection.js";
import { makeEditor } from "/static/editor.js";
import { Drafts } from "/static/drafts.js";
import { Saving } from "/static/saving.js";
import { drawPictures } from "/static/picture.js";
import { preferences } from "/static/preferences.js";
import { questionKeys } from "/static/questions.js";
import { byId, isMac, notice, openDialog, shell, split, tabs } from "/static/shell.js";

export default {
  template: "<div></div>",
  mounted() {
    const start = JSON.parse(byId("start").textContent);
    const send = (message) => this.$emit("message", message);
    const editorPlace = byId("editor");
    editorPlace.querySelector("pre.before")?.remove();

    const grade = () => (saving.save({ do: "grade", thorough: false }), true);
    const editor = makeEditor(
      this.$el,
      start,
      () => {
        saving.changed();
        editor.mark(0);
      },
      [
        { key: "Mod-Enter", run: grade },
        { key: "Mod-s", run: grade },
      ],
    );
    editorPlace.append(this.$el);
    const drafts = new Drafts(start.place);
    const saving = new Saving(editor, drafts, send, start.digest);
    this.saving = saving;
    let smallest = start.smallest;

    // Tabs, splits, keys
    shell();
    questionKeys();
    const loaded = new Set(["task", "hints"]);
    const showLeft = tabs(document.querySelector("#left .tabs"), (name) => {
      if (loaded.has(name)) return;
      loaded.add(name);
      send({ kind: "open", tab: name });
    });
    const showBelow = tabs(document.querySelector("#below .tabs"));
    split(byId("split-left"), "left", (event) => (100 * event.clientX) / innerWidth);
    split(byId("split-below"), "below", (event) => {
      const right = document.querySelector(".right").getBoundingClientRect();
      return (100 * (right.bottom - event.clientY)) / right.height;
    });
    preferences(editor, grade);

    // What a learner asks for
    let running = false;
    const stopOrGrade = () => (running ? send({ kind: "stop" }) : grade());
    const isRunning = (now) => {
      running = now;
      byId("grade-word").textContent = now ? "Stop" : "Grade";
      byId("grade").classList.toggle("running", now);
    };
    const run = () => {
      byId("ran").textContent = "Running";
      saving.save({ do: "run", lines: byId("lines").value });
    };
    const takeSmallest = (code) => {
      byId("lines").value = code ?? smallest;
      showBelow("run");
      byId("lines").focus();
    };
    const ask = (title, why, yes, then) => {
      byId("sure-title").textContent = title;
      byId("sure-why").textContent = why;
      byId("sure-yes").textContent = yes;
      byId("sure-yes").onclick = () => (byId("sure").close(), then());
      openDialog("sure");
    };
    byId("sure-no").onclick = () => byId("sure").close();
    const hint = () => {
      showLeft("hints");
      send({ kind: "hint" });
    };
    byId("grade").onclick = stopOrGrade;
    byId("run").onclick = run;
    byId("smallest").onclick = () => takeSmallest();
    byId("reset").onclick = () =>
      ask("Start again from the stub?", "Your version is kept: Ctrl-Z brings it back.", "Start again", () =>
        send({ kind: "reset" }),
      );
    document.addEventListener("keydown", (event) => {
      const mod = isMac ? event.metaKey : event.ctrlKey;
      if (event.defaultPrevented) return;
      if (mod && (event.key === "Enter" || event.key.toLowerCase() === "s")) {
        event.preventDefault();
        event.target.id === "lines" && event.key === "Enter" ? run() : grade();
      } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
        const keys = {
          KeyH: hint,
          KeyN: () => byId("after")?.click(),
          KeyP: () => byId("before")?.click(),
          KeyE: () => editor.view.focus(),
          KeyV: () => showBelow("verdict", true),
          KeyR: () => (showBelow("run"), byId("lines").focus()),
        };
        document.querySelectorAll("#left [role=tab]").forEach((tab, place) => {
          keys["Digit" + (place + 1)] = () => showLeft(tab.id.replace("tab-", ""), true);
        });
        if (!keys[event.code]) return;
        event.preventDefault();
        keys[event.code]();
      }
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      const { line, confirm } = button.dataset;
      const box = button.closest(".smallest");
      if (line) editor.go(Number(line));
      else if (button.hasAttribute("data-copy")) {
        navigator.clipboard.writeText(box.querySelector("pre").textContent.trimEnd());
        button.textContent = "Copied";
        setTimeout(() => (button.textContent = "Copy"), 1500);
      } else if (button.hasAttribute("data-run")) takeSmallest(box.querySelector("pre").textContent.trimEnd());
      else if (button.dataset.tab) showLeft(button.dataset.tab, true);
      else if (button.dataset.send === "hint") hint();
      else if (button.dataset.send) {
        const message = { kind: button.dataset.send, id: button.dataset.id ?? "" };
        if (confirm) ask(confirm, button.dataset.why ?? "", button.textContent.trim(), () => send(message));
        else send(message);
      }
    });
    document.addEventListener("submit", (event) => {
      const form = event.target.closest("form[data-question]");
      if (!form) return;
      event.preventDefault();
      const given = Object.fromEntries(new FormData(form));
      send({ kind: "answer", id: form.dataset.question, given });
    });
    let noting = 0;
    document.addEventListener("input", (event) => {
      if (event.target.id !== "note") return;
      clearTimeout(noting);
      byId("note-saved").textContent = "Saving";
      noting = setTimeout(() => {
        send({ kind: "note", text: event.target.value, base: event.target.dataset.digest });
      }, 500);
    });

    // What the server says
    const chip = ({ name, label, owner, status, sign, message }) => {
      const place = byId("panel-verdict");
      let item = [...place.querySelectorAll(".chip")].find((one) => one.dataset.check === name);
      if (!item) {
        const lists = [...place.querySelectorAll(".function")];
        let list = lists.find((one) => one.firstChild.textContent === owner)?.querySelector("ul");
        if (!list) {
          const row = document.createElement("div");
          row.className = "function";
          const title = document.createElement("span");
          title.className = "function-name";
          title.textContent = owner;
          list = document.createElement("ul");
          row.append(title, list);
          place.querySelector(".checks")?.append(row);
        }
        item = document.createElement("li");
        item.dataset.check = name;
        item.innerHTML = "<span class='sign' aria-hidden='true'></span><span></span><span class='hear'></span>";
        item.children[1].textContent = label;
        list.append(item);
      }
      item.className = "chip " + status;
      item.querySelector(".sign").textContent = sign;
      item.querySelector(".hear").textContent = ": " + status;
      if (message) item.title = message;
    };
    const verdict = (html) => {
      byId("panel-verdict").innerHTML = html;
      byId("panel-verdict").scrollTop = 0;
      drawPictures(byId("panel-verdict"));
    };
    this.receivers = {
      saved: (message) => saving.saved(message),
      unsaved: (message) => (saving.unsaved(message), isRunning(false)),
      conflict: (message) => saving.conflict(message),
      text: ({ text, digest, why }) => {
        if (saving.paused) return;
        if (saving.dirty || saving.flying) return saving.later(0); // its answer shows both versions
        saving.base = digest;
        editor.replace(text);
        saving.say("Saved");
        if (why) notice(why);
      },
      grading: ({ html }) => (showBelow("verdict"), isRunning(true), verdict(html)),
      check: chip,
      verdict: ({ html, line, title, kind, code }) => {
        isRunning(false);
        verdict(html);
        smallest = code;
        byId("smallest").hidden = !code;
        if (line && !saving.dirty) editor.mark(line, title, kind);
      },
      stopped: ({ html }) => (isRunning(false), verdict(html)),
      ran: ({ html }) => (byId("ran").innerHTML = html),
      state: ({ state, word, taken, total }) => {
        byId("state").dataset.state = state;
        byId("state").textContent = word;
        byId("hint-count").textContent = `${taken}/${total}`;
      },
      panel: ({ tab, html }) => {
        const place = byId("panel-" + tab);
        place.innerHTML = html;
        loaded.add(tab);
        if (tab === "hints") place.lastElementChild?.scrollIntoView({ block: "nearest" });
      },
      stale: ({ tab }) => {
        loaded.delete(tab);
        if (byId("panel-" + tab) && !byId("panel-" + tab).hidden) loaded.add(tab), send({ kind: "open", tab });
      },
      part: ({ id, html }) => {
        const place = byId(id);
        if (place) place.innerHTML = html;
      },
      noted: ({ digest, text }) => {
        const place = byId("note");
        if (!place) return;
        place.dataset.digest = digest;
        if (text !== undefined) place.value = text;
        byId("note-saved").textContent = "Saved";
      },
      notice: ({ text, to, label }) => notice(text, 10, to, label),
    };

    // Text that a closed tab, a reload or a restart left
    const draft = start.readOnly ? null : drafts.take();
    if (draft && draft.text !== start.text) {
      editor.replace(draft.text, true);
      if (draft.base !== start.digest) saving.base = draft.base; // the answer shows both versions
      saving.later(0);
      notice("What was not saved yet is back. Ctrl-Z shows the saved version.");
    } else if (draft) drafts.forget();
    addEventListener("pagehide", () => saving.keep(true));
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) saving.keep();
      else if (window.socket?.connected) send({ kind: "look", digest: saving.base });
    });

    connect({
      saving: () => saving,
      begun: () => send({ kind: "ready", digest: saving.base }),
      otherwise: "What you type is kept here; try another browser.",
    });
    if (start.problem) notice(start.problem, 600);
    if (start.line) editor.mark(start.line, start.title, start.kind);
    document.documentElement.dataset.ready = "true";
    this.editor = editor;
  },
  methods: {
    receive(kind, message) {
      this.receivers[kind]?.(message);
    },
  },
};
