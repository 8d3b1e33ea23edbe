// NiceGUI's copy of CodeMirror under the names of its own modules, for the modules of the vim keys.
export * from "nicegui-codemirror";
