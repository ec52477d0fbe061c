"""When something is to be done: times of the calendar in a named time zone, as pure values.

``words``     "weekdays 06:00", "1st of month 09:00 America/Toronto", also cron's five fields
``rule``      such a time, and its next and latest moment
``moments``   the moment at which clocks of a zone show a time, also where they are put forward
              (the time does not exist: the first moment after it) or back (twice: the first)
``spans``     "7 days", "2 hours": before a meeting, or between two looks
``whole``     all times of one order together

Nothing here reads a clock, a file or an order. Moments are aware datetimes in UTC.
"""
