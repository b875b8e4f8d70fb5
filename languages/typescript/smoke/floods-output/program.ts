declare var require: any;
const fs = require("fs");
const line: string = "flood".repeat(10000) + "\n";
while (true) {
  fs.writeSync(1, line);
}
