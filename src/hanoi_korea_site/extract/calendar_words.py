"""The words of the calendar: months by name, and what the lunar years' names are made of."""

STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
"""The words that a lunar year's name is made of, in their order."""
MONTHS_IN_WORDS = {
    "một": 1,
    "giêng": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
MONTH_NAMES = "|".join(sorted(MONTHS_IN_WORDS, reverse=True))
"""A pattern of them, the longer first."""
WEEKDAYS = {
    **{f"thứ {name}": day for day, name in enumerate(("hai", "ba", "tư", "năm", "sáu", "bảy"))},
    **{f"thứ {number}": number - 2 for number in range(2, 8)},
    "chủ nhật": 6,
}
"""The days of the week, Monday 0."""
_DIGITS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
COUNTS_IN_WORDS = {
    **{word: at for at, word in enumerate((*_DIGITS, "mười"), 1)},
    **{f"mười {word}": at for at, word in enumerate((*_DIGITS[:4], "lăm", *_DIGITS[5:]), 11)},
    **{f"{word} mươi": 10 * at for at, word in enumerate(_DIGITS[1:], 2)},
}
"""Numbers of years as they are written out, up to nineteen and the tens."""
COUNTS = "|".join(sorted(COUNTS_IN_WORDS, reverse=True))
"""A pattern of them, the longer first."""
