// The image is read-only, and so is every folder of others.
fn main() {
    std::fs::write("/usr/lib/written-by-a-program", "outside").unwrap();
}
