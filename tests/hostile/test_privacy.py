"""What is published tells nothing of the machine it was made on, and is the same wherever it is made."""

import getpass
import shutil
import socket
from pathlib import Path

from hostile_site import OTHER, build, lay
from killing import tree

FILES = {
    "seeds/nhap.md": "---\ndraft: true\ntitle: Bản nháp tuyệt mật\n---\nHuế tiếp đoàn Jeju. Chưa được công bố.\n",
    "seeds/la.txt": OTHER,
    "seeds/la.yaml": "title: Tiêu đề của người biên tập\n# ghi chú riêng của biên tập viên\n",
    "seeds/.rieng.txt": "Ghi chép riêng của người biên tập.\n",
    "ghi-chu.txt": "Mật khẩu của tôi.\n",
    "site.yaml": "title: Kho thử\nbase_url: https://example.vn/\n# ghi chú riêng của biên tập viên\n",
}


def test_nothing_of_the_editors_disk_is_published(tmp_path: Path) -> None:
    site = lay(tmp_path / "thu-muc-cua-toi" / "site", FILES)
    assert build(site).faults == ()
    hidden = {
        *(str(tmp_path), "thu-muc-cua-toi", str(Path.home()) + "/", str(Path(__file__).parents[2]), "/tmp/"),  # noqa: S108
        *("tuyệt mật", "Chưa được công bố", "Ghi chép riêng", "ghi chú riêng", "Mật khẩu"),
        *(name for name in (socket.gethostname(), getpass.getuser()) if len(name) > 5),
    }
    for name, body in tree(site / "build").items():
        for words in hidden:
            assert words.encode() not in body, f"{name} holds “{words}”"
            assert words not in name


def test_the_same_bytes_come_out_wherever_it_is_made(tmp_path: Path) -> None:
    here = lay(tmp_path / "a", FILES)
    there = tmp_path / "một nơi khác, dài hơn" / "b"
    shutil.copytree(here, there)
    for site in (here, there):
        assert build(site).faults == ()
    assert tree(here / "build") == tree(there / "build")
