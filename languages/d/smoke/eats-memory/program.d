unittest
{
    ubyte[][] blocks;
    while (true)
    {
        blocks ~= new ubyte[64 << 20];
        blocks[$ - 1][] = 1;
    }
}
void main(){}
