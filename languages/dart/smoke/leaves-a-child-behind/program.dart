import 'dart:io';

// A child in a session of its own, with nothing open: the next program must not meet it.
void main() {
  File('/tmp/left-behind').writeAsStringSync('');
  Process.runSync('/bin/sh', ['-c', 'setsid sleep 3600 < /dev/null > /dev/null 2>&1 &']);
}
