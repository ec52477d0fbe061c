"""Bringing new data for a source: asked for, judged, compared, kept; never half.

The only part of the program that uses the network. Nothing else needs it.
"""
