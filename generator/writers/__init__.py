"""Writers: from the one document tree to HTML, PDF and Word."""
