sub pick {
    my ($items) = @_;
    return $items->[scalar @$items]->name;
}

exit 1 unless pick([1, 2, 3]) == 3;
