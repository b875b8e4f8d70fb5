fn pick(items: Vec<isize>) -> isize {
    items[items.len()]
}

fn main() {
    let candidate = pick;
    assert_eq!(candidate(vec![1, 2, 3]), 3);
}
