"""The recipes for publishing say what the site itself says."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
_SENT = re.compile(r'add_header ([\w-]+) "?(.*?)"? always;')


def test_nginx_sends_the_headers_that_are_published_for_other_hosts() -> None:
    templates = ROOT / "templates"
    policy = (templates / "_policy.txt").read_text(encoding="utf-8").strip()
    lines = (templates / "headers.txt").read_text(encoding="utf-8").replace('{% include "_policy.txt" %}', policy)
    published = dict(line.strip().split(": ", 1) for line in lines.splitlines() if ": " in line)
    sent = dict(_SENT.findall((ROOT / "docs" / "deploy" / "nginx.conf").read_text(encoding="utf-8")))
    assert sent == published


@pytest.mark.parametrize("file", ["docs/deploy/github-pages.yml", "src/hanoi_korea_site/skeleton/pages.yml"])
def test_workflows_build_then_upload_then_publish(file: str) -> None:
    steps = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))["jobs"]["publish"]["steps"]
    said = [step.get("uses", "") + step.get("run", "") for step in steps]
    order = [
        next(at for at, step in enumerate(said) if words in step)
        for words in (" build --strict", "upload-pages", "deploy-pages")
    ]
    assert order == sorted(order)
