# attack: Takes away its own address space and stack, in the middle of its work.
# defence: It harms only itself.
# expect: memory_exceeded, runtime_error
# Two verdicts: the interpreter may say MemoryError, or not be able to say anything.
import resource

resource.setrlimit(resource.RLIMIT_AS, (1, 1))
held = [bytearray(1 << 20) for _ in range(100)]
