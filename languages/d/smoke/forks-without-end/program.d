import core.sys.posix.unistd;

// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
unittest
{
    while (true)
    {
        fork();
    }
}
void main(){}
