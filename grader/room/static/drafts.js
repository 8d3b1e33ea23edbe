// What the server has not acknowledged, kept in this browser.

const OLD = 8000; // milliseconds: a draft of a tab that is open is saved or renewed before that

function tabName() {
  const key = "room-tab";
  let name = sessionStorage.getItem(key);
  if (!name) sessionStorage.setItem(key, (name = Math.random().toString(36).slice(2)));
  return name;
}

export class Drafts {
  /** @param {string} place the workspace and the address of the exercise. */
  constructor(place) {
    this._prefix = `room-draft ${place} `;
    this._own = this._prefix + tabName();
  }

  /** Keep a text that was made from the content with the digest `base`. */
  keep(text, base, isClosed = false) {
    try {
      localStorage.setItem(this._own, JSON.stringify({ text, base, at: isClosed ? 0 : Date.now() }));
      return true;
    } catch {
      return false; // the browser keeps no more, or nothing at all
    }
  }

  forget() {
    localStorage.removeItem(this._own);
  }

  /** The draft of this tab, or one that a closed tab left; it is this tab's from now on. */
  take() {
    let found = null;
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (!key.startsWith(this._prefix)) continue;
      try {
        const draft = JSON.parse(localStorage.getItem(key));
        const isOurs = key === this._own;
        if (!isOurs && Date.now() - draft.at < OLD) continue;
        if (!found || isOurs || draft.at > found.at) found = { ...draft, key };
        if (isOurs) break;
      } catch {
        continue;
      }
    }
    if (found && found.key !== this._own) {
      localStorage.removeItem(found.key);
      this.keep(found.text, found.base);
    }
    return found;
  }
}
