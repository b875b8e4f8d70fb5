fn main() {
    let mut blocks = Vec::new();
    loop {
        blocks.push(vec![b'x'; 16 << 20]);
    }
}
