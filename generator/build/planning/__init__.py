"""What is to be made again, and why: the work of ``generator.build.plan``."""
