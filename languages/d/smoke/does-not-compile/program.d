long add(long a, long b)
{
    return a + ;
}
unittest
{
    alias candidate = add;

    assert(candidate(2L, 3L) == 5L);
}
void main(){}
