# The image is read-only, and so is every folder of others.
writeLines("outside", "/usr/lib/written-by-a-program")
