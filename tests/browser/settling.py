"""Waiting for what a page does, and whether anything on it has moved meanwhile.

Playwright's own wait_for_function asks again by eval, which the site's policy forbids.
"""

from playwright.sync_api import Page

_MOST_MS = 30_000
_UNTIL = """new Promise((done, fail) => {{
  const look = () => {{
    if ({condition}) done();
    else if (performance.now() > {most}) fail(new Error("not within {most} ms"));
    else setTimeout(look, 20);
  }};
  look();
}})"""
_WATCH = """
window.moved = 0;
window.watching = new PerformanceObserver((list) => list.getEntries().forEach((entry) => { moved += entry.value; }));
watching.observe({ type: "layout-shift", buffered: true });
"""
_PAINTED = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done))))"
_TOLD = "watching.takeRecords().reduce((sum, entry) => sum + entry.value, moved)"


def until(page: Page, condition: str) -> None:
    """Until an expression of the page's own is true."""
    page.evaluate(_UNTIL.format(condition=condition, most=_MOST_MS))


def watch(page: Page) -> None:
    """Keeps account of what moves, from the next page on."""
    page.add_init_script(_WATCH)


def moved(page: Page) -> float:
    """How far, in all, once what has loaded is painted."""
    page.evaluate(_PAINTED)
    return float(page.evaluate(_TOLD))
