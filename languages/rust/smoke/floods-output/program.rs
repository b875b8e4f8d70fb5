fn main() {
    let line = "flood".repeat(10000);
    loop {
        println!("{}", line);
    }
}
