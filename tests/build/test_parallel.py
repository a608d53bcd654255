"""Work spread over processes: with every start method, and dropped where it is interrupted."""

import os
import pickle
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from small_site import make_site, run, tree

from hanoi_korea_site.building import parallel
from hanoi_korea_site.building.staging import shares
from hanoi_korea_site.cache import opened

MANY = 240


def many(root: Path) -> Path:
    site = make_site(root)
    for number in range(MANY):
        text = f"Hà Nội tiếp đoàn Seoul lần {number}\n\nNgày 3/4/2024, Thị trưởng Seoul Oh Se-hoon thăm Hà Nội.\n"
        (site / "seeds" / f"bai-{number:03d}.txt").write_text(text, encoding="utf-8")
    return site


@pytest.mark.parametrize("jobs", [1, 2, 16])
@pytest.mark.parametrize("others", [0, 1, 90])
def test_each_file_is_in_one_share_and_a_year_is_not_split_without_need(others: int, jobs: int):
    files = [f"bai-viet/{year}/{number}.html" for year in (2022, 2023, 2024) for number in range(1, 31)]
    files += [f"nhan-vat/{number}.html" for number in range(others)]
    parts = list(shares(files, jobs))
    assert all(parts)
    assert sorted(name for part in parts for name in part) == sorted(files)
    years = [{name.split("/")[1] for name in part} for part in parts if part[0].startswith("bai-viet")]
    assert sorted(map(len, years)) == [1, 1, 1]


def test_one_long_year_is_shared_by_all_processes():
    files = [f"bai-viet/2024/{number}.html" for number in range(4000)]
    assert len(list(shares(files, 4))) >= 16


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pages_rendered_by_other_processes_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    if method == "fork" and sys.platform != "linux":
        pytest.skip("processes are forked on Linux alone")
    site = many(tmp_path / "site")
    run(site, jobs=1)
    alone = tree(site / "build")
    monkeypatch.setattr(parallel, "METHOD", method)
    report = run(site, jobs=2, force=True)
    assert len(report.stale) > parallel.MANY
    assert tree(site / "build") == alone


def test_the_processes_end_where_the_work_fails() -> None:
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), parallel.workers(2) as pool:  # noqa: PT012 - the block is what is interrupted
        for _ in range(6):
            pool.submit(time.sleep, 30)
        time.sleep(0.3)
        raise KeyboardInterrupt
    assert time.monotonic() - began < 10


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no SIGINT between processes")
def test_an_interrupted_build_leaves_what_was_published_and_keeps_what_was_read(tmp_path: Path) -> None:
    site = many(tmp_path / "site")
    run(site, jobs=2)
    before = tree(site / "build")
    for file in (site / "seeds").glob("*.txt"):
        file.write_text(file.read_text(encoding="utf-8").replace("Oh Se-hoon", "Park Won-soon"), encoding="utf-8")
    command = (sys.executable, "-m", "hanoi_korea_site", "--site", site, "build", "--jobs", "2")
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    stage = site / ".build.stage"
    while not any(stage.rglob("*.html")):
        assert process.poll() is None
        time.sleep(0.01)
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert process.returncode != 0
    assert b"Traceback" not in said
    assert time.monotonic() - began < 10  # a second on a machine of one's own
    assert tree(site / "build") == before
    report = run(site, jobs=1)
    assert report.read_anew == 0


def test_a_cache_is_opened_anew_in_another_process(tmp_path: Path) -> None:
    with opened(tmp_path / "store.sqlite") as store:
        store.save("kind", [("key", b"body")])
        copy = pickle.loads(pickle.dumps(store))  # noqa: S301 - our own bytes
        assert copy.get("kind", "key") == b"body"
        copy.close()


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc")
def test_the_processes_end_with_the_one_that_was_killed() -> None:
    """Orphans would keep the lock that they inherited, and every later build waiting."""
    program = (
        "import time\nfrom hanoi_korea_site.building.parallel import workers\n"
        "with workers(2) as pool:\n"
        "    print(*pool.map(abs, range(2)), flush=True)\n    time.sleep(60)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    children = [int(one) for one in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    assert children
    process.kill()
    process.communicate()
    for _ in range(200):
        if not any(Path(f"/proc/{child}").exists() for child in children):
            return
        time.sleep(0.05)
    pytest.fail("they outlived it")
