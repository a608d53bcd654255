"""Whole-text search without a server: an index in classic scripts, made here and read by `static/chi-muc.js`.

::

    folding     text → syllables, with one way to place a tone; syllables without their marks
    terms       article or entity → the keys and pairs it is found by
    numbering   ids → slots that stay where they are when others come and go
    postings    where keys stand ↔ the letters of a shard
    wording     what an article says ↔ a character a word
    index       terms of all → shards; the same again where little has changed

A *key* is a syllable as spelled, in lower case: "hà". Its first character may say what it stands in: "^" a title, "@" a
name of an entity (there also two neighbours, "@hà nội"), "=" a whole name, "#" a place of the archive (by id, not by
word). Keys whose first syllables are the same without their marks share a shard, so that a reader's "ha" asks for one
script.

A *pair* is two neighbouring syllables of a sentence without their marks, known by a number. Of each it is told in which
of four *spots* of an article it stands, and spots follow one another: so the pairs of a phrase stand in spots that do,
too, and hardly ever anywhere else. Where a reader wants a phrase, the text itself is looked at before it is shown.
Pairs are most of an index, and this takes half of what their words would.
"""
