// The one component of the interview's page: its screens, the clock, and the messages between page
// and server. The server says what to show after every act; nothing is decided here.
import { connect } from "/static/connection.js";
import { makeEditor } from "/static/editor.js";
import { Drafts } from "/static/drafts.js";
import { preferences } from "/static/preferences.js";
import { questionKeys } from "/static/questions.js";
import { Saving } from "/static/saving.js";
import { byId, isMac, notice, openDialog, shell, split } from "/static/shell.js";

const LOOK = 3000; // milliseconds between two looks at what a terminal does with the interview
const SOON = [300, 60]; // seconds left at which the candidate is told

/** A text field with the methods of an editor. */
function plainEditor(field, start, changed) {
  let loading = false;
  field.readOnly = start.readOnly;
  field.addEventListener("input", () => loading || changed());
  return {
    text: () => field.value,
    /** Replace the text, as one step that undo takes back: only a command of the browser is one. */
    replace(text) {
      const before = document.activeElement;
      loading = true;
      field.select();
      document.execCommand(text ? "insertText" : "delete", false, text);
      loading = false;
      if (field.value !== text) field.value = text; // one that is read-only takes no command
      if (before !== field) before?.focus();
    },
    mark: () => {},
    focus: () => field.focus(),
  };
}

function codeEditor(parent, start, changed, grade) {
  const keys = ["Mod-Enter", "Mod-s"].map((key) => ({ key, run: () => (grade(), true) }));
  const editor = makeEditor(parent, start, changed, keys);
  preferences(editor, grade);
  return { ...editor, focus: () => editor.view.focus() };
}

