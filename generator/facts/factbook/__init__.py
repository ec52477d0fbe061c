"""The World Factbook's notations: texts written for readers, read as typed values.

Pure: text goes in, values come out. What is not wholly understood stays text with the reason.
"""
