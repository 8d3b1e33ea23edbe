// A page that only shows something.
import { shell } from "/static/shell.js";

shell();
addEventListener("pageshow", (event) => event.persisted && location.reload());
