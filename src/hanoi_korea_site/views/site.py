"""What pages know of the site itself."""

from typing import Self

from msgspec import Struct

from hanoi_korea_site.config import NO_LICENCE, Config, Licence, MapLabel
from hanoi_korea_site.views import addresses, words


class Site(Struct, frozen=True):
    """What `site.yaml` says that pages show; `base_url` ends in "/" or is "", `countries` are the pair, home first."""

    title: str
    description: str
    base_url: str
    language: str
    countries: tuple[str, str]
    country_names: tuple[str, str]
    page_size: int = 100
    feed_limit: int = 30
    own_fonts: bool = False
    search: bool = True
    outlet: str = ""
    licence: Licence = NO_LICENCE
    data: bool = True
    annotations: bool = True
    labels: tuple[MapLabel, ...] = ()

    @classmethod
    def of(cls, config: Config) -> Self:
        home, partner = map(_country, config.countries)
        return cls(
            title=config.title,
            description=config.description or _says_of_itself(home, partner),
            base_url=config.base_url,
            language=config.language,
            countries=config.countries,
            country_names=(home, partner),
            page_size=config.page_size,
            feed_limit=config.feed_limit,
            own_fonts=config.fonts != "system",
            search=config.search == "full",
            outlet=config.outlet,
            licence=config.licence,
            data="data" in config.exports,
            annotations="annotations" in config.exports,
            labels=config.labels,
        )

    def absolute(self, permalink: str) -> str:
        """The published address; "" where the site has none yet."""
        base = self.base_url
        return base + ("" if permalink == addresses.HOME else permalink) if base else ""


def _says_of_itself(home: str, partner: str) -> str:
    return f"Tin tức về quan hệ giữa các địa phương của {home} và {partner}; điều gì cũng dẫn về câu văn đã nói vậy."


def _country(code: str) -> str:
    return words.COUNTRY.get(code, code)
