"""`python -m hanoi_korea_site`."""

from hanoi_korea_site.main import main

main()