export default {
  template: "<div></div>",
  mounted() {
    const main = byId("main");
    const send = (message) => this.$emit("message", { ...about(), ...message });
    let now = { place: "", start: {} };
    let editor = null;
    let saving = null;
    let ends = null; // the clock of this browser at which the interview ends
    let told = [];
    let reached = true;
    let leaving = false;

    /** Which part the page shows, for the server to compare. */
    const about = () => ({ interview: now.start.interview ?? "", part: now.start.part ?? 0 });

    // Screens
    const show = ({ html, place, start, why }, isFirst = false) => {
      if (why) notice(why, 10);
      const stays = editor && place === now.place;
      const before = now.place;
      now = { place, start };
      count(start.left);
      if (isFirst || !stays) {
        if (saving) {
          saving.keep();
          clearTimeout(saving.timer);
        }
        if (!isFirst) main.innerHTML = html;
        editor = saving = null;
        if (start.editor) edit(start.editor);
        panes();
        if (!isFirst && before) focusFirst();
        scrollTo(0, 0);
      } else patch(html);
      isRunning(Boolean(start.running));
      document.documentElement.dataset.place = place;
    };
    /** Renew what changed beside an editor that stays. */
    const patch = (html) => {
      const fresh = new DOMParser().parseFromString(html, "text/html");
      const focused = document.activeElement?.id;
      const nudges = main.querySelectorAll(".nudge").length;
      for (const region of main.querySelectorAll("[data-region]")) {
        const other = fresh.querySelector(`[data-region="${region.dataset.region}"]`);
        if (other && other.innerHTML !== region.innerHTML) region.innerHTML = other.innerHTML;
      }
      if (main.querySelectorAll(".nudge").length > nudges) {
        const last = [...main.querySelectorAll(".nudge")].pop();
        last.scrollIntoView({ block: "nearest" });
        last.focus({ preventScroll: true });
      } else if (focused && document.activeElement?.id !== focused) byId(focused)?.focus();
    };
    const focusFirst = () => {
      const places = ["[data-first]", "form.question input[type=text]", "h1"];
      const found = places.map((place) => main.querySelector(place)).find(Boolean) ?? main;
      found.focus({ preventScroll: true });
    };
    const panes = () => {
      if (!byId("split-left")) return;
      split(byId("split-left"), "left", (event) => (100 * event.clientX) / innerWidth);
      split(byId("split-below"), "below", (event) => {
        const right = document.querySelector(".right").getBoundingClientRect();
        return (100 * (right.bottom - event.clientY)) / right.height;
      });
    };

    // The clock: what the server said last, counted on
    const count = (left) => {
      ends = left === undefined ? null : Date.now() + 1000 * left;
      if (ends) told = SOON.filter((soon) => left < soon);
      tick();
    };
    const tick = () => {
      const clock = byId("clock");
      if (!ends || !clock) return;
      const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
      clock.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      clock.classList.toggle("soon", left <= SOON[0]);
      for (const soon of SOON)
        if (left <= soon && !told.includes(soon)) {
          told.push(soon);
          notice(soon > 60 ? `${soon / 60} minutes left.` : "One minute left.", 8);
        }
      if (left === 0 && reached) {
        reached = false; // until the server answers
        look();
      }
    };
    const look = () => {
      if (!window.did_handshake || !window.socket?.connected) return;
      const digest = saving && !saving.dirty && !saving.flying && !saving.paused ? saving.base : null;
      send({ kind: "look", key: now.start.key ?? "", digest });
    };
    setInterval(tick, 1000);
    setInterval(() => document.hidden || look(), LOOK);
    document.addEventListener("visibilitychange", () => (document.hidden ? saving?.keep() : look()));

    // The candidate's text
    const edit = (start) => {
      const changed = () => {
        saving.changed();
        editor.mark(0);
      };
      const field = byId("notes");
      if (field) editor = plainEditor(field, start, changed);
      else editor = codeEditor(byId("editor"), start, changed, grade);
      const drafts = new Drafts(start.place);
      const place = about(); // a save that is late is still about the part that it was typed in
      saving = new Saving(editor, drafts, (message) => send({ ...message, ...place }), start.digest);
      const draft = start.readOnly ? null : drafts.take();
      if (draft && draft.text !== start.text) {
        editor.replace(draft.text, true);
        saving.base = draft.base; // if the file has changed since, the answer shows both versions
        saving.dirty = true;
        saving.later(0);
        notice("What was not saved yet is back.");
      } else if (draft) drafts.forget();
      if (start.problem) notice(start.problem, 60);
    };
    /** Do something with the part, once what was typed is saved. */
    const act = (kind, more = {}) => {
      if (saving && (saving.dirty || saving.flying || kind === "grade")) saving.save({ do: kind, ...more });
      else send({ kind, ...more });
    };
    let running = false;
    const isRunning = (is) => {
      running = is;
      if (!byId("grade")) return;
      byId("grade-word").textContent = is ? "Stop" : "Grade";
      byId("grade").classList.toggle("running", is);
    };
    const grade = () => (running ? send({ kind: "stop" }) : act("grade"));
    const answer = (form, given) => send({ kind: "answer", id: form.dataset.question, given });
    const download = ({ name, text }) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    };

    // What a candidate asks for
    shell();
    const question = () => main.querySelector("form.question");
    questionKeys(question);
    byId("sure-no").onclick = () => byId("sure").close();
    const acts = {
      begin: () => send({ kind: "begin" }),
      keep: () => send({ kind: "keep" }),
      change: () => send({ kind: "change" }),
      hint: () => act("hint"),
      next: () => act("next"),
      back: () => act("back"),
      finish: () => act("finish"),
      pass: () => answer(question(), null),
    };
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.do) acts[button.dataset.do]();
      else if (button.dataset.line) editor?.go?.(Number(button.dataset.line));
      else if (button.id === "grade") grade();
    });
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (form.method === "dialog") return;
      event.preventDefault();
      const fields = new FormData(form);
      if (form.id === "draw") {
        const names = [...fields.getAll("topic"), ...String(fields.get("names")).split(/[\s,]+/)].filter(Boolean);
        const { minutes, level, seed } = Object.fromEntries(fields);
        send({ kind: "draw", minutes, level, seed, names });
      } else if (form.id === "marks") send({ kind: "mark", said: fields.getAll("said"), flags: fields.getAll("flags") });
      else if (form.dataset.question) answer(form, Object.fromEntries(fields));
    });
    document.addEventListener("change", async (event) => {
      const file = event.target.id === "plan-file" && event.target.files[0];
      if (file) send({ kind: "plan", name: file.name, text: await file.slice(0, 200000).text() });
    });
    document.addEventListener("keydown", (event) => {
      if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const mod = isMac ? event.metaKey : event.ctrlKey;
      if (mod && (event.key === "Enter" || event.key.toLowerCase() === "s")) {
        event.preventDefault();
        if (byId("grade")) grade();
        else (byId("marks") ?? question())?.requestSubmit();
      } else if (event.altKey && !event.ctrlKey && !event.metaKey) {
        const button = { KeyN: "next", KeyP: "back", KeyH: "hint", KeyS: "pass" }[event.code];
        const places = { KeyE: () => editor?.focus(), KeyV: () => byId("panel-verdict")?.focus() };
        if (button) main.querySelector(`[data-do="${button}"]`)?.click();
        else if (places[event.code]) places[event.code]();
        else return;
        event.preventDefault();
      } else if (event.key === "Enter" && question() && event.target.matches("body, main, h1")) {
        event.preventDefault();
        question().requestSubmit();
      }
    });

    // What the server says
    const isHere = (message) => message.part === undefined || (message.part === now.start.part && message.interview === now.start.interview);
    this.receivers = {
      view: (message) => show(message),
      clock: ({ left }) => ((reached = true), count(left)),
      go: ({ to }) => {
        if (location.pathname === to || leaving) return; // going again would begin the slow page anew
        leaving = true;
        if (saving?.dirty || saving?.flying) {
          saving.save(); // what was typed last is kept, though it came too late to count
          return setTimeout(() => (location.href = to), 1000);
        }
        location.href = to;
      },
      saved: (message) => isHere(message) && saving?.saved(message),
      unsaved: (message) => isHere(message) && saving?.unsaved(message),
      text: (message) => {
        if (!saving || !isHere(message) || saving.paused) return;
        if (saving.dirty || saving.flying) return saving.later(0); // its answer shows both versions
        saving.base = message.digest;
        if (editor.text() === message.text) return;
        editor.replace(message.text);
        saving.say("Saved");
        notice("Another program saved this file; this is its text.");
      },
      conflict: (message) => isHere(message) && saving?.conflict(message),
      sure: ({ title, why, yes, act: kind }) => {
        byId("sure-title").textContent = title;
        byId("sure-why").textContent = why;
        byId("sure-yes").textContent = yes;
        byId("sure-yes").onclick = () => (byId("sure").close(), act(kind, { sure: true }));
        openDialog("sure");
      },
      unclear: ({ text }) => {
        byId("unclear").textContent = text;
        byId("unclear").hidden = false;
      },
      file: download,
      notice: ({ text }) => notice(text, 10),
    };

    addEventListener("pagehide", () => saving?.keep(true));
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    show(JSON.parse(byId("start").textContent), true);
    connect({
      saving: () => saving,
      begun: () => {
        send({ kind: "ready", key: now.start.key ?? "", digest: saving ? saving.base : null });
        document.documentElement.dataset.ready = "true";
      },
      again: look,
      otherwise: "Use practice interview in a terminal.",
    });
  },
  methods: {
    receive(kind, message) {
      this.receivers[kind]?.(message);
    },
  },
};
