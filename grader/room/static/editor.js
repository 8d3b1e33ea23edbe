// The editor: CodeMirror, as NiceGUI ships it, with our keys, marks and colors.
import * as CM from "nicegui-codemirror";

const setMark = CM.StateEffect.define();
const marks = CM.StateField.define({
  create: () => CM.Decoration.none,
  update(set, change) {
    set = set.map(change.changes);
    for (const effect of change.effects)
      if (effect.is(setMark)) set = CM.Decoration.set(effect.value);
    return set;
  },
  provide: (field) => CM.EditorView.decorations.from(field),
});

// Our colors are in the style sheet, for light and dark; the module exports no tags of its own but
// those of its default style, which its colors tell apart.
const NAMES = {
  "#708": "keyword", "#219": "number", "#164": "number", "#a11": "string", "#e40": "string",
  "#00f": "function", "#00c": "function", "#085": "type", "#167": "type", "#940": "comment",
};
const colors = CM.HighlightStyle.define(
  CM.defaultHighlightStyle.specs
    .filter((spec) => NAMES[spec.color])
    .map((spec) => ({ tag: spec.tag, class: "t-" + NAMES[spec.color] })),
);
const ours = CM.EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--surface)", color: "var(--quiet)", borderRight: "1px solid var(--line)" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--accent) 7%, transparent)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent) !important",
  },
});

/**
 * Make an editor.
 * @param {HTMLElement} parent where it goes.
 * @param {{text: string, path: string, readOnly: boolean}} start what is in it.
 * @param {() => void} changed called after every change by the learner.
 * @param {Array} keys key bindings.
 */
export function makeEditor(parent, start, changed, keys) {
  const language = new CM.Compartment();
  const vim = new CM.Compartment();
  let loading = false;
  const view = new CM.EditorView({
    parent,
    doc: start.text,
    extensions: [
      CM.Prec.highest(CM.keymap.of(keys)),
      CM.Prec.highest(vim.of([])),
      CM.Prec.high(ours),
      CM.basicSetup,
      CM.syntaxHighlighting(colors),
      language.of([]),
      marks,
      CM.indentUnit.of("    "),
      CM.keymap.of([CM.indentWithTab]),
      CM.EditorState.readOnly.of(start.readOnly),
      CM.EditorView.contentAttributes.of({ "aria-label": `Your answer, ${start.path}`, spellcheck: "false", tabindex: "0" }),
      CM.EditorView.updateListener.of((update) => {
        if (update.docChanged && !loading) changed();
      }),
    ],
  });
  const python = CM.languages.find((one) => one.name === "Python");
  python.load().then((support) => view.dispatch({ effects: language.reconfigure(support) }));

  // The statement, which the page shows beside the editor, starts folded.
  const head = /^\s*(?:r|R)?("""|''')[^]*?\1/.exec(start.text);
  const blank = /^.*\bblank\(/m.exec(start.text);
  if (head && head[0].includes("\n")) {
    const first = view.state.doc.lineAt(head[0].search(/\S/));
    view.dispatch({ effects: CM.foldEffect.of({ from: first.to, to: head[0].length }) });
  }
  if (blank) {
    const line = view.state.doc.lineAt(blank.index);
    view.dispatch({
      selection: { anchor: line.from + line.text.indexOf("blank(") },
      effects: CM.EditorView.scrollIntoView(line.from, { y: "center" }),
    });
  }

  return {
    view,
    text: () => view.state.doc.toString(),
    /** Replace the text where it differs, as one step that undo takes back. */
    replace(text, byLearner = false) {
      const old = view.state.doc.toString();
      if (old === text) return;
      let start = 0;
      while (start < old.length && start < text.length && old[start] === text[start]) start++;
      let end = old.length;
      let stop = text.length;
      while (end > start && stop > start && old[end - 1] === text[stop - 1]) end--, stop--;
      loading = !byLearner;
      view.dispatch({
        changes: { from: start, to: end, insert: text.slice(start, stop) },
        annotations: CM.isolateHistory.of("full"),
      });
      loading = false;
    },
    /** Mark a line, or none. */
    mark(line, title, kind) {
      const doc = view.state.doc;
      const found = [];
      if (line > 0 && line <= doc.lines)
        found.push(
          CM.Decoration.line({ class: `marked ${kind}`, attributes: { title } }).range(doc.line(line).from),
        );
      view.dispatch({ effects: setMark.of(found) });
    },
    /** @param extension vim keys, or false for none. */
    setVim(extension) {
      const here = CM.EditorView.scrollIntoView(view.state.selection.main.head);
      view.dispatch({ effects: [vim.reconfigure(extension || []), here] });
    },
    /** Put the cursor on a line and show it. */
    go(line) {
      const doc = view.state.doc;
      const place = doc.line(Math.min(Math.max(line, 1), doc.lines));
      view.dispatch({
        selection: { anchor: place.from + place.text.search(/\S|$/) },
        effects: CM.EditorView.scrollIntoView(place.from, { y: "center" }),
      });
      view.focus();
    },
  };
}
