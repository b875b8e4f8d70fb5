main :: IO ()
main = do
  let line = concat (replicate 10000 "flood")
  mapM_ putStrLn (repeat line)
