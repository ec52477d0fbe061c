"""Reading localised text back: what stands in it, whatever its digits, marks and months.

This is the way back from ``Localiser``, kept apart from it: names and marks are read from
the locale data anew, and no function that writes values is called. So a mistake in
writing is found here and not made a second time.
"""

from generator.localisation.reading.reader import Reader
from generator.localisation.reading.running import Said

__all__ = ["Reader", "Said"]
