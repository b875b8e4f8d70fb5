use IO::Socket::INET;

# An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
my $socket = IO::Socket::INET->new(PeerAddr => '192.0.2.1', PeerPort => 80, Timeout => 2) or die "no connection: $@";
