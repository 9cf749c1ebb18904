"""The pages are held against the program: blocks run, commands and paths exist, names are described."""
