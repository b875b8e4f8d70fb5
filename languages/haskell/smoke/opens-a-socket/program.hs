import System.Process (callProcess)

-- The compiler's own packages have no sockets: bash opens one. The address is of the documentation range: reachable from
-- nowhere, and here there is not even a way to try.
main :: IO ()
main = do
  callProcess "/bin/bash" ["-c", "exec 3<> /dev/tcp/192.0.2.1/80"]
  pure ()
