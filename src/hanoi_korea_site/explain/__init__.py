"""Why a page or a fact stands as it does.

::

    rulebook   what a rule does, in plain words
    page       what a page was made from, and why it was rendered or left
    facts      which rules read a fact out of which words
"""
