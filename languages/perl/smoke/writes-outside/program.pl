# The image is read-only, and so is every folder of others.
open my $file, '>', '/usr/lib/written-by-a-program' or die "cannot write: $!";
print $file 'outside';
