import qualified Data.ByteString as Bytes

eat :: [Bytes.ByteString] -> IO ()
eat blocks = do
  let block = Bytes.replicate (16 * 1024 * 1024) 1
  if any Bytes.null (block : blocks) then pure () else eat (block : blocks)

main :: IO ()
main = eat []
