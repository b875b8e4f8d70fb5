let rec count (n : int) : int =
  if n = 1 then n else count (n * 2 mod 7)

let assertions =
 let candidate = count in
  (assert ((candidate 0) = 1));
  ()
