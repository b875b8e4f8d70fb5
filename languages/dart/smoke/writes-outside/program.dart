import 'dart:io';

// The image is read-only, and so is every folder of others.
void main() {
  File('/usr/lib/written-by-a-program').writeAsStringSync('outside');
}
