"""Previews the archive on this machine: every save is built into a place of its own and shown at once."""

import asyncio
import errno
import sys
import threading
import webbrowser
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path
from socket import socket

import click
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from hanoi_korea_site.console import fitted
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.language import reason
from hanoi_korea_site.serve.handlers import Channel, Door, application, is_loopback
from hanoi_korea_site.serve.rebuilding import PREVIEW, Rebuilding
from hanoi_korea_site.serve.state import State

_PORTS_TRIED = 50


def serve(root: Path, host: str, port: int, *, open_browser: bool) -> None:
    """Serve the site in `root` until interrupted; the published folder is never touched.

    SiteError where site.yaml is wrong from the start, or nothing can listen at `host`.
    """
    sockets, free = _listen(host, port)
    if free != port:
        click.echo(_("port {port} is busy; the next free one is {free}").format(port=port, free=free))
    if not is_loopback(host):
        click.secho(_("warning:") + " ", fg="yellow", bold=True, nl=False, err=True)
        click.echo(_("with --host {host} others on the network can read this preview").format(host=host), err=True)
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(root.resolve(), host, free, sockets, open_browser=open_browser))


async def _run(root: Path, host: str, port: int, sockets: list[socket], *, open_browser: bool) -> None:
    address = f"http://{_shown(host)}:{port}/"
    loop = asyncio.get_running_loop()

    def announce(state: State, line: str) -> None:
        if line:
            click.echo(fitted(line, sys.stdout))
        loop.call_soon_threadsafe(_tell, state)

    rebuilding = Rebuilding(root, address, announce)
    server = HTTPServer(application(Door(host), root / PREVIEW, rebuilding.now, rebuilding.early))
    server.add_sockets(sockets)
    threading.Thread(target=rebuilding.forever, daemon=True).start()
    click.echo(_("{address} (Ctrl+C stops)").format(address=address))
    if open_browser:
        webbrowser.open(address)
    await asyncio.Event().wait()


def _tell(state: State) -> None:
    for waiter in tuple(Channel.waiters):
        waiter.tell(state)


def _listen(host: str, port: int) -> tuple[list[socket], int]:
    """Sockets at the first free port from `port` on."""
    for free in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return bind_sockets(free, address=host), free
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                message = _("cannot listen at {place}: {reason}").format(place=f"{host}:{free}", reason=reason(error))
                raise SiteError(Fault(message, remedy=_("give another --port or --host"))) from error
    raise SiteError(Fault(_("no port is free from {port} on").format(port=port), remedy=_("give another --port")))


def _shown(host: str) -> str:
    """The host as it stands in an address that a browser on this machine can open."""
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 - compared, not bound
        return "localhost"
    return f"[{host}]" if ":" in host else host
