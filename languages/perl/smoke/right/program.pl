sub add {
    my ($x, $y) = @_;
    return $x + $y;
}

use Test::Deep;

sub testhumaneval {
    my $candidate = \&add;
        if(eq_deeply($candidate->(2, 3),5)) {
        print "ok!" }else{
        exit 1;
        }
        if(eq_deeply($candidate->(-1, 1),0)) {
        print "ok!" }else{
        exit 1;
        }
}

testhumaneval();
