long pick(long[] items)
{
    return items[items.length];
}
unittest
{
    alias candidate = pick;

    assert(candidate([1L, 2L, 3L]) == 3L);
}
void main(){}
