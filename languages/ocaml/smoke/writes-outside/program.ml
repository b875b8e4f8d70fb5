(* The image is read-only, and so is every folder of others. *)
let () =
  let file = open_out "/usr/lib/written-by-a-program" in
  output_string file "outside";
  close_out file
