"""A site's own names file: another pair of countries by that file alone, and every fault with its line."""

import pytest

from hanoi_korea_site import gazetteer
from hanoi_korea_site.errors import InputError
from hanoi_korea_site.extract.places import find_places
from hanoi_korea_site.extract.sheet import Sheet
from hanoi_korea_site.gazetteer import Gazetteer
from hanoi_korea_site.gazetteer.names_file import read_names
from hanoi_korea_site.model import Block, Sentence, Title
from hanoi_korea_site.text import match_key

JAPAN = """\
country: JP
places:
  - name: Osaka
    type: city
    at: 34.69 135.50
    ja: 大阪
    also: [Ô-xa-ca]
    districts: [{name: Kita, at: 34.71 135.51}]
  - {name: Yamanashi, type: province, at: 35.66 138.57, cities: [{name: Kofu, at: 35.66 138.57}]}
  - {name: Cù Lao Mới, id: cu-lao-moi, type: zone, country: VN, parent: da-nang}
surnames:
  JP: [Ishiba, Abe]
blocked: [Osaka Gas]
"""


def read(text, names):
    block = Block("paragraph", 0, len(text), (Sentence(1, 0, len(text)),))
    sheet = Sheet(text, match_key(text), Title("", "generated"), None, "", (block,), (), (), (), (), ())
    return {place.id: [mention.text for mention in place.mentions] for place in find_places(sheet, names)}


@pytest.fixture
def japan(tmp_path):
    file = tmp_path / "names.yaml"
    file.write_text(JAPAN, "utf-8")
    return Gazetteer.load(file)


def test_another_pair_by_a_names_file_alone(japan):
    text = "TP Đà Nẵng và tỉnh Yamanashi (Nhật Bản); Osaka, Ô-xa-ca, quận Kita, Kofu. Cù Lao Mới đẹp. Osaka Gas dự."
    assert read(text, japan) == {
        "da-nang": ["TP Đà Nẵng"],
        "yamanashi": ["tỉnh Yamanashi"],
        "nhat-ban": ["Nhật Bản"],
        "osaka": ["Osaka", "Ô-xa-ca"],
        "kita": ["quận Kita"],
        "kofu": ["Kofu"],
        "cu-lao-moi": ["Cù Lao Mới"],
    }


def test_its_word_wins_and_the_packaged_names_stay(japan):
    assert dict(japan.places["osaka"].names)["ja"] == ("大阪",)
    assert japan.places["kofu"].parent == "yamanashi"
    assert japan.named("Seoul")[0].id == "seoul"
    assert {"ishiba", "abe"} <= japan.surnames["JP"]
    assert "nguyễn" in japan.surnames["VN"]
    assert "Nhật" in japan.countries["JP"].chained


def test_digest_tells_names_apart(japan, tmp_path):
    plain = Gazetteer.load()
    assert japan.digest != plain.digest
    assert Gazetteer.load() is plain
    (tmp_path / "names.yaml").write_text(JAPAN + "\n# more\n", "utf-8")
    assert Gazetteer.load(tmp_path / "names.yaml").digest != japan.digest


FAULTS = [
    ("places: [{name: Osaka, typ: city}]", ["names.yaml:1: places[1].typ: there is no such key", "“type” is missing"]),
    ("country: Japan", ["names.yaml:1: country: “Japan” is no country code"]),
    ("places:\n- {type: city, country: JP}", ["names.yaml:2: places[1]: “name” is missing"]),
    ("places:\n- {name: A, type: town, country: JP}", ["names.yaml:2: places[1].type: “town” is not known here"]),
    ("places:\n- {name: A, type: city, country: JP, at: north}", ["names.yaml:2: places[1].at: “north” is no point"]),
    ("places:\n- {name: A, type: city, country: JP, at: 95.0 10.0}", ["“95.0 10.0” is no point"]),
    ("places:\n- {name: A, type: city, country: JP, parent: nowhere}", ["parent “nowhere” is no known place"]),
    ("places:\n- {name: A, type: city, country: JP, until: yesterday}", ["“yesterday” is no day"]),
    ("places:\n- {name: A, type: city, country: XX}", ["“XX” is no country code"]),
    ("places:\n- {name: A, type: city}", ["country “” is not known"]),
    ("places:\n- {name: A, id: Not An Id, type: city, country: JP}", ["“Not An Id” is no id"]),
    (
        "places:\n- {name: A, type: city, country: JP}\n- {name: A, type: province, country: JP}",
        ["names.yaml:3: places[2]: the id “a” stands twice"],
    ),
    ("countries: [{code: JP}]", ["“name” is missing"]),
    ("countries: [{code: JP, name: Nhật, order: backwards}]", ["“backwards” is not known here"]),
    ("surnames: [Abe]", ["surnames: a mapping was expected"]),
    ("places: [", ["names.yaml:", "no YAML"]),
]


