// Saving: half a second after the last change, one save at a time, nothing forgotten before it is
// acknowledged.
import { byId, notice } from "/static/shell.js";

let wishes = 0; // what this page asked for so far, so that what is sent again is done once

const REST = 500;
const AGAIN = 3000;

export class Saving {
  /**
   * @param editor the editor.
   * @param drafts where unacknowledged text is kept.
   * @param send sends a message to the server.
   * @param base the digest of the content that the editor started from.
   */
  constructor(editor, drafts, send, base) {
    Object.assign(this, { editor, drafts, send, base });
    this.number = 0;
    this.flying = null; // the save on its way: its number, text, and whether to grade
    this.then = null; // what to ask for together with the next save
    this.overwrites = false; // whether the learner chose to overwrite the file's version
    this.dirty = false;
    this.online = true;
    this.trouble = ""; // why the last save failed
  }

  /** While the learner chooses between two versions. */
  get paused() {
    return byId("conflict").open;
  }

  changed() {
    this.dirty = true;
    clearTimeout(this.keeping);
    this.keeping = setTimeout(() => this.keep(), 120);
    this.later(REST);
    this.say(this.online ? "Saving" : "");
  }

  /** @param {boolean} isClosing whether another tab may take the text over. */
  keep(isClosing = false) {
    if (this.dirty && !this.drafts.keep(this.editor.text(), this.base, isClosing))
      this.say("This browser keeps no drafts", true);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), milliseconds);
  }

  /** Save now. @param {object} then what to ask for once it is saved, such as a grade. */
  save(then = null) {
    clearTimeout(this.timer);
    if (then) this.then = { ...then, wish: ++wishes };
    if (this.paused || this.flying) return;
    if (!this.dirty && !this.then) return;
    if (!window.did_handshake || !window.socket.connected) {
      this.offline();
      return this.later(AGAIN);
    }
    this.flying = { number: ++this.number, text: this.editor.text(), then: this.then };
    this.send({ kind: "save", base: this.base, keep: this.overwrites, ...this.flying });
    this.then = null;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.lost(), AGAIN);
  }

  saved({ number, digest }) {
    if (!this.flying || number !== this.flying.number) return;
    const text = this.flying.text;
    this.landed();
    this.trouble = "";
    this.overwrites = false;
    this.base = digest;
    if (this.editor.text() === text) {
      this.dirty = false;
      clearTimeout(this.keeping);
      this.drafts.forget();
      this.say("Saved");
      if (this.then) this.save();
    } else {
      this.keep();
      this.later(this.then ? 0 : REST);
    }
  }

  unsaved({ number, why }) {
    if (!this.flying || number !== this.flying.number) return;
    if (why !== this.trouble || this.flying.then) notice(why, 20); // it is tried again all the time
    this.trouble = why;
    this.missed();
    this.say("Not saved; kept in this browser", true);
    this.later(AGAIN);
  }

  /** The file has changed elsewhere: show both versions, and let the learner choose. */
  conflict({ number, text, digest, html }) {
    if (!this.flying || number !== this.flying.number) return;
    this.then ??= this.flying.then; // waits for the choice
    this.missed();
    this.say("Changed elsewhere", true);
    byId("conflict-diff").innerHTML = html;
    const choose = (mine) => {
      byId("conflict").close();
      this.base = digest;
      this.overwrites = mine;
      if (mine) return this.save();
      this.then = null; // it was asked for the other text
      this.editor.replace(text);
      this.dirty = false;
      this.drafts.forget();
      this.say("Saved");
    };
    byId("keep-mine").onclick = () => choose(true);
    byId("take-theirs").onclick = () => choose(false);
    if (!byId("conflict").open) byId("conflict").showModal();
  }

  landed() {
    clearTimeout(this.waiting);
    this.flying = null;
  }

  /** The save on its way saved nothing: the text is kept here. */
  missed() {
    this.landed();
    this.dirty = true;
    this.keep();
  }

  /** No answer came: the connection is gone, or the server. The text is kept; it is sent again. */
  lost() {
    this.then ??= this.flying.then;
    this.missed();
    this.offline();
    this.later(AGAIN);
  }

  offline() {
    this.online = false;
    this.say("Not connected; kept in this browser", true);
  }

  connected() {
    if (this.online) return;
    this.online = true;
    if (this.flying) this.lost();
    this.online = true;
    this.say(this.dirty ? "Saving" : "Saved");
    this.later(0);
  }

  say(text, isTrouble = false) {
    const place = byId("saved");
    if (text) place.textContent = text;
    place.classList.toggle("trouble", isTrouble);
  }
}
