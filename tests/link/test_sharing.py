"""Gists that share what they have in common are the gists they were."""

import msgspec

from hanoi_korea_site.archive import Tally
from hanoi_korea_site.link.gist import Company, Gist, OfficialGist, PlaceGist, RoleGist
from hanoi_korea_site.link.published import Trace
from hanoi_korea_site.link.sharing import Sharing
from hanoi_korea_site.model import Dated, Source, Title


def test_equal_parts_of_gists_are_one_object() -> None:
    share = Sharing()
    one, other = (share(msgspec.json.decode(msgspec.json.encode(_gist(name)), type=Gist)) for name in ("a", "b"))
    assert (one, other) == (_gist("a"), _gist("b"))
    assert one.places[0] is other.places[0]
    assert one.officials[0] is other.officials[0]
    assert one.date is other.date
    assert one.company is other.company


def _gist(name: str) -> Gist:
    role = RoleGist("Thị trưởng", "thành phố Seoul", "", False, Trace(2, 0.95, "officials.apposition"))  # noqa: FBT003
    return Gist(
        id=name,
        source_file=f"seeds/{name}.txt",
        digest=name,
        prose="",
        asks=False,
        title=Title(f"Bài {name}", "text"),
        lead="",
        date=Dated("2024-10-22", "2024-10-22", None, "day", "explicit", 1.0),
        published=None,
        source=Source(),
        tags=(),
        problems=(),
        places=(PlaceGist("seoul"), PlaceGist("ha-noi")),
        officials=(OfficialGist("oh-se-hoon", "Oh Se Hoon", "KR", (), (role,)),),
        agreements=(),
        events=(),
        company=Company(((0, 1),), ((0, 0),), ()),
        sentences=((2, f"Câu của {name}."),),
        same_as=(),
        reviewed=(),
        tally=Tally(),
    )
