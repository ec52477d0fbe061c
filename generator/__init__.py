"""Structured facts about a country in; localised PDF, Word and HTML briefing notes out."""

__version__ = "0.1.0"
