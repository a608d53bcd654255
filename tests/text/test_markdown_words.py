"""What a snippet shows of Markdown: its words, without marks."""

import pytest

from hanoi_korea_site.text import without_markdown


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Ngày 22/10, **Hà Nội** và *Seoul* ký kết.", "Ngày 22/10, Hà Nội và Seoul ký kết."),
        ('Đọc [bài gốc](https://vi-du.example/a_(b) "Báo") tại đây.', "Đọc bài gốc tại đây."),
        ("Xem [bản ghi nhớ][1] và ![ảnh ký kết](anh/ky.jpg).", "Xem bản ghi nhớ và ảnh ký kết."),
        ("## Kết quả _chuyến thăm_", "Kết quả chuyến thăm"),
        ("> - Trích lời `Thị trưởng`", "Trích lời Thị trưởng"),
        ("Trang <https://vi-du.example> và <b>chữ đậm</b>", "Trang https://vi-du.example và chữ đậm"),
        ("Một **câu bị cắt", "Một câu bị cắt"),
        (r"Giá 5 \* 3 là tên_tệp_này, 2 * 3 = 6", "Giá 5 * 3 là tên_tệp_này, 2 * 3 = 6"),
        ("Hà Nội-Seoul [1], a < b và c > d.", "Hà Nội-Seoul [1], a < b và c > d."),
    ],
)
def test_words_without_marks(written, shown):
    assert without_markdown(written) == shown
