const fs = require("fs");
const line = "flood".repeat(10000) + "\n";
while (true) {
  fs.writeSync(1, line);
}
