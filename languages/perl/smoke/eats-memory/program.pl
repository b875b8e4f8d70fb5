my @blocks;
while (1) {
    push @blocks, "x" x (16 * 1024 * 1024 + @blocks);
}
