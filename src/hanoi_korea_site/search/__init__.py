"""Whole-text search without a server: an index in classic scripts, made here and read by `static/tim-kiem.js`.

::

    folding     text → syllables, with one way to place a tone; syllables without their marks
    terms       article or entity → the keys it is found by
    numbering   ids → slots that stay where they are when others come and go
    postings    slots ↔ the text of a shard
    index       keys of all → shards; the same again where little has changed

A *key* is a syllable or two neighbouring ones, as spelled, in lower case: "hà", "hà nội". Its first character may say
what it stands in: "^" a title, "@" a name of an entity, "=" a whole name, "#" a place of the archive (by id, not by
word). Keys that are the same without their marks share a shard, so that a reader's "ha noi" asks for one script.
"""
