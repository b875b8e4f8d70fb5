fn add(a: isize, b: isize) -> isize {
    a - b
}

fn main() {
    let candidate = add;
    assert_eq!(candidate(2, 3), 5);
}
