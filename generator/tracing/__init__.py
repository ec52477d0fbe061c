"""From what is printed back to the data as received.

``finished``  what a finished file prints, read from the file itself: PDF, Word, page.
``editions``  which edition of the workspace a file is, also when it was moved or altered.
``places``    where a fact stands in its source: file, line, field or cell, bytes.
``inputs``    what a number was worked out from, where it stands in no source.
``trace``     all of it together: ``briefing trace``.
"""
