"""Charts that Word itself draws and that can be edited there, each with its workbook."""
