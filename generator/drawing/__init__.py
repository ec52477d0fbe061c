"""Drawings: the closed vocabulary of SVG that documents hold, made, checked and turned into PNG."""
