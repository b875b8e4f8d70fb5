function add(a, b) {
  return a + ;
}

const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
