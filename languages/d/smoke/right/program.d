import std.math;

long add(long a, long b)
{
    return a + b;
}
unittest
{
    alias candidate = add;

    assert(candidate(2L, 3L) == 5L);
    assert(candidate(-1L, 1L) == 0L);
}
void main(){}
