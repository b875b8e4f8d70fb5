function pick(items: any[]): string {
  return items[items.length].name;
}

declare var require: any;
const assert = require("node:assert");
assert.deepEqual(pick([1, 2, 3]), 3);
