# attack: Replaces the modules that what comes after it may import: os, sys, unittest and the importer itself.
# defence: The proof does not arrive, or it does so as it should.
# expect: runtime_error, no_verdict, passed
# Why: nothing depends on it but this program, and how it fails is the interpreter's to say.
import sys
import types

for name in ('os', 'posix', 'unittest', 'traceback', 'collections'):
    sys.modules[name] = types.ModuleType(name)
sys.meta_path.clear()
sys.path_hooks.clear()
