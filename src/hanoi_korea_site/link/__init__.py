"""All articles, linked: who and what is the same, what happened, what stands with what.

::

    gist         what the archive needs of one record, without its body
    gathering    one record → its gist
    votes        what dated articles say of a year that another leaves open, which is then read again with it
    identity     officials → persons, agreements → documents, and places
    happenings   events → those that tell of one thing, merged
    relations    backlinks and ties
    accounts, entries, disputes, doubts   → Archive
    linking      all of these steps in order, but for the votes

Every step sorts what it gets, so that the order of articles changes nothing, and compares only what shares a name, a
day or a party, so that time grows with the number of articles.
"""
