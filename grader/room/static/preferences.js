// How a learner likes an editor: the size of its text, and vim keys. This browser remembers both.
import { byId, notice } from "/static/shell.js";

const SIZE = "room-size";
const VIM = "room-vim";

/**
 * Make an editor as the learner likes it, and the buttons above it work.
 * @param editor the editor.
 * @param {() => void} save what `:w` does.
 */
export function preferences(editor, save) {
  const size = (step) => {
    const next = Math.min(24, Math.max(11, (Number(localStorage.getItem(SIZE)) || 14) + step));
    localStorage.setItem(SIZE, String(next));
    document.documentElement.style.setProperty("--code-size", next + "px");
    editor.view.requestMeasure();
  };
  const vim = async (isOn) => {
    try {
      editor.setVim(isOn && (await import("/static/vim_keys.js")).vimKeys(editor.view, save));
    } catch {
      isOn = false;
      notice("This copy of practice has no vim keys. In a checkout, run .ci/vim-keys/fetch, then reload.", 12);
    }
    localStorage.setItem(VIM, isOn ? "on" : "off");
    byId("vim").setAttribute("aria-pressed", String(isOn));
  };
  size(0);
  if (localStorage.getItem(VIM) === "on") vim(true);
  byId("smaller").onclick = () => size(-1);
  byId("larger").onclick = () => size(1);
  byId("vim").onclick = () => {
    vim(byId("vim").getAttribute("aria-pressed") !== "true");
    editor.view.focus();
  };
}
