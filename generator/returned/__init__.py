"""Word files that come back from people: what they say, and what was changed by hand.

``generator.returned.reading.read_back`` is the way in. The file is untrusted: it is opened
within limits, nothing in it is run or followed, and what cannot be read is refused in words.
"""
