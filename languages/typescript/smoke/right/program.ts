function add(a: number, b: number): number {
  return a + b;
}

// Names that Node has too, output that is replaced, and no semicolon at the end: none of the tests' business.
function process(items: number[]): number {
  return items.length;
}

console.log = () => {};
declare var require: any;
const assert = require("node:assert");
assert.deepEqual(add(2, 3), 5);
assert.deepEqual(add(-1, 1), 0);
assert.deepEqual(process([1, 2]), 2)
