# The image is read-only, and so is every folder of others.
with open("/usr/lib/written-by-a-program", "w") as file:
    file.write("outside")
