count :: Int -> Int
count 1 = 1
count n = count (n * 2 `mod` 7)

main :: IO ()
main = do
  let candidate = count
  if candidate 0 == 1 then pure () else error "assertion failed"
  pure ()
