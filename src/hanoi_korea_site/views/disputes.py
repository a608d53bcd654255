"""Contradictions side by side: what each article says of one thing, none preferred."""

from dataclasses import dataclass

from hanoi_korea_site.archive import Dispute
from hanoi_korea_site.views.catalogue import Catalogue
from hanoi_korea_site.views.parts import Cited

_ABOUT = {
    "date-conflict": "Ngày được ghi khác nhau",
    "office-conflict": "Một chức vụ, hai người",
    "parties-conflict": "Các bên được ghi khác nhau",
}


@dataclass(frozen=True, slots=True)
class AccountPart:
    """What one article says, and where."""

    says: str
    cited: Cited


@dataclass(frozen=True, slots=True)
class DisputePart:
    """A contradiction; `about` says of what kind, `subject` of what, "" for an event."""

    about: str
    subject: str
    accounts: tuple[AccountPart, ...]


def dispute(catalogue: Catalogue, found: Dispute) -> DisputePart:
    accounts = (AccountPart(account.says, catalogue.cited(account.citation)) for account in found.accounts)
    holders = " và ".join(catalogue.official(official).text for official in found.officials)
    subject = holders if found.code == "office-conflict" else found.subject
    return DisputePart(_ABOUT[found.code], subject, tuple(accounts))


def disputes_of(catalogue: Catalogue, kind: str, entity: str) -> tuple[DisputePart, ...]:
    """Those shown with an entity; `kind` is "places", "officials" or "agreements"."""
    return tuple(dispute(catalogue, found) for found in catalogue.disputes(kind, entity))
