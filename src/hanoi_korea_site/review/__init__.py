"""What the machine asks the editor, and the answers written beside the articles.

::

    questions  one record → what to ask about it, with the lines of YAML that each answer writes
    doubts     the archive → its questions in order, worst first
    answers    an answer → the file it belongs to
    wording    a doubt as a person reads it, and as JSON
    loop       the doubts shown and answered at the command line
"""
