# attack: Makes a file of a terabyte that holds nothing.
# defence: The limit of a single file's size.
# expect: runtime_error
with open('sparse', 'wb') as file:
    file.truncate(1 << 40)
