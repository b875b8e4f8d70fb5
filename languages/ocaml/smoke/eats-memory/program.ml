let blocks = ref []

let () =
  while true do
    blocks := Bytes.make (16 * 1024 * 1024) 'x' :: !blocks
  done
