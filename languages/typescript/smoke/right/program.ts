function add(a: number, b: number): number {
  return a + b;
}

declare var require: any;
const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
assert.deepEqual(add(-1, 1), 0);
