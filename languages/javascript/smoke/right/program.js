function add(a, b) {
  return a + b;
}

const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
assert.deepEqual(add(-1, 1), 0);
