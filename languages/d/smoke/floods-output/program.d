import std.array;
import std.stdio;

unittest
{
    string line = replicate("flood", 10_000);
    while (true)
    {
        writeln(line);
    }
}
void main(){}
