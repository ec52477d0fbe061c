"""The doctors: what a machine provides, and what a letterhead gives and lacks."""
