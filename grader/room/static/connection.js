// The connection to the room of a page with an editor.
import { notice } from "/static/shell.js";

/**
 * @param {object} page
 *   saving: gives what saves the learner's text now, or null.
 *   begun: what to do once there is a connection.
 *   again: what to do after another one.
 *   otherwise: what to do in a browser without WebSockets.
 */
export function connect({ saving, begun, again = () => {}, otherwise }) {
  const wait = () => {
    if (!window.socket) return setTimeout(wait, 30);
    window.socket.on("disconnect", () => saving()?.offline());
    window.socket.on("connect_error", (error) => {
      saving()?.offline();
      if (/403|unauthori|forbidden/i.test(String(error.description ?? error.message)))
        notice("The room was started again. Open the address that it printed; your text is kept here.", 60);
    });
    window.socket.on("connect", () => setTimeout(() => (saving()?.connected(), again()), 300));
    begun();
  };
  wait();
  setTimeout(() => {
    if (!window.did_handshake)
      notice("This browser has no connection to the room: it needs WebSockets. " + otherwise, 600);
  }, 8000);
}
