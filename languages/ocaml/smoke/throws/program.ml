let pick (items : int list) : int =
  List.nth items (List.length items)

let assertions =
 let candidate = pick in
  (assert ((candidate [1; 2; 3]) = 3));
  ()
