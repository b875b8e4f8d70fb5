# The image is read-only, and so is every folder of others.
File.write("/usr/lib/written-by-a-program", "outside")
