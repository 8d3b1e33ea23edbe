// Vim keys: asked for when a learner wants them; where their modules are missing, the import fails.
import { Vim, vim } from "@replit/codemirror-vim";

const saves = new WeakMap(); // of each editor, what `:w` does

for (const [name, short] of [["write", "w"], ["wq", "wq"], ["xit", "x"]])
  Vim.defineEx(name, short, (editor) => saves.get(editor.cm6)());
Vim.unmap("<C-k>", "insert"); // the room's search

/** The extension of an editor, whose last line says the mode. */
export function vimKeys(view, save) {
  saves.set(view, save);
  return vim({ status: true });
}
