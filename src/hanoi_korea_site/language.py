"""In which language the program speaks: the user's where there is a catalogue for it in `locale/`, else English.

Messages stand in the source in English and are looked up by `gettext` where they are shown; the environment says which
language is wanted (LANGUAGE, LC_ALL, LC_MESSAGES, LANG). Nothing that is published is looked up: it is the same
wherever it is built.
"""

import gettext
from pathlib import Path
from typing import Final

DOMAIN: Final = "hanoi-korea-site"
LOCALE: Final = Path(__file__).parent / "locale"


def speak() -> None:
    """Makes `gettext`, and with it click, look into our catalogues; to be called once in every process."""
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)


def catalogue() -> gettext.NullTranslations:
    """The messages in the user's language, for looking up many at once."""
    return gettext.translation(DOMAIN, str(LOCALE), fallback=True)


def spoken() -> str:
    """The language that is spoken: the code of a catalogue, or "en"."""
    found = gettext.find(DOMAIN, str(LOCALE))
    return Path(found).parents[1].name if found else "en"


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's users know
    """Marks a message that is looked up later, where it is shown."""
    return message


def reason(error: OSError) -> str:
    """What the system says went wrong, in the user's language where it is common."""
    return gettext.gettext(error.strerror) if error.strerror else str(error)


OF_THE_SYSTEM: Final = (
    N_("Address already in use"),
    N_("Cannot assign requested address"),
    N_("Directory not empty"),
    N_("Disk quota exceeded"),
    N_("File exists"),
    N_("File name too long"),
    N_("Input/output error"),
    N_("Is a directory"),
    N_("Name or service not known"),
    N_("No space left on device"),
    N_("No such file or directory"),
    N_("Not a directory"),
    N_("Operation not permitted"),
    N_("Permission denied"),
    N_("Read-only file system"),
    N_("Too many levels of symbolic links"),
    N_("Too many open files"),
)
"""Reasons that a catalogue knows; the system has no others that a site's folder meets every day."""
