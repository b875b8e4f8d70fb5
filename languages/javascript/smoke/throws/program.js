function pick(items) {
  return items[items.length].name;
}

const assert = require("node:assert");
assert.deepEqual(pick([1, 2, 3]), 3);
