"""Previews the archive on this machine: every save is built into a place of its own and shown at once."""

from dataclasses import replace

import click
from livereload import Server

from hanoi_korea_site.build import CACHE, build
from hanoi_korea_site.config import SITE_FILE, Config
from hanoi_korea_site.console import silent
from hanoi_korea_site.errors import SiteError


def serve(config: Config, host: str, port: int, *, open_browser: bool) -> None:
    """Serve until interrupted; the published folder is never touched."""
    preview = replace(config, output=config.root / CACHE / "preview")

    def rebuild() -> None:
        try:
            report = build(preview, silent)
        except SiteError as error:
            click.echo(str(error), err=True)
            return
        for fault in report.faults:
            click.echo(f"set aside: {fault}", err=True)
        click.echo(report.summary())

    rebuild()
    server = Server()
    for watched in (config.seeds, config.templates, config.static, config.root / SITE_FILE):
        server.watch(str(watched), rebuild)
    server.serve(port=port, host=host, root=str(preview.output), open_url_delay=1 if open_browser else None)
