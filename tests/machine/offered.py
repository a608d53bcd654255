"""A small site with what machines stumble over: markup, formulas, commas, an editor's source, plans and open years."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from hanoi_korea_site.building.build import build
from hanoi_korea_site.config import load_config
from hanoi_korea_site.console import silent

BASE = "https://kho.example/tin/"

SITE = f"""title: 'Kho thử & "lạ" </script>'
description: Tin về <b>Huế</b>, Đà Nẵng; và Hàn Quốc
base_url: {BASE}
outlet: Nhóm thử
licence: {{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/deed.vi"}}
feeds: {{limit: 2}}
"""

ARTICLES = {
    "hue-tiep-doan-gangwon.md": """---
title: '=HYPERLINK("http://x.example";"Huế") </script><script>alert(1)</script>'
published: 2023-05-13
source: {outlet: Báo Ví Dụ, url: "https://bao.example/1?a=1&b=2", retrieved: 2025-05-01, archived: "https://luu.example/1"}
tags: [du lịch]
---
Từ ngày 12 đến 14/5/2023, Chủ tịch UBND thành phố Huế Lê Văn Bình tiếp Thống đốc tỉnh Gangwon Kim Dae-ho. Hai bên ký \
biên bản ghi nhớ về hợp tác du lịch giữa thành phố Huế và tỉnh Gangwon; \\ "rất dài, rất dài" <i>thật</i>.
""",
    "doan-gangwon-tham-ha-noi.txt": """Đoàn tỉnh Gangwon thăm Hà Nội

Sáng 14/5/2023, Phó Chủ tịch UBND thành phố Hà Nội Nguyễn Thu Hà tiếp Thống đốc tỉnh Gangwon Kim Dae-ho.

Hai bên dự kiến ký thỏa thuận hợp tác về đào tạo vào tháng 9/2023. Đoàn sẽ thăm Đà Nẵng ngày 20/6/2023.
""",
    "busan-va-hai-phong.txt": """Busan và Hải Phòng bàn về cảng biển

Ngày 31/12/2021, Thị trưởng Busan Park Jin-woo hội đàm trực tuyến với Chủ tịch UBND thành phố Hải Phòng Đỗ Minh Quân.
""",
    "le-hoi-hoa.txt": """Đại sứ Hàn Quốc dự lễ hội hoa

Ngày 20/8, Đại sứ Hàn Quốc tại Việt Nam Choi Young-min thăm Quảng Ninh và dự lễ hội hoa.
""",
}


def make(root: Path, site: str = SITE) -> Path:
    (root / "seeds").mkdir(parents=True)
    (root / "site.yaml").write_text(site, encoding="utf-8")
    for name, text in ARTICLES.items():
        (root / "seeds" / name).write_text(text, encoding="utf-8")
    return root


def publish(root: Path) -> dict[str, bytes]:
    build(load_config(root), silent, jobs=1)
    output = root / "build"
    return {file.relative_to(output).as_posix(): file.read_bytes() for file in output.rglob("*") if file.is_file()}


@cache
def published(site: str = SITE) -> dict[str, bytes]:
    """Every file of the site, by permalink; made once for each way of configuring it."""
    return publish(make(Path(mkdtemp()) / "site", site))
