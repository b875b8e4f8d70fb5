my $line = "flood" x 10000;
while (1) {
    print "$line\n";
}
