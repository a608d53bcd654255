"""The command line: the only place, with `serve` and `console`, that prints or exits.

A command loads what it needs when it is called.
"""

import gc
import logging
import os
import sys
from gettext import gettext as _
from pathlib import Path
from typing import get_args

import click

from hanoi_korea_site import __version__
from hanoi_korea_site.console import fitted, progress
from hanoi_korea_site.errors import Fault, SiteError
from hanoi_korea_site.terminal import PROBLEMS, Commands, Terminal, WebAddress, loudness, no_color_wanted


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(__version__)
@click.option(
    "--site",
    type=click.Path(file_okay=False, path_type=Path),
    default=".",
    metavar="FOLDER",
    help="The folder with site.yaml.",
)
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Say more, as which pages were written and why.")
@click.option("--no-color", is_flag=True, help="Plain text (as with NO_COLOR set).")
@click.pass_context
def commands(ctx: click.Context, site: Path, *, quiet: bool, verbose: bool, no_color: bool) -> None:
    """Publish an archive of Vietnamese news in which every fact opens its sentence.

    Run it in the folder that holds site.yaml.

    \b
    Examples:
      hanoi-korea-site init kho
      hanoi-korea-site --site kho new --from bai-bao.html
      hanoi-korea-site --site kho serve --open
      hanoi-korea-site --site kho build
    """
    if no_color or no_color_wanted():
        ctx.color = False
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    ctx.obj = Terminal(site, int(verbose) - int(quiet), ctx.obj)


_OUTPUT = click.option("--output", type=click.Path(path_type=Path), metavar="FOLDER", help="Publish to this folder.")
_BASE_URL = click.option("--base-url", type=WebAddress(), metavar="ADDRESS", help="The address the site will have.")


@commands.command()
@_OUTPUT
@_BASE_URL
@click.option("--strict", is_flag=True, help="Publish nothing where an article would be set aside.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes to use; by default one for each processor."
)
@click.option("--force", is_flag=True, help="Read and render everything again.")
@loudness
@click.pass_obj
def build(
    terminal: Terminal, output: Path | None, base_url: str | None, *, strict: bool, jobs: int | None, force: bool
) -> None:
    """Publish the archive; only what changed is written.

    \b
    Examples:
      hanoi-korea-site build
      hanoi-korea-site build --output /srv/kho --base-url https://example.vn/kho/
      hanoi-korea-site -v build --strict
    """
    from hanoi_korea_site.building import head_start, up_to_date

    gc.disable()  # what a build makes holds hardly any cycles, and would be searched for them again and again
    asked = up_to_date.asked(terminal.site, output and output.resolve(), base_url)
    found, read = head_start.Begun() if force else terminal.begun or head_start.begin(terminal.site, asked)
    if isinstance(found, up_to_date.Rest) and not (strict and found.faults):
        faults, summary = found.faults, found.summary()
    else:
        from hanoi_korea_site.building import build as stages
        from hanoi_korea_site.render import strange_templates

        config = terminal.config(output=output and output.resolve(), base_url=base_url)
        seen = found if isinstance(found, up_to_date.Seen) else None
        with progress(quiet=terminal.verbosity < 0) as show:
            report = stages.build(
                config, show, jobs=jobs, strict=strict, force=force, asked=asked, seen=seen, read=read
            )
        for page in report.stale:
            terminal.say(f"{page.permalink}: {', '.join(map(_, page.because))}", at=1)
        for permalink in report.published.removed:
            terminal.say(_("{page}: removed").format(page=permalink), at=1)
        faults, summary = report.faults, report.summary()
        terminal.complain(strange_templates(config.templates), "warning")
    terminal.complain(faults, "aside")
    terminal.say(summary)
    if faults:
        sys.exit(PROBLEMS)


