"""A real room: its door, attacked over the network, and every way in which it ends."""

import base64
import signal
import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.room.visitor import SECONDS, OpenRoom, needs_browser, open_room

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.extensive


def asks(
    room: OpenRoom, path: str, headers: dict[str, str], method: str = "GET"
) -> tuple[int, str]:
    """One request, and its status and body; `Host` is the room's unless it is given."""
    host = room.home.removeprefix("http://").rstrip("/")
    connection = HTTPConnection("127.0.0.1", int(host.rpartition(":")[2]), timeout=60)
    connection.request(method, path, headers={"Host": host, **headers})
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body


def enters(room: OpenRoom) -> str:
    """Exchange the launch token; the cookie."""
    host = room.home.removeprefix("http://").rstrip("/")
    connection = HTTPConnection("127.0.0.1", int(host.rpartition(":")[2]), timeout=60)
    connection.request("GET", room.url.partition(host)[2], headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    cookie = answer.getheader("set-cookie") or ""
    return cookie.partition(";")[0]


def children(parent: int) -> list[int]:
    """All processes below one, from what Linux lists."""
    found: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            found.setdefault(int(fields[1]), []).append(int(entry.name))
    todo, below = [parent], []
    while todo:
        below += (direct := found.get(todo.pop(), []))
        todo += direct
    return below


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRoom]:
    """A room that nobody works in."""
    folder = tmp_path_factory.mktemp("attacked")
    (folder / "exercises").mkdir()
    with open_room(folder) as room:
        yield room


def test_the_server_answers_only_who_has_entered(attacked: OpenRoom) -> None:
    """What the guard is tested for alone holds for the real server and for NiceGUI's own files."""
    from nicegui import __version__

    static = f"/_nicegui/{__version__}/static/nicegui.js"
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": base64.b64encode(b"0123456789abcdef").decode(),
    }
    socket_path = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
    here = attacked.home.rstrip("/")
    for path in ("/", static, "/static/room.css", "/exercise/vae/kl", "/docs", "/openapi.json"):
        assert asks(attacked, path, {})[0] == 403, path
    assert asks(attacked, socket_path, {**upgrade, "Origin": here})[0] == 403
    assert asks(attacked, "/enter/guess", {})[0] == 403
    cookie = {"Cookie": enters(attacked)}
    assert asks(attacked, static, cookie)[0] == 200
    assert asks(attacked, "/", cookie)[0] == 200
    assert asks(attacked, "/", {**cookie, "Host": "evil.example"})[0] == 403
    assert asks(attacked, "/", {**cookie, "Origin": "http://evil.example"}, "POST")[0] == 403
    assert asks(attacked, socket_path, {**upgrade, **cookie})[0] == 403
    assert asks(attacked, socket_path, {**upgrade, **cookie, "Origin": "http://evil"})[0] == 403
    assert asks(attacked, socket_path, {**upgrade, **cookie, "Origin": here})[0] == 101
    status, page = asks(attacked, "/docs", cookie)
    assert status == 404
    assert "There is no such page in the room." in page
    assert enters(attacked) == ""  # the token was used


def test_the_room_listens_on_loopback_alone(attacked: OpenRoom) -> None:
    """No other address of this machine answers."""
    port = int(attacked.home.rstrip("/").rpartition(":")[2])
    for address in ("127.0.0.2", socket.gethostbyname(socket.gethostname())):
        if address != "127.0.0.1":
            with socket.socket() as knock:
                knock.settimeout(5)
                assert knock.connect_ex((address, port)) != 0


def test_the_room_writes_nothing_beside_the_workspace(attacked: OpenRoom) -> None:
    """And nothing of the server's into it."""
    names = {path.name for path in attacked.folder.iterdir()}
    assert names == {"exercises", ".practice"}


def runs(process: int) -> bool:
    """Whether it still does: one that has ended may wait for its parent to notice."""
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def test_a_taken_port_is_one_sentence(attacked: OpenRoom, tmp_path: Path) -> None:
    """With what to do."""
    from tests.cli.learner import Learner

    (tmp_path / "exercises").mkdir()
    port = attacked.home.rstrip("/").rpartition(":")[2]
    said = Learner(tmp_path).runs("room", "--no-browser", "--port", port).exits(1)
    said.complains(f"Port {port} cannot be used", "--port")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="it finds processes in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left(tmp_path: Path, number: int) -> None:
    """However the room ends: not the judge, nor a worker, nor what they start from."""
    (tmp_path / "exercises").mkdir()
    with open_room(tmp_path) as room:
        deadline = time.monotonic() + 60
        while len(below := children(room.process.pid)) < 2 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(below) >= 2
        _, _, err = room.ends(number)
        assert "Traceback" not in err
        left = below
        while left and time.monotonic() < deadline:
            time.sleep(0.1)
            left = [one for one in below if runs(one)]
        assert left == []


@needs_browser
def test_a_killed_room_loses_nothing(browser: "Browser", workspace: Path) -> None:
    """What is typed while the server is gone is back after a restart, and then in the file."""
    context = browser.new_context()
    context.set_default_timeout(SECONDS)
    page = context.new_page()
    with open_room(workspace) as first:
        visits(page, first)
        page.click(".cm-content")
        page.keyboard.press("Control+a")
        first.ends(signal.SIGKILL)
        page.keyboard.insert_text("typed_meanwhile = 1\n")
        page.wait_for_selector("#saved.trouble:has-text('kept in this browser')")
        assert "typed_meanwhile" not in first.file("vae/kl").read_text()
    page.close()
    page = context.new_page()
    page.wait_for_timeout(9000)  # a younger draft may be that of a tab that is open; see drafts.js
    with open_room(workspace) as second:
        visits(page, second)
        page.wait_for_selector(".cm-line:has-text('typed_meanwhile')")
        page.wait_for_selector("#saved:text-is('Saved')")
        assert second.file("vae/kl").read_text() == "typed_meanwhile = 1\n"
    context.close()


def visits(page: "Page", room: OpenRoom) -> None:
    page.goto(room.url)
    page.wait_for_selector(".topic")
    page.goto(f"{room.home}exercise/vae/kl")
    page.wait_for_selector("html[data-ready]")
