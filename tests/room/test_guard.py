"""Attacks on the door of the room, and what each is answered.

The guard wraps the whole server, so what it refuses here never reaches a page, a socket, a static
file or an upload.
"""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
from starlette.types import Message, Receive, Scope, Send

from grader.room.address import LOOPBACK, Door
from grader.room.guard import Guard

HOST = "practice-0a1b2c3d.localhost:8421"
HERE = f"http://{HOST}"
PATHS = [
    "/",
    "/exercise/vae/kl",
    "/static/room.css",
    "/_nicegui/3.18.0/static/nicegui.js",
    "/_nicegui_ws/socket.io/",
    "/_nicegui/client/1/upload/1",
    "/nothing",
]


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    """The server, which answers everything."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.accept"})
        return
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"cache-control", b"public, immutable"), (b"content-type", b"text/css")],
        }
    )
    await send({"type": "http.response.body", "body": b"secret"})


class Browser:
    """Somebody who knocks."""

    def __init__(self) -> None:
        self.door = Door("practice-0a1b2c3d.localhost", 8421)
        self.cookie = f"{self.door.cookie}={self.door.pass_key}"
        self._guard = Guard(behind, self.door)

    def asks(
        self,
        path: str = "/",
        *,
        kind: str = "http",
        method: str = "GET",
        host: str | None = HOST,
        headers: Sequence[tuple[str, str]] = (),
        entered: bool = True,
    ) -> "Answer":
        """Send one request; with the cookie, if they have entered."""
        sent = [*([("host", host)] if host else []), *headers]
        sent += [("cookie", self.cookie)] if entered else []
        scope = {
            "type": kind,
            "path": path,
            "method": method,
            "query_string": b"",
            "headers": [(key.encode(), value.encode()) for key, value in sent],
        }
        messages: list[Message] = []

        async def receive() -> Message:
            return {"type": "websocket.connect" if kind == "websocket" else "http.request"}

        async def send(message: Message) -> None:
            messages.append(message)

        asyncio.run(self._guard(scope, receive, send))
        return Answer(messages)


class Answer:
    """What somebody was answered."""

    def __init__(self, messages: list[Message]) -> None:
        self.start: dict[str, Any] = dict(messages[0])
        self.body = b"".join(message.get("body", b"") for message in messages).decode()

    @property
    def status(self) -> int:
        """The status; 403 for a socket that was closed before it was accepted."""
        return int(
            {"websocket.close": 403, "websocket.accept": 101}.get(
                self.start["type"], self.start.get("status", 0)
            )
        )

    def header(self, name: str) -> list[str]:
        """All values of a header."""
        return [v.decode() for k, v in self.start["headers"] if k.decode().lower() == name]


@pytest.fixture
def browser() -> Browser:
    """A browser that may come in."""
    return Browser()


def test_who_has_entered_is_served(browser: Browser) -> None:
    """Pages, and sockets of the room's own pages."""
    assert browser.asks().status == 200
    assert (
        browser.asks("/_nicegui_ws/socket.io/", kind="websocket", headers=[("origin", HERE)]).status
        == 101
    )
    assert browser.asks(method="POST", headers=[("origin", HERE)]).status == 200


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_served_without_the_cookie(browser: Browser, path: str) -> None:
    """No page, socket, static file or upload."""
    answer = browser.asks(path, entered=False)
    assert answer.status == 403
    assert "secret" not in answer.body
    assert (
        browser.asks(path, kind="websocket", headers=[("origin", HERE)], entered=False).status
        == 403
    )
    assert (
        browser.asks(path, method="POST", headers=[("origin", HERE)], entered=False).status == 403
    )


@pytest.mark.parametrize(
    "cookie",
    [
        "practice-room-8421=",
        "practice-room-8421=guess",
        "practice-room-8422={}",
        "practice-room-8421={}x",
    ],
)
def test_another_cookie_does_not_help(browser: Browser, cookie: str) -> None:
    """Neither a guess nor the right value under another port's name."""
    headers = [("cookie", cookie.format(browser.door.pass_key))]
    assert browser.asks(headers=headers, entered=False).status == 403


def test_two_cookies_of_the_name_are_refused(browser: Browser) -> None:
    """A page of another port could have set one of them."""
    assert browser.asks(headers=[("cookie", "practice-room-8421=planted")]).status == 403


