"""Workbooks (XLSX) as sheets of typed cells, read in one pass and never unpacked to disk.

Only what a table of figures needs is read: the list of sheets, shared texts, number formats
and one sheet. Nothing is computed and nothing that a workbook points to is fetched.
"""