@commands.command()
@click.option("--strict", is_flag=True, help="Fail on doubts about facts, too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@loudness
@click.pass_obj
def check(terminal: Terminal, *, strict: bool, form: str) -> None:
    """Report every problem of content, names, links and ids.

    Errors (broken links, colliding pages, unreadable articles) exit with 1; doubts about facts do so with --strict.

    \b
    Examples:
      hanoi-korea-site check
      hanoi-korea-site check --strict --format json
    """
    from hanoi_korea_site import check as checks

    with progress(quiet=terminal.verbosity < 0) as show:
        findings = checks.check(terminal.config(), show)
    click.echo(checks.as_json(findings) if form == "json" else fitted(checks.as_text(findings), sys.stdout))
    if any(finding.serious or strict for finding in findings):
        sys.exit(PROBLEMS)


@commands.command()
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--format", type=click.Choice(["json"]), default="json", expose_value=False, help="How to print.")
@click.option(
    "--names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A file of further names.",
)
@loudness
@click.pass_obj
def extract(terminal: Terminal, files: tuple[Path, ...], names: Path | None) -> None:
    """Print what is read out of articles, as JSON; works without a site.

    \b
    Examples:
      hanoi-korea-site extract bai-bao.txt
      hanoi-korea-site extract --names names.yaml *.txt > facts.json
    """
    from hanoi_korea_site.building.articles import read_one
    from hanoi_korea_site.gazetteer import Gazetteer
    from hanoi_korea_site.record_json import records_json
    from hanoi_korea_site.seeds import read_file

    gazetteer = Gazetteer.load(names)
    read = []
    faults: list[Fault] = []
    with progress(quiet=terminal.verbosity < 0) as show:
        for done, file in enumerate(files, 1):
            try:
                seed = read_file(file)
            except SiteError as error:
                faults += error.faults
            else:
                read.append((read_one(seed, gazetteer), seed.text))
            show("read", done, len(files))
    click.echo(records_json(read), nl=False)
    terminal.complain(faults)
    if faults:
        sys.exit(PROBLEMS)


@commands.command()
@click.argument("answers", nargs=-1, metavar="[KEY=ANSWER]...")
@click.option("--write", "writes", is_flag=True, help="Write answers into the files beside the articles.")
@click.option("--article", default="", metavar="ID", help="Only the doubts about this article.")
@click.option(
    "--limit", type=click.IntRange(0), default=20, show_default=True, metavar="N", help="So many at most; 0: all."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print.")
@loudness
@click.pass_obj
def review(terminal: Terminal, answers: tuple[str, ...], article: str, limit: int, form: str, *, writes: bool) -> None:
    """List what is doubtful, worst first, each with the YAML that settles it.

    An ANSWER is accept, reject, or the right value. Without --write it is only shown; --write without an ANSWER asks
    for one doubt after the other.

    \b
    Examples:
      hanoi-korea-site review
      hanoi-korea-site review --write 3f9a2c10=accept 77b01de4=2025-04-18
      hanoi-korea-site review --write --article 003-116ab0a3da247184
    """
    from hanoi_korea_site.review import loop

    config = terminal.config()
    with progress(quiet=terminal.verbosity < 0) as show:
        doubts = loop.doubts(config, show, article)
    if answers:
        loop.settle(config.root, doubts, answers, click.echo, writes=writes)
    elif writes:
        if not sys.stdin.isatty():
            raise click.UsageError(_("--write needs KEY=ANSWER where there is no terminal to ask at"))
        loop.ask(config.root, doubts[: limit or None], click.echo, _prompt)
    else:
        loop.show(doubts, limit, click.echo, form)


def _prompt(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False))


@commands.command()
@click.argument("target", default="", metavar="[PAGE[#cN] | KIND]")
@click.option("--article", default="", metavar="ID", help="Explain the facts of this article.")
@loudness
@click.pass_obj
def explain(terminal: Terminal, target: str, article: str) -> None:
    """Tell why a page stands as it does, or why a fact stands on it.

    A PAGE is an address below the site's root; with #cN it is the Nth sentence of an article. With --article a KIND is
    dates, places, officials, agreements or events; without one, all.

    \b
    Examples:
      hanoi-korea-site explain nhan-vat/tran-sy-thanh.html
      hanoi-korea-site explain bai-viet/2024/hop-tac.html#c12
      hanoi-korea-site explain --article 000-ef14c7a86edaa252 dates
    """
    from hanoi_korea_site.explain.facts import Kind, explain_address, explain_article

    kinds: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
    if not article and not target:
        raise click.UsageError(_("name a page, or an article with --article"))
    if article and target and target not in kinds:
        raise click.UsageError(_("“{word}” is none of {words}").format(word=target, words=", ".join(kinds)))
    with progress(quiet=terminal.verbosity < 0) as show:
        if article:
            lines = list(explain_article(terminal.config(), show, article, kinds.get(target)))
        else:
            lines = list(explain_address(terminal.config(), show, target, digests=terminal.verbosity > 0))
    click.echo("\n".join(lines))


@commands.command()
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="The address to listen on.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, metavar="N", help="The port to listen on."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the home page in a browser.")
@loudness
@click.pass_obj
def serve(terminal: Terminal, host: str, port: int, *, open_browser: bool) -> None:
    """Preview the archive; the browser follows every change.

    \b
    Examples:
      hanoi-korea-site serve --open
      hanoi-korea-site --site kho serve --port 9000
    """
    from hanoi_korea_site.serve import serve as preview

    preview(terminal.site, host, port, open_browser=open_browser)


@commands.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@loudness
@click.pass_obj
def init(terminal: Terminal, folder: Path) -> None:
    """Make a new site in DIR; what is already there stays as it is.

    \b
    Example:
      hanoi-korea-site init kho && cd kho && hanoi-korea-site serve
    """
    from hanoi_korea_site.authoring.new_site import start

    for name, made in start(folder):
        told = _("{file}: made") if made else _("{file}: was there, and stays as it is")
        terminal.say(told.format(file=folder / name))


@commands.command()
@click.argument("title", required=False, default="", metavar="[TITLE]")
@click.option(
    "--from",
    "saved",
    metavar="FILE|-",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True),
    help="Take a saved text, web page or .docx; -: standard input.",
)
@loudness
@click.pass_obj
def new(terminal: Terminal, title: str, saved: str | None) -> None:
    """Write a new article, with TITLE or from what was saved elsewhere.

    \b
    Examples:
      hanoi-korea-site new "Hà Nội và Seoul ký kế hoạch hợp tác"
      hanoi-korea-site new --from bai-bao.html
    """
    from datetime import datetime

    from hanoi_korea_site.authoring.new_article import import_article, new_article
    from hanoi_korea_site.authoring.saved_text import read_saved

    if not saved and not title:
        raise click.UsageError(_("give a TITLE, or --from FILE"))
    config = terminal.config()
    if saved:
        with click.open_file(saved, "rb") as text:
            file = import_article(config, read_saved(text.read(), text.name), title)
    else:
        file = new_article(config, title, datetime.now().astimezone().date())
    terminal.say(os.path.relpath(file))