@pytest.mark.parametrize(
    "host",
    [
        None,
        "evil.example:8421",  # DNS rebinding
        "practice-0a1b2c3d.localhost",
        "practice-0a1b2c3d.localhost:80",
        "localhost:8421",
        "127.0.0.1",
        "127.0.0.1:8421.evil.example",
        "PRACTICE-0a1b2c3d.localhost:8421@evil",
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_only_the_exact_host_is_answered(browser: Browser, host: str | None, kind: str) -> None:
    """Even with the cookie."""
    headers = [("origin", f"http://{host}")] if kind == "websocket" else []
    assert browser.asks(kind=kind, host=host, headers=headers).status == 403


def test_two_hosts_are_refused(browser: Browser) -> None:
    """Whichever a proxy would have taken."""
    assert browser.asks(headers=[("host", "evil.example")]).status == 403


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost:9999",
        "http://practice-0a1b2c3d.localhost:9999",  # another local port
        "https://practice-0a1b2c3d.localhost:8421",
        "http://127.0.0.1:8421",  # ours, but not of this host
        "null",
        "",
    ],
)
def test_another_origin_is_refused(browser: Browser, origin: str) -> None:
    """A socket or a form of another page, which would carry the cookie of a careless browser."""
    for kind, method in (("http", "GET"), ("http", "POST"), ("websocket", "GET")):
        headers = [("origin", origin)]
        assert browser.asks(kind=kind, method=method, headers=headers).status == 403


def test_a_missing_origin_opens_no_socket(browser: Browser) -> None:
    """And sends no form; a page may be asked for without one."""
    assert browser.asks(kind="websocket").status == 403
    assert browser.asks(method="POST").status == 403
    assert browser.asks(headers=[("origin", HERE), ("origin", HERE)], method="POST").status == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_loads_nothing(browser: Browser, site: str) -> None:
    """No script, image or style, even where a browser would send the cookie."""
    headers = [("sec-fetch-site", site), ("sec-fetch-mode", "no-cors")]
    assert browser.asks("/static/room.css", headers=headers).status == 403


def test_the_token_is_exchanged_once(browser: Browser) -> None:
    """For a cookie that scripts and other sites do not get; the page then navigates itself."""
    way = f"/enter/{browser.door.token}"
    answer = browser.asks(way, entered=False)
    assert answer.status == 200
    [cookie] = answer.header("set-cookie")
    assert cookie.startswith(browser.cookie)
    assert {"httponly", "samesite=strict", "path=/"} <= set(cookie.lower().split("; "))
    assert "domain" not in cookie.lower()
    assert 'url=/"' in answer.body
    again = browser.asks(way, entered=False)
    assert again.status == 403
    assert again.header("set-cookie") == []


@pytest.mark.parametrize("token", ["", "guess", "é"])
def test_a_wrong_token_gets_nothing(browser: Browser, token: str) -> None:
    """And does not use up the right one."""
    answer = browser.asks(f"/enter/{token}", entered=False)
    assert answer.status == 403
    assert answer.header("set-cookie") == []
    assert browser.asks(f"/enter/{browser.door.token}", entered=False).status == 200


def test_other_methods_do_not_use_up_the_token(browser: Browser) -> None:
    """Such as the HEAD of a preview."""
    way = f"/enter/{browser.door.token}"
    assert browser.asks(way, method="HEAD", entered=False).status == 405
    assert browser.asks(way, entered=False).status == 200


@pytest.mark.parametrize("entered", [True, False])
def test_every_answer_forbids_frames_caches_and_referrers(browser: Browser, entered: bool) -> None:
    """Whatever is behind the guard says."""
    answer = browser.asks(entered=entered)
    [policy] = answer.header("content-security-policy")
    for rule in ("default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", f"ws://{HOST}"):
        assert rule in policy
    assert answer.header("cache-control") == ["no-store"]
    assert answer.header("x-content-type-options") == ["nosniff"]
    assert answer.header("referrer-policy") == ["no-referrer"]
    assert answer.header("x-frame-options") == ["DENY"]


def test_the_address_is_loopback() -> None:
    """There is no option for another."""
    assert LOOPBACK == "127.0.0.1"
