"""`new`: an article's files below the seeds; none that is there is ever changed."""

from dataclasses import replace
from datetime import date
from gettext import gettext as _
from pathlib import Path

import yaml

from hanoi_korea_site.authoring.new_site import write_new
from hanoi_korea_site.authoring.saved_text import Saved
from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, InputError
from hanoi_korea_site.text import normalise, slug

_SOURCE = "# source: {outlet: Tên báo, url: https://…}\n# tags: [chủ đề]\n"


def new_article(config: Config, title: str, today: date) -> Path:
    """A Markdown file with its front matter; as long as no text is written below, a build sets it aside and says so.

    InputError where an article of that name is there.
    """
    front = _yaml({"title": normalise(title).strip(), "published": today})
    return _written(config, title, {".md": f"---\n{front}{_SOURCE}---\n\n"})


def import_article(config: Config, saved: Saved, title: str = "") -> Path:
    """The saved text as it is, and beside it what is known of its source; `title` names it otherwise."""
    known = replace(saved, title=title or saved.title)
    word: dict[str, object] = {"title": title} if title else {}
    word |= {"published": date.fromisoformat(saved.published)} if saved.published else {}
    source = {key: value for key, value in (("outlet", saved.outlet), ("url", saved.url)) if value}
    word |= {"source": source} if source else {}
    contents = {".txt": saved.text.rstrip("\n") + "\n"}
    return _written(config, known.title, contents | ({".yaml": _yaml(word)} if word else {}))


def _written(config: Config, title: str, contents: dict[str, str]) -> Path:
    """The first of the files, made only where no article and no word of that name stands."""
    stem = slug(title)
    if not stem:
        raise InputError(
            Fault(_("the title “{title}” holds no letter or digit").format(title=title), remedy=_("give another"))
        )
    for suffix in (".md", ".txt", ".yaml"):
        if (config.seeds / f"{stem}{suffix}").exists():
            raise InputError(_there(config, stem, suffix))
    for suffix, content in contents.items():
        if not write_new(config.seeds / f"{stem}{suffix}", content.encode()):
            raise InputError(_there(config, stem, suffix))
    return config.seeds / f"{stem}{next(iter(contents))}"


def _there(config: Config, stem: str, suffix: str) -> Fault:
    file = (config.seeds / f"{stem}{suffix}").relative_to(config.root).as_posix()
    return Fault(_("is there already and was not changed"), file, remedy=_("give another title"))


def _yaml(table: dict[str, object]) -> str:
    return yaml.safe_dump(table, allow_unicode=True, sort_keys=False, width=1_000_000)
