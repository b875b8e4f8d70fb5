int count(int n) {
  while (n != 1) {
    n = n * 2 % 7;
  }
  return n;
}

void main() {
  final candidate = count;

  expect(candidate(0), 1);
}

void expect(dynamic a, dynamic b) {
  if (a == b) return;

  throw '$a != $b';
}
