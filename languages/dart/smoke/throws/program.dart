int pick(List<int> items) {
  return items[items.length];
}

void main() {
  final candidate = pick;

  expect(candidate([1, 2, 3]), 3);
}

void expect(dynamic a, dynamic b) {
  if (a == b) return;

  throw '$a != $b';
}
