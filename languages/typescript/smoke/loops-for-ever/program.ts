function count(n: number): number {
  while (n !== 1) {
    n = (n * 2) % 7;
  }
  return n;
}

declare var require: any;
const assert = require("node:assert");
assert.deepEqual(count(0), 1);
