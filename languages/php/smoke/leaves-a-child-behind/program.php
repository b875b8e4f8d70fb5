<?php
// A grandchild in a session of its own, with nothing open: the next program must not meet it.
if (pcntl_fork() === 0) {
    posix_setsid();
    if (pcntl_fork() === 0) {
        fclose(STDIN);
        fclose(STDOUT);
        fclose(STDERR);
        file_put_contents("/tmp/left-behind", "");
        sleep(3600);
    }
    exit(0);
}
pcntl_wait($status);
if (true !== true) { throw new Exception("Test failed!"); }
