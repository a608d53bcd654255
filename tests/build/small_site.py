"""A small site to build in tests, and articles to fill it with."""

from pathlib import Path

from hanoi_korea_site.building.build import Report, build
from hanoi_korea_site.building.publish import MANIFEST
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

ARTICLES = (
    """Thành phố Huế tiếp đoàn tỉnh Gangwon

Ngày 12/5/2023, Chủ tịch UBND thành phố Huế Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho. Hai bên ký biên bản \
ghi nhớ về hợp tác du lịch giữa thành phố Huế và tỉnh Gangwon.
""",
    """Đoàn tỉnh Gangwon thăm Hà Nội

Sáng 14/5/2023, Phó Chủ tịch UBND thành phố Hà Nội Nguyễn Thu Hà tiếp Thống đốc tỉnh Gangwon Kim Dae-ho đang ở thăm \
Việt Nam.

Hai bên dự kiến ký thỏa thuận hợp tác về đào tạo vào tháng 9/2023.
""",
    """Busan và Hải Phòng bàn về cảng biển

Ngày 2/11/2021, Thị trưởng Busan Park Jin-woo hội đàm trực tuyến với Chủ tịch UBND thành phố Hải Phòng Đỗ Minh Quân.
""",
    """Hà Nội trao đổi kinh nghiệm giao thông với Seoul

Chiều 8/3/2024, Phó Thị trưởng Seoul Han Ji-min làm việc với Sở Giao thông vận tải Hà Nội về xe buýt điện.

Ảnh: Hai bên trao quà lưu niệm. Ảnh: Thu Trang
""",
    "Ngày 20/8, Đại sứ Hàn Quốc tại Việt Nam Choi Young-min thăm Quảng Ninh và dự lễ hội hoa.\n",
)


def make_site(root: Path, *, base_url: str = "https://example.vn/") -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "site.yaml").write_text(f"title: Kho thử\nbase_url: {base_url}\nfonts: system\n", encoding="utf-8")
    return root


def run(root: Path, *, jobs: int = 1, strict: bool = False, force: bool = False) -> Report:
    return build(load_config(root), silent, jobs=jobs, strict=strict, force=force)


def tree(output: Path) -> dict[str, bytes]:
    """Every file published, the manifest included."""
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    assert MANIFEST in found
    return found
