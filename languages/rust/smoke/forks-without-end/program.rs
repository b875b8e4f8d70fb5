use std::process::{Child, Command};

// Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
fn main() {
    let mut children: Vec<Child> = Vec::new();
    loop {
        if let Ok(child) = Command::new("./program").spawn() {
            children.push(child);
        }
    }
}
