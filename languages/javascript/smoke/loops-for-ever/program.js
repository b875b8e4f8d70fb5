function count(n) {
  while (n !== 1) {
    n = (n * 2) % 7;
  }
  return n;
}

const assert = require("node:assert");
assert.deepEqual(count(0), 1);
