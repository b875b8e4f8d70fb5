long count(long n)
{
    while (n != 1)
    {
        n = n * 2 % 7;
    }
    return n;
}
unittest
{
    alias candidate = count;

    assert(candidate(0L) == 1L);
}
void main(){}
