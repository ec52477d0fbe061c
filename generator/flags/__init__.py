"""Flags that ship with the product, each with the days it is the flag of its country."""
