use Test::Deep;

sub add {
    my ($x, $y) = @_;
    return $x - $y;
}

if (eq_deeply(add(2, 3), 5)) { print "ok!" } else { exit 1; }
