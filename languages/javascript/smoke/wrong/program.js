function add(a, b) {
  return a - b;
}

const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
