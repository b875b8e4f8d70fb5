import System.Process (callProcess)

-- A child in a session of its own, with nothing open: the next program must not meet it.
main :: IO ()
main = do
  writeFile "/tmp/left-behind" ""
  callProcess "/bin/sh" ["-c", "setsid sleep 3600 < /dev/null > /dev/null 2>&1 &"]
  pure ()
