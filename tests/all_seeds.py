"""All articles of a site at once; a build reads them one by one, in several processes."""

from typing import NamedTuple

from hanoi_korea_site.config import Config
from hanoi_korea_site.errors import Fault, InputError, in_order
from hanoi_korea_site.model import Seed
from hanoi_korea_site.seeds import list_seed_files, read_seed


class SeedReading(NamedTuple):
    """The articles that could be read, by their path, and what is wrong with the others."""

    seeds: tuple[Seed, ...]
    faults: tuple[Fault, ...]


def read_seeds(config: Config) -> SeedReading:
    """Read all articles, drafts included; never raises for a bad one."""
    listing = list_seed_files(config)
    seeds: list[Seed] = []
    faults = list(listing.faults)
    for file in listing.files:
        try:
            seeds.append(read_seed(config.root, file))
        except InputError as error:
            faults.extend(error.faults)
    return SeedReading(tuple(seeds), in_order(faults))
