long add(long a, long b)
{
    return a - b;
}
unittest
{
    alias candidate = add;

    assert(candidate(2L, 3L) == 5L);
}
void main(){}
