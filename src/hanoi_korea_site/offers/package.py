"""`datapackage.json`: what the files under `data/` are, for Frictionless and other readers of data packages."""

from collections.abc import Sequence

import msgspec

from hanoi_korea_site.offers.tables import SHEETS, Table
from hanoi_korea_site.text import slug
from hanoi_korea_site.views.downloads import Volume
from hanoi_korea_site.views.site import Site

JsonObject = dict[str, object]


def package(site: Site, volumes: Sequence[Volume]) -> bytes:
    """Paths are relative to the folder of the descriptor, as the specification asks."""
    licence = site.licence
    described: JsonObject = {
        "profile": "data-package",
        "name": slug(site.title) or "archive",
        "title": site.title,
        "description": site.description,
        "homepage": site.base_url,
        "licenses": [{"title": licence.name, "path": licence.url}] if licence.url else [],
        "contributors": [{"title": site.outlet, "role": "publisher"}] if site.outlet else [],
        "resources": [*map(_sheet, SHEETS), *_others(volumes)],
    }
    body = msgspec.json.encode({key: value for key, value in described.items() if value})
    return msgspec.json.format(body, indent=1) + b"\n"


def _sheet(table: Table) -> JsonObject:
    fields = [
        {"name": column.name, "type": column.kind, "description": column.words or column.name}
        for column in table.columns
    ]
    schema: JsonObject = {"fields": fields, "missingValues": [""]}
    if table.keyed:
        schema["primaryKey"] = "id"
    references = [
        {"fields": column.name, "reference": {"resource": _self(column.refers, table), "fields": "id"}}
        for column in table.columns
        if column.refers
    ]
    if references:
        schema["foreignKeys"] = references
    return {
        "name": table.name,
        "title": table.words,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "schema": schema,
    }


def _self(refers: str, table: Table) -> str:
    """A table that refers to itself calls itself "", as the specification has it."""
    return "" if refers == table.name else refers


def _others(volumes: Sequence[Volume]) -> list[JsonObject]:
    files = [(volume.name, "jsonl", "application/x-ndjson") for volume in volumes]
    files += [
        ("archive.sqlite", "sqlite", "application/vnd.sqlite3"),
        ("record.schema.json", "json", "application/schema+json"),
    ]
    return [
        {
            "name": path.rpartition(".")[0].replace(".", "-"),
            "path": path,
            "profile": "data-resource",
            "type": "file",
            "format": kind,
            "mediatype": media,
        }
        for path, kind, media in files
    ]
