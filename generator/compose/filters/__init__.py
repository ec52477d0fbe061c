"""The filters and functions of templates. ``docs/templates.md`` explains each.

A filter takes a fact's view, or a bare value, and gives marks that stand for inlines; what
comes from a fact stays tied to it. None of them opens a file or looks at a clock.
``registry`` lists them by name.
"""
