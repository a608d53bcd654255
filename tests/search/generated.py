"""A site of a few hundred generated articles, the same every time, and a few that questions look for."""

import random
from pathlib import Path

ARTICLES = 300
"""So many beside those below."""

NEEDLES = {
    "2024-03-08-duong-sat-do-thi-busan": """Đường sắt đô thị: Hà Nội học kinh nghiệm của Busan

Ngày 8/3/2024, Phó Chủ tịch UBND thành phố Hà Nội Nguyễn Thu Hà làm việc với Thị trưởng Busan Park Jin-woo về tuyến \
tàu răng cưa.

Hai bên khảo sát nhà ga ngầm Yên Phụ.
""",
    "2023-09-20-dai-su-tham-lang-gom": """Đại sứ Hàn Quốc thăm làng gốm Bát Tràng

Ngày 20/9/2023, Đại sứ Hàn Quốc tại Việt Nam Choi Young-min thăm các lò gốm và nặn một chiếc bình.
""",
    "2022-05-12-hue-gyeonggi-bao-ton": """Thành phố Huế và tỉnh Gyeonggi bàn về bảo tồn cung điện

Ngày 12/5/2022, Chủ tịch UBND thành phố Huế Lê Văn Bình tiếp Thống đốc tỉnh Gyeonggi Kim Dae-ho.

Hai bên ký Bản ghi nhớ hợp tác bảo tồn di sản giữa thành phố Huế và tỉnh Gyeonggi. Buổi hòa nhạc thủy đình khép lại \
chuyến thăm. Kỳ nghỉ sau đó rất ngắn.
""",
    "2026-01-05-phien-cho-ha-noi-dau-nam": """Chợ quê Hạ Nồi mở phiên đầu năm

Ngày 5/1/2026, chợ Hạ Nồi đón khách từ sáng sớm. Đài sử ghi lại nhiều phiên chợ như vậy.
""",
    "2021-04-02-trong-cay-xanh-do-thi": """Phong trào trồng cây xanh đô thị lan rộng

Ngày 2/4/2021, người dân phường trên trồng cây xanh đô thị bên hồ.
""",
    "2025-04-03-vuon-uom-ngoai-thanh": """Vườn ươm ngoại thành

Ngày 3/4/2025, học sinh trồng cây. Cây xanh phủ kín sân. Màu xanh đô thành rất đẹp. Quy hoạch đô thị còn dang dở.
""",
    "2020-11-11-le-hoi-hoa-cuc": """Lễ hội hoa cúc bên sông

Ngày 11/11/2020, lễ hội hoa cúc mở cửa. Khách Tokyo nói: <img src=x onerror=alert(1)> & "đẹp quá".
""",
    "2019-06-07-lop-hoc-nau-an": """Lớp học nấu ăn của bếp trưởng Kowalski

Ngày 7/6/2019, bếp trưởng Kowalski dạy làm kimchi 김치 trong gian bếp nhỏ. Kimchi muối vừa.
""",
    "2018-06-07-lop-hoc-nau-an": """Lớp học nấu ăn mùa hạ khai giảng

Ngày 7/6/2018, hai mươi học viên làm kimchi. Ô mai và trà được mời sau buổi học.
""",
}

_PLACES = ("Đà Nẵng", "Hải Phòng", "Cần Thơ", "Bắc Ninh", "Seoul", "Incheon", "Daegu", "Suwon", "Ulsan")
_DEEDS = ("mở rộng", "bàn về", "rà soát", "thúc đẩy", "kết nối", "trao đổi", "tổng kết", "khởi động")
_FIELDS = (
    "du lịch", "chuyển đổi số", "đào tạo nhân lực", "y tế cộng đồng", "giao thông thông minh", "nông nghiệp sạch",
    "bán dẫn", "cảng biển",
)  # fmt: skip
_COMMON = """
đại biểu doanh nghiệp thành viên chương trình kế hoạch nguồn vốn công nghệ sinh viên chuyên gia hội nghị kết quả trong
ngoài trước sau nhiều những các và với cho được sẽ đang tiếp tục phối hợp triển khai báo cáo đánh giá mục tiêu
"""


def _article(number: int) -> tuple[str, str]:
    rng = random.Random(number)  # noqa: S311 - the same text every time is what we want
    here, there = rng.sample(_PLACES, 2)
    title = f"{here} và {there} {rng.choice(_DEEDS)} {rng.choice(_FIELDS)}"
    day = f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{rng.randint(2005, 2017)}"
    sentences = [f"Ngày {day}, {here} và {there} {rng.choice(_DEEDS)} {rng.choice(_FIELDS)}."]
    sentences += [
        f"{' '.join(rng.choices(_COMMON.split(), k=14)).capitalize()} tại {rng.choice(_PLACES)}." for _ in range(12)
    ]
    return (
        f"bai-so-{number:04}-tong-hop-tin-tuc",
        f"{title}\n\n{' '.join(sentences[:6])}\n\n{' '.join(sentences[6:])}\n",
    )


def articles(count: int) -> list[str]:
    """The texts of the generated articles."""
    return [text for _, text in map(_article, range(count))]


def write_site(root: Path, count: int) -> Path:
    """`count` generated articles and the needles."""
    (root / "seeds").mkdir(parents=True)
    (root / "site.yaml").write_text("title: Kho thử\nfonts: system\n", encoding="utf-8")
    for name, text in (*NEEDLES.items(), *map(_article, range(count))):
        (root / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    return root
