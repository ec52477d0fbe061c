"""Pictures that people bring: read within limits, made plain, or refused in words."""
