import core.sys.posix.sys.wait;
import core.sys.posix.unistd;
import std.file;

// A grandchild in a session of its own, with nothing open: the next program must not meet it.
unittest
{
    if (fork() == 0)
    {
        setsid();
        if (fork() == 0)
        {
            foreach (file; 0 .. 3)
            {
                close(file);
            }
            sleep(3600);
        }
        _exit(0);
    }
    wait(null);
    std.file.write("/tmp/left-behind", "");
    assert(true);
}
void main(){}
