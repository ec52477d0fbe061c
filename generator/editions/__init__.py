"""What is published is never lost: editions, written whole or not at all.

``names``     which file and folder names may be made, and from what.
``atomic``    the one place that writes files; publication of a folder; locks.
``manifest``  what an edition was made from: ``manifest.json``.
``store``     the editions of a workspace: list, latest, verify, publish.
"""
