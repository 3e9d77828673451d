"""The rules, one a file: the code, then what is at fault."""
