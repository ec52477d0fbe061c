"""The document tree and what can be asked of it without knowing any format."""
