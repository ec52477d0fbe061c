"""Orders: what is wanted, field by field, and checked against what is there."""
