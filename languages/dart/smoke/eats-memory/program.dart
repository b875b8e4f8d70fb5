import 'dart:typed_data';

void main() {
  final blocks = <Uint8List>[];
  while (true) {
    blocks.add(Uint8List(16 * 1024 * 1024)..fillRange(0, 16 * 1024 * 1024, 1));
  }
}
