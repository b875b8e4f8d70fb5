add :: Int -> Int -> Int
add a b = a ++ b

main :: IO ()
main = do
  let candidate = add
  if candidate 2 3 == 5 then pure () else error "assertion failed"
  pure ()
