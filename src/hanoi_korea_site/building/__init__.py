"""Seeds → the published folder, with no more work than what changed asks for.

::

    stamps, background, parallel    stamps of files; work beside, and on all processors
    up_to_date, head_start          whether there is anything to do; what is begun while the program loads
    article_store, articles         what is kept of an article; articles read, one by one
    second_reading, reading         again, in the light of what others say; all of them, remembered
    archive_volumes, whole          the archive as it is kept; every article read and linked
    index_volumes, index_update     the search index as it is kept; brought up to date
    edition, staging, publish       every file with its fingerprint; into the stage; into the output
    last_build                      what the last build left
    bodies_only                     a build after which nothing changed but bodies
    build                           the stages in order
"""
