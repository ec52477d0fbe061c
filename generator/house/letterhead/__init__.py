"""Letterheads: a ministry's own Word file as the ground of its Word documents.

``read.read_letterheads`` finds and checks the files of a house style; ``read.taken_apart``
gives what one holds, once in the life of a process. ``package`` bounds what is opened,
``opening`` takes it apart, ``edges``, ``media`` and ``stylesheet`` clean and repair it.
"""
