-- The image is read-only, and so is every folder of others.
main :: IO ()
main = do
  writeFile "/usr/lib/written-by-a-program" "outside"
  pure ()
