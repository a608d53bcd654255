"""The editor's word on an article, laid over what was read from its text.

::

    anchors    where quoted words stand in the text
    rulings    `reject` and `same_as` on a list of facts
    additions  `add` on a list of facts
    redating   the word on dates
    overlay    all of these in order, then events and problems
"""
