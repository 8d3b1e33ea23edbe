"""The door of the room: one wrapper around the whole server, which every request passes.

Nothing behind it is reached without the cookie, from another site, or under another host name:
no page, socket, static file or upload.
"""

from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grader.room.address import Door

_ENTER = "/enter/"
_SAFE = ("GET", "HEAD")
_ENTERED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Practice room</title>
<meta http-equiv="refresh" content="0;url={first}"><a href="{first}">Enter the practice room</a>"""
_REFUSED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Practice room</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<body style="font:1.1rem/1.6 system-ui;max-width:34rem;margin:15vh auto;padding:0 1.5rem">
<h1 style="font-size:1.4rem">This room is closed to this browser</h1>
<p>{why} Open the address that <code>practice room</code> printed in the terminal; if it was used
already, stop the room with ctrl-C and start it again. What you typed is kept in the browser that
you typed it in.</p></html>"""


class Guard:
    """Refuses every request that the learner's own browser did not make.

    Args:
        app: what is behind the door.
        door: who may come in.
    """

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, one socket, or the start and end of the server."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        host = _only(scope, b"host")

        async def send_marked(message: Message) -> None:
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                message["headers"] = _marked(message.get("headers", []), host or "")
            await send(message)

        answer = self._refusal(scope, host)
        if answer is None:
            await self._app(scope, receive, send_marked)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # answered as 403
        else:
            await answer(scope, receive, send_marked)

    def _refusal(self, scope: Scope, host: str | None) -> Response | None:
        """The answer to a request that does not pass, or None if it does."""
        if host not in self._door.hosts:
            return PlainTextResponse("Another host name than the room's.", 403)
        if not _is_from_here(scope, f"http://{host}"):
            return PlainTextResponse("Asked for by another site.", 403)
        admitted = self._door.admits(_cookie(scope, self._door.cookie))
        if scope["type"] == "http" and scope["path"].startswith(_ENTER):
            return self._entered(scope, admitted)
        if not admitted:
            return HTMLResponse(_REFUSED.format(why="It has no key to this room."), 403)
        return None

    def _entered(self, scope: Scope, admitted: bool) -> Response:
        """Exchange the launch token for the cookie.

        The page navigates itself: a browser that comes from another site follows a redirect
        without its strict cookie.
        """
        if scope["method"] != "GET":
            return PlainTextResponse("Open this address in a browser.", 405)
        entered = _ENTERED.format(first=self._door.first)
        if admitted:
            return HTMLResponse(entered)
        if not self._door.exchange(scope["path"][len(_ENTER) :]):
            return HTMLResponse(_REFUSED.format(why="This address was used already."), 403)
        response = HTMLResponse(entered)
        response.set_cookie(
            self._door.cookie, self._door.pass_key, httponly=True, samesite="strict", path="/"
        )
        return response


def _is_from_here(scope: Scope, here: str) -> bool:
    """Whether the room's own pages made a request, or the learner typed it."""
    origin = _all(scope, b"origin")
    site = _only(scope, b"sec-fetch-site")
    if origin and origin != [here]:
        return False
    if scope["type"] == "websocket":
        return origin == [here]
    if scope["method"] not in _SAFE:
        return origin == [here] and site in (None, "same-origin")
    # A link on another site may lead to the launch page, but nothing else there gets an answer.
    navigates = _only(scope, b"sec-fetch-mode") in (None, "navigate")
    return navigates or site in (None, "same-origin", "none")


def _marked(headers: Any, host: str) -> list[tuple[bytes, bytes]]:
    """Headers with those that every answer has, in place of others of their names."""
    # NiceGUI needs inline scripts and eval, so this promises no strict policy for scripts.
    policy = (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
        f"connect-src 'self' ws://{host}; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'self'; object-src 'none'"
    )
    ours = {
        b"content-security-policy": policy.encode("ascii", "replace"),
        b"x-frame-options": b"DENY",
        b"x-content-type-options": b"nosniff",
        b"referrer-policy": b"no-referrer",
        b"cache-control": b"no-store",
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
    }
    return [*((k, v) for k, v in headers if k.lower() not in ours), *ours.items()]


def _all(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _only(scope: Scope, name: bytes) -> str | None:
    """The value of a header; None if it is missing or occurs twice."""
    values = _all(scope, name)
    return values[0] if len(values) == 1 else None


def _cookie(scope: Scope, name: str) -> str | None:
    """The value of a cookie; None if it is missing, or if two have the name."""
    found = []
    for header in _all(scope, b"cookie"):
        for part in header.split(";"):
            try:
                morsel = SimpleCookie(part.strip()).get(name)
            except CookieError:
                continue
            if morsel is not None:
                found.append(morsel.value)
    return found[0] if len(found) == 1 else None
