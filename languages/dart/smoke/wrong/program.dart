int add(int a, int b) {
  return a - b;
}

void main() {
  final candidate = add;

  expect(candidate(2, 3), 5);
}

void expect(dynamic a, dynamic b) {
  if (a == b) return;

  throw '$a != $b';
}
