import Control.Exception (SomeException, try)
import Control.Monad (forever)
import System.Process (spawnProcess, ProcessHandle)

-- Children that cannot be made are no reason to stop: the limit of processes holds, and time ends it.
main :: IO ()
main = forever (try (spawnProcess "/bin/sleep" ["3600"]) :: IO (Either SomeException ProcessHandle))
