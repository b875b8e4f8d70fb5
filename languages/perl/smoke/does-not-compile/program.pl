sub add {
    my ($x, $y) = @_;
    return $x + ;
}

exit 1 unless add(2, 3) == 5;
