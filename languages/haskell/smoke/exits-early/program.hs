import System.Exit (exitSuccess)
import System.IO.Unsafe (unsafePerformIO)

add :: Int -> Int -> Int
add a b = unsafePerformIO exitSuccess

main :: IO ()
main = do
  let candidate = add
  if candidate 2 3 == 6 then pure () else error "assertion failed"
  pure ()
