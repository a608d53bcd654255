"""What templates may read, and nothing else: frozen views, each a pure function of the archive and of `site.yaml`.

::

    site, addresses, words, digests   the site itself; where pages stand; Vietnamese words; what tells views apart
    parts, heads, frames              what many pages show; what they tell machines; what the layout reads
    catalogue, moments, chapters      links and cards, made once; when events are; long lists in parts
    article                           a page each, with its facts, prose (or markdown_prose), annotations and kinship
    entities                          a page each of places, officials and agreements, with relations and disputes
    lists, officials, agreements      the home page and the ways in, on maps (room made by map_room) where there are any
    search, search_scripts            the search page; the index as scripts
    quality, downloads                how good the reading is; what there is to take away
    feeds, calendars, linked, machine what is for machines: Atom and JSON, iCalendar, schema.org, sitemap and the like
"""
