use std::process::{Command, Stdio};

// A child in a session of its own, with nothing open: the next program must not meet it.
fn main() {
    Command::new("/usr/bin/setsid")
        .args(&["/bin/sleep", "3600"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::fs::write("/tmp/left-behind", "").unwrap();
    assert_eq!(1, 1);
}
