"""The translator's loop: texts go out as XLIFF or PO with all a translator needs, and come
back checked, unit by unit, into the files they came from.
"""
