import 'dart:io';

Future<void> main() async {
  final line = 'flood' * 10000;
  while (true) {
    stdout.writeln(line);
    await stdout.flush();
  }
}
