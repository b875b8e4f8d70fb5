import 'dart:io';

// An address of the documentation range: reachable from nowhere, and here there is not even a way to try.
Future<void> main() async {
  await Socket.connect('192.0.2.1', 80, timeout: const Duration(seconds: 2));
}
