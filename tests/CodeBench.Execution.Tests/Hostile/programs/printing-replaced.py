# attack: Replaces print, sys.stdout, sys.stdout.write and os.write with functions that do nothing.
# defence: The proof does not arrive: it harms only itself.
# expect: no_verdict
import builtins
import io
import os
import sys

builtins.print = lambda *_, **__: None
sys.stdout = io.StringIO()
os.write = lambda *_: 0
