"""Readers, one for each shape of data; none knows a particular provider."""
