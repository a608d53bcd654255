"""What is noticed of a site's inputs, where the system tells of saves and where it does not."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from hanoi_korea_site.serve.bell import Bell
from hanoi_korea_site.serve.watching import Watch

PATIENCE = 20.0


class Silent(Bell):
    """As on a drive of the network."""

    def hang(self, inputs: object) -> None:  # noqa: ARG002
        self.works = False


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("seeds/2024/mot.txt", "seeds/hai.txt", "site.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("cũ", encoding="utf-8")
    return tmp_path


def inputs(site: Path) -> tuple[Path, ...]:
    return (site / "site.yaml", site / "seeds", site / "templates")


def notices(watch: Watch, change: Callable[[], object], within: float = PATIENCE) -> bool:
    """Whether the watch returns once `change` was done; what the system tells late of earlier saves is let pass."""
    for _ in range(20):
        noticed = _noticing(watch)
        if not noticed.wait(0.2):
            break
    assert not noticed.is_set(), "it returns though nothing is saved"
    change()
    return noticed.wait(within)


def _noticing(watch: Watch) -> threading.Event:
    noticed = threading.Event()

    def wait() -> None:
        watch.await_change()
        noticed.set()

    threading.Thread(target=wait, daemon=True).start()
    return noticed


def moved_in(site: Path) -> None:
    (site / "beside" / "2025").mkdir(parents=True)
    (site / "beside" / "2025" / "ba.txt").write_text("mới", encoding="utf-8")
    (site / "beside" / "2025").rename(site / "seeds" / "2025")


def renamed(site: Path) -> None:
    (site / "seeds" / ".hai.swp").write_text("mới", encoding="utf-8")
    (site / "seeds" / ".hai.swp").replace(site / "seeds" / "hai.txt")


CHANGES: dict[str, Callable[[Path], object]] = {
    "in place": lambda site: (site / "seeds" / "2024" / "mot.txt").write_text("mới hơn", encoding="utf-8"),
    "in its place": renamed,
    "site.yaml": lambda site: (site / "site.yaml").write_text("title: mới", encoding="utf-8"),
    "a file is gone": lambda site: (site / "seeds" / "hai.txt").unlink(),
    "a folder is gone": lambda site: shutil.rmtree(site / "seeds" / "2024"),
    "a folder came": moved_in,
    "a folder was renamed": lambda site: (site / "seeds" / "2024").rename(site / "seeds" / "2023"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("bell", [Bell, Silent])
def test_whatever_is_saved_is_noticed(site: Path, bell: type[Bell], change: Callable[[Path], object]) -> None:
    watch = Watch(bell())
    watch.over(inputs(site))
    assert notices(watch, lambda: change(site))


@pytest.mark.parametrize("bell", [Bell, Silent])
def test_what_editors_and_builds_keep_for_themselves_is_not(site: Path, bell: type[Bell]) -> None:
    watch = Watch(bell())
    watch.over(inputs(site))

    def keep() -> None:
        (site / "build").mkdir()
        for name in ("seeds/.hai.txt.swp", "seeds/hai.txt~", "seeds/#hai.txt#", "build/index.html"):
            (site / name).write_text("x", encoding="utf-8")

    assert not notices(watch, keep, within=1.5)


@pytest.mark.parametrize("bell", [Bell, Silent])
def test_a_folder_that_comes_later_and_is_put_in_anothers_place_is_watched(site: Path, bell: type[Bell]) -> None:
    watch = Watch(bell())
    for text in ("một", "hai hai"):
        watch.over(inputs(site))

        def put(text: str = text) -> None:
            shutil.rmtree(site / "templates", ignore_errors=True)
            (site / "templates").mkdir()
            (site / "templates" / "home.html").write_text(text, encoding="utf-8")

        assert notices(watch, put)
    watch.over(inputs(site))
    assert notices(watch, lambda: (site / "templates" / "home.html").write_text("ba ba ba", encoding="utf-8"))


def test_the_system_tells_of_a_save_by_the_name_of_the_input(site: Path) -> None:
    """Also where the input is a link to where the file lies."""
    (site / "articles").mkdir()
    (site / "bai").symlink_to(site / "articles")
    bell = Bell()
    bell.hang([str(site / "bai"), str(site / "site.yaml")])
    assert bell.works
    (site / "articles" / "hai.txt").write_text("mới", encoding="utf-8")
    assert bell.wait(PATIENCE) == {str(site / "bai" / "hai.txt")}
    (site / "site.yaml").write_text("mới", encoding="utf-8")
    assert any(str(site / "site.yaml") in bell.wait(PATIENCE) for _ in range(3))


def test_a_save_during_a_build_is_told_after_it(site: Path) -> None:
    watch = Watch(Bell())
    watch.over(inputs(site))
    (site / "seeds" / "hai.txt").write_text("trong khi dựng", encoding="utf-8")
    watch.over(inputs(site))
    watch.await_change()
