declare var process: any;

function add(a: number, b: number): number {
  process.exit(0);
  return a + b;
}

declare var require: any;
const assert = require("node:assert");
assert.deepEqual(add(2, 3), 6);
