"""Locator maps: boundary sets that ship with the product, a frame, and what stands in it."""