@pytest.mark.parametrize(("text", "messages"), FAULTS)
def test_every_fault_has_its_place(text, messages, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "names.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        Gazetteer.load((tmp_path / "names.yaml").relative_to(tmp_path))
    for message in messages:
        assert message in str(raised.value)


def test_all_faults_at_once(tmp_path):
    file = tmp_path / "names.yaml"
    file.write_text("country: Japan\nplaces:\n- {name: A, typ: city}\nblocked: {a: b}\n", "utf-8")
    with pytest.raises(InputError) as raised:
        Gazetteer.load(file)
    assert [fault.line for fault in raised.value.faults] == sorted(fault.line or 0 for fault in raised.value.faults)
    assert len(raised.value.faults) >= 3


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        Gazetteer.load(tmp_path / "names.yaml")


def everything(gazetteer):
    found = [(hit.start, hit.end, hit.value) for hit in gazetteer.finder.find(match_key("Osaka, Hà Nội và Seoul"))]
    return (
        gazetteer.places,
        gazetteer.countries,
        gazetteer.surnames,
        gazetteer.named("Kyonggi"),
        gazetteer.digest,
        found,
    )


@pytest.fixture
def anew(monkeypatch):
    """Loads as another process would; `read` counts how often a names file was parsed."""
    read = []

    def counted(text, file, faults):
        read.append(file)
        return read_names(text, file, faults)

    monkeypatch.setattr(gazetteer, "read_names", counted)

    def load(extra, memory):
        gazetteer._load.cache_clear()
        read.clear()
        return Gazetteer.load(extra, memory), tuple(read)

    yield load
    gazetteer._load.cache_clear()


def test_remembered_names_are_those_of_the_files(anew, japan, tmp_path):
    memory = tmp_path / "cache" / "names.json"
    first, read = anew(tmp_path / "names.yaml", memory)
    again, unread = anew(tmp_path / "names.yaml", memory)
    assert len(read) == 4
    assert unread == ()
    assert everything(again) == everything(first) == everything(japan)
    assert [path.name for path in memory.parent.iterdir()] == ["names.json"]


def test_a_changed_names_file_is_read_anew(anew, tmp_path):
    names, memory = tmp_path / "names.yaml", tmp_path / "names.json"
    for city in ("Tsuyama", "Mimasaka"):
        names.write_text(f"country: JP\nplaces: [{{name: {city}, type: city}}]\n", "utf-8")
        changed, read = anew(names, memory)
    assert read
    assert changed.named("Mimasaka")
    assert not changed.named("Tsuyama")
    plain, _ = anew(None, memory)
    assert not plain.named("Mimasaka")


def test_other_code_reads_anew(anew, tmp_path, monkeypatch):
    anew(None, tmp_path / "names.json")
    monkeypatch.setattr(gazetteer, "_own_code", lambda: b"another release")
    _, read = anew(None, tmp_path / "names.json")
    assert read


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff" * 400, None])
def test_a_damaged_memory_is_made_anew(anew, tmp_path, damage):
    memory = tmp_path / "names.json"
    whole, _ = anew(None, memory)
    stored = memory.read_bytes()
    memory.write_bytes(stored.replace("Hà Nội".encode(), "Hà Nột".encode(), 1) if damage is None else damage)
    mended, read = anew(None, memory)
    assert read
    assert everything(mended) == everything(whole)
    assert memory.read_bytes() == stored


def test_where_nothing_can_be_remembered_the_files_are_read(anew, tmp_path):
    (tmp_path / "file").write_text("")
    loaded, _ = anew(None, tmp_path / "file" / "names.json")
    assert everything(loaded) == everything(Gazetteer.load())
