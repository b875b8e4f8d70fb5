import Glibc

// The image is read-only, and so is every folder of others.
guard let file = fopen("/usr/lib/written-by-a-program", "w") else {
    fatalError("fopen: \(String(cString: strerror(errno)))")
}
fputs("outside", file)
fclose(file)
