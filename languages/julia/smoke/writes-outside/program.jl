# The image is read-only, and so is every folder of others.
write("/usr/lib/written-by-a-program", "outside")
