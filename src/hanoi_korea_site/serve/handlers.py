"""What the preview answers: the site's pages with one script added, and the channel that tells of new states."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

import msgspec
from livereload.handlers import LiveReloadHandler
from livereload.server import LiveScriptInjector
from tornado import web
from tornado.httputil import HTTPServerRequest

from hanoi_korea_site.serve.state import State
from hanoi_korea_site.views.addresses import NOT_FOUND

Early = Callable[[], Mapping[str, bytes]]
"""Pages by permalink that stand for those of the last build."""

OWN: Final = "xem-truoc-truc-tiep"
"""The folder of the preview's own script, style and channel; no page of a site lies there."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"')
_NEEDED = ("script-src", "style-src", "connect-src")
_NOTHING_YET = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1"><title>Đang dựng…</title></head>
<body><p>Đang dựng kho lần đầu; trang sẽ tự hiện ra.</p></body></html>
""".encode()


@dataclass(frozen=True, slots=True)
class Door:
    """Who may come in. A page of another site can lead a browser here, by an address or under a name of its own."""

    host: str

    def admits(self, request: HTTPServerRequest) -> bool:
        origin = request.headers.get("Origin")
        if origin is not None and urlsplit(origin).netloc.lower() != request.host.lower():
            return False
        return self._is_ours(_host_name(request.host))

    def _is_ours(self, name: str) -> bool:
        """A name of this machine; where we listen to others too, any bare address: only names can be pointed here."""
        if name in _LOOPBACK or name == self.host.lower():
            return True
        return not is_loopback(self.host) and _is_address(name)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach `host`."""
    return host.lower() in _LOOPBACK or (_is_address(host) and ip_address(host).is_loopback)


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def _host_name(host: str) -> str:
    """Of a Host header, without its port; "" where it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def policy_for_preview(policy: str) -> str:
    """A page's Content-Security-Policy that lets the preview's own script, style and channel in, and nothing else."""
    rules = {name: values for name, *values in (rule.split() for rule in policy.split(";") if rule.strip())}
    for name in _NEEDED:
        values = rules.get(name, rules.get("default-src", []))
        rules[name] = [*(value for value in values if value not in {"'none'", "'self'"}), "'self'"]
    return "; ".join(" ".join([name, *values]) for name, values in rules.items())


def _opened(meta: re.Match[bytes]) -> bytes:
    return meta[1] + policy_for_preview(meta[2].decode()).encode() + b'"'


class Guarded(web.RequestHandler):
    """Refuses whoever is not let in, before anything is read."""

    def initialize(self, door: Door, **_: object) -> None:
        self._door = door

    def prepare(self) -> None:
        if not self._door.admits(self.request):
            raise web.HTTPError(403, "foreign Host or Origin")

    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class Pages(Guarded, web.StaticFileHandler):
    """The published files as they stand, but for pages shown ahead of them; the browser keeps none."""

    def initialize(self, door: Door, root: Path, early: Early) -> None:  # type: ignore[override]  # its own
        Guarded.initialize(self, door)
        self._early = early
        web.StaticFileHandler.initialize(self, path=str(root), default_filename="index.html")

    async def get(self, path: str, include_body: bool = True) -> None:  # noqa: FBT001, FBT002 - as tornado declares it
        page = self._early().get(path)
        if page is None:
            await super().get(path, include_body)
            return
        self.set_extra_headers(path)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(page if include_body else None)

    def set_extra_headers(self, path: str) -> None:  # noqa: ARG002 - as tornado calls it
        self.set_header("Cache-Control", "no-store")
        self.set_header("X-Content-Type-Options", "nosniff")

    def should_return_304(self) -> bool:
        return False

    def compute_etag(self) -> str | None:
        return None  # nothing is kept, and a page shown ahead is no file

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """Adds to tornado's own check that no link leads out of the folder."""
        if "\0" in absolute_path:
            raise web.HTTPError(404)
        if not Path(absolute_path).resolve().is_relative_to(Path(root).resolve()):
            raise web.HTTPError(403, "outside the folder")
        return super().validate_absolute_path(root, absolute_path)

    def write_error(self, status_code: int, **_: object) -> None:
        if status_code != 404:  # noqa: PLR2004 - not found
            super().write_error(status_code)
            return
        page = Path(self.root) / NOT_FOUND
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(page.read_bytes() if page.is_file() else _NOTHING_YET)


class Channel(Guarded, LiveReloadHandler):  # type: ignore[misc]  # livereload ships no types
    """The WebSocket: the state at once, and every later one; whoever connects again is told what was missed."""

    waiters: ClassVar[set["Channel"]] = set()

    def initialize(self, door: Door, state: Callable[[], State]) -> None:  # type: ignore[override]  # its own two
        Guarded.initialize(self, door)
        self._state = state

    def check_origin(self, origin: str) -> bool:
        return urlsplit(origin).netloc.lower() == self.request.host.lower()

    def open(self, *_: str) -> None:
        self.waiters.add(self)
        self.tell(self._state())

    def tell(self, state: State) -> None:
        """In the eyes of the page that the browser shows."""
        self.send_message(msgspec.json.encode(state.seen_from(self.get_query_argument("page", ""))).decode())

    def on_close(self) -> None:
        self.waiters.discard(self)

    def on_message(self, message: str | bytes) -> None:
        """The browser has nothing to say."""


class Own(Guarded, web.StaticFileHandler):
    """The preview's script and style sheet, out of this package."""

    def initialize(self, door: Door) -> None:  # type: ignore[override]  # its own
        Guarded.initialize(self, door)
        web.StaticFileHandler.initialize(self, path=str(Path(__file__).parent / "browser"))


def application(door: Door, root: Path, state: Callable[[], State], early: Early) -> web.Application:
    """Everything under `root`, save the pages that are there `early`, and the preview's own folder."""

    class Injector(LiveScriptInjector):  # type: ignore[misc]  # livereload ships no types
        """Adds the script, marked with the state that the page is of, and opens the page's policy for it."""

        def transform_first_chunk(self, status_code: int, headers: Any, chunk: bytes, finishing: bool) -> Any:  # noqa: ANN401, FBT001 - as livereload declares it
            now = state()
            self.script = (
                f'<script defer src="/{OWN}/live.js" data-run="{now.run}" data-number="{now.number}"></script>'
            ).encode()
            if "html" in headers.get("Content-Type", ""):
                opened = _POLICY.sub(_opened, chunk, count=1)
                if "Content-Length" in headers:
                    headers["Content-Length"] = str(int(headers["Content-Length"]) + len(opened) - len(chunk))
                chunk = opened
            return super().transform_first_chunk(status_code, headers, chunk, finishing)

    return web.Application(
        [
            (rf"/{OWN}/channel", Channel, {"door": door, "state": state}),
            (rf"/{OWN}/(live\.(?:js|css))", Own, {"door": door}),
            (r"/(.*)", Pages, {"door": door, "root": root, "early": early}),
        ],
        transforms=[Injector],
        log_function=lambda _handler: None,
    )
