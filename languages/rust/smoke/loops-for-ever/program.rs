fn count(start: isize) -> isize {
    let mut n = start;
    while n != 1 {
        n = n * 2 % 7;
    }
    n
}

fn main() {
    let candidate = count;
    assert_eq!(candidate(0), 1);
}
