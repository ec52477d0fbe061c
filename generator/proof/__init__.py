"""The proof of finished documents: each file against its document, the languages against
each other. It knows no writer: files are read back by other means than they were written."""
