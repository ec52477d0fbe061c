"""Pictures of what the program makes, made by the program (``make gallery``)."""
