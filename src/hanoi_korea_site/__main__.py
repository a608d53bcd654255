"""`python -m hanoi_korea_site`."""

from hanoi_korea_site.cli import main

main()
