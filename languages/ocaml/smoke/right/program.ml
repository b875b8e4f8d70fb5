let add (a : int) (b : int) : int =
  a + b

let assertions =
 let candidate = add in
  (assert ((candidate 2 3) = 5));
  (assert ((candidate (-1) 1) = 0));
  ()
