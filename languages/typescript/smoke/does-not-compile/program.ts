function add(a: number, b: number): string {
  // Any other compiler would find nothing wrong here: the types do not fit.
  return a + b;
}

declare var require: any;
const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
