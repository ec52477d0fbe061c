"""A house's letterhead as the ground of a Word file.

``ground.ground_of`` is the way in: it gives, once for each letterhead and look, the styles,
lists, fonts and theme that documents share; ``edges`` fills headers and footers for one.
"""
