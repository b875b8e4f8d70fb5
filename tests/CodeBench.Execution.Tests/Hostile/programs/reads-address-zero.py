# attack: Reads memory that is not there.
# defence: A signal ends the program.
# expect: runtime_error
import ctypes

ctypes.string_at(0)
