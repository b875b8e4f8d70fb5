use POSIX ();

# A grandchild in a session of its own, with nothing open: the next program must not meet it.
if (fork == 0) {
    POSIX::setsid();
    if (fork == 0) {
        open my $file, '>', '/tmp/left-behind';
        POSIX::close($_) for 0 .. 2;
        sleep 3600;
    }
    POSIX::_exit(0);
}
wait;
exit 1 unless 1;
