"""Old encodings are read by what they say; what cannot be known is refused, and never published garbled."""

import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hanoi_korea_site import encodings
from hanoi_korea_site.encodings import UndecodableError, decode

MOTTO = "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
MOTTO_TCVN3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n"
MOTTO_VNI = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"

SENTENCES = (
    "Ngày 18-4, Chủ tịch Ủy ban nhân dân thành phố tiếp Thị trưởng Sejong và đoàn đại biểu.",
    "Hai bên nhất trí thúc đẩy hợp tác về đô thị thông minh, giáo dục, y tế và du lịch.",
    "Đường Nguyễn Văn Cừ được mở rộng; xe buýt chạy bằng điện từ quý tới, người dân rất phấn khởi.",
    "Bà khẳng định quan hệ hữu nghị giữa hai địa phương ngày càng bền vững, thực chất, hiệu quả.",
    "Tỉnh mong muốn học hỏi kinh nghiệm quy hoạch, xử lý rác thải và gìn giữ những di sản quý.",
)
TONES = "\u0301\u0300\u0309\u0303\u0323"

samples = st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=12).map("\n".join)


def windows_1258(text):
    """Letters with their hats, tones apart, as Windows writes them."""
    letters = []
    for char in text:
        parts = unicodedata.normalize("NFD", char)
        tone = "".join(mark for mark in parts if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES))
        letters.append(base + tone)
    return "".join(letters).encode("cp1258")


def tcvn3(text):
    """As the fonts .VnTime write it, which have no toned capitals."""
    return codecs.charmap_encode(text, "strict", codecs.charmap_build(encodings._TCVN3))[0]


def vni(text):
    """A letter, then its marks as one sign."""
    marks = {value: key for key, value in encodings._VNI_MARKS.items()}
    letters = {value: key for key, value in encodings._VNI_LETTERS.items()}
    written = []
    for char in text:
        low = char.lower()
        sign = letters.get(low)
        if sign is None:
            parts = unicodedata.normalize("NFD", low)
            hat = "\u0306" if "\u0306" in parts else "\u0302" if "\u0302" in parts else ""
            tone = "".join(mark for mark in parts if mark in TONES)
            base = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in TONES + hat))
            sign = letters.get(base, base) + marks.get(hat + tone, "")
        written.append(sign.upper() if char.isupper() else sign)
    return "".join(written).encode("cp1252")


def lowered(text):
    """Capitals that carry a tone made small: old single-byte sets have no others."""
    return "".join(char if unicodedata.normalize("NFD", char)[-1] not in TONES else char.lower() for char in text)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(MOTTO.encode(), id="utf-8"),
        pytest.param(MOTTO.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(unicodedata.normalize("NFD", MOTTO).encode(), id="utf-8, marks apart"),
        pytest.param(MOTTO.encode("utf-16"), id="utf-16 with a mark"),
        pytest.param(codecs.BOM_UTF16_BE + MOTTO.encode("utf-16-be"), id="utf-16, high byte first, with a mark"),
        pytest.param(MOTTO.encode("utf-16-le"), id="utf-16 without a mark"),
        pytest.param(MOTTO.encode("utf-16-be"), id="utf-16, high byte first, without a mark"),
        pytest.param(windows_1258(MOTTO), id="windows-1258"),
        pytest.param(MOTTO_TCVN3.encode("cp1252"), id="TCVN3"),
        pytest.param(MOTTO_TCVN3.encode(), id="TCVN3 taken for Western letters"),
        pytest.param(MOTTO_VNI.encode("cp1252"), id="VNI"),
        pytest.param(MOTTO_VNI.encode(), id="VNI taken for Western letters"),
        pytest.param(MOTTO.encode().decode("latin-1").encode(), id="UTF-8 encoded twice"),
    ],
)
def test_reads(raw):
    assert unicodedata.normalize("NFC", decode(raw)) == MOTTO


@given(samples)
def test_unicode_comes_back(text):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert decode(text.encode(encoding)) == text


@given(samples)
def test_windows_1258_comes_back(text):
    assert decode(windows_1258(text)) == text


@given(samples)
def test_tcvn3_comes_back(text):
    text = lowered(text)
    assert decode(tcvn3(text)) == text
    assert decode(tcvn3(text).decode("latin-1").encode()) == text


@given(samples)
def test_vni_comes_back(text):
    assert decode(vni(text)) == text
    assert decode(vni(text).decode("cp1252").encode()) == text


@pytest.mark.parametrize(
    "text",
    [
        "Malmö và Curaçao là hai địa danh; ông Müller đến Hà Nội, cà phê giá 5 £, nhiệt độ 30 °C.",
        "Für die Präsidentin wäre es schön",
        "서울 시장이 하노이를 방문했다",
        "Chung Mong-joon đến TP.HCM",
        "“Hà Nội – Seoul”… 30 năm",
        "",
    ],
)
def test_right_utf8_is_left_alone(text):
    assert decode(text.encode()) == text


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("Thị trưởng Zürich Müller".encode("latin-1", "ignore"), id="Western"),
        pytest.param("서울 시장이 하노이를 방문했다".encode("euc-kr"), id="Korean"),
        pytest.param(MOTTO.encode()[:-3] + b"\xe1", id="cut short"),
        pytest.param(MOTTO.encode().decode("cp1252", "ignore").encode(), id="UTF-8 encoded twice, with losses"),
        pytest.param(b"\x00\x01\x02\x03", id="binary"),
        pytest.param(MOTTO.encode("utf-16")[:-1], id="half a letter"),
        pytest.param(MOTTO.encode("utf-32"), id="utf-32"),
        pytest.param(MOTTO.encode("ascii", "replace") + "\ufffd".encode(), id="letters lost"),
    ],
)
def test_refuses(raw):
    with pytest.raises(UndecodableError) as refusal:
        decode(raw)
    assert refusal.value.message
    assert refusal.value.remedy


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(raw):
    try:
        text = decode(raw)
    except UndecodableError:
        return
    assert "\0" not in text
    assert "\ufffd" not in text


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text):
    try:
        raw = text.encode()
    except UnicodeEncodeError:
        return
    try:
        decode(raw)
    except UndecodableError:
        return
