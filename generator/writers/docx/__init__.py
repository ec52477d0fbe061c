"""The Word writer: a document tree as a .docx file, written as OOXML text in one pass.

``generator.writers.docx.writer.write_docx`` is the way in. python-docx holds the package
(parts, relationships, content types); what goes into the parts is written here, because
right-to-left text, notes, fields and reproducible files need more than it offers.
"""
