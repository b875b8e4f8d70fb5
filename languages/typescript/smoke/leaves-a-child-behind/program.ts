// A child in a session of its own, with nothing open: the next program must not meet it.
declare var require: any;
const { spawn } = require("child_process");
spawn("/bin/sleep", ["3600"], { detached: true, stdio: "ignore" }).unref();
require("fs").writeFileSync("/tmp/left-behind", "");
require("node:assert").ok(true);
