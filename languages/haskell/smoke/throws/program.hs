pick :: [Int] -> Int
pick items = items !! length items

main :: IO ()
main = do
  let candidate = pick
  if candidate [1, 2, 3] == 3 then pure () else error "assertion failed"
  pure ()
