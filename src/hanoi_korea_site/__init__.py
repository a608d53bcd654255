"""A static news archive that reads Vietnamese articles and links every fact to its sentence."""

__version__ = "0.1.0"
