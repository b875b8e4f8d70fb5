import std.file;

// The image is read-only, and so is every folder of others.
unittest
{
    std.file.write("/usr/lib/written-by-a-program", "outside");
}
void main(){}
