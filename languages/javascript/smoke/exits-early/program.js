function add(a, b) {
  process.exit(0);
}

const assert = require("node:assert");
assert.deepEqual(add(2, 3), 6);
