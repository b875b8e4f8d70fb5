(* A child in a session of its own, with nothing open: the next program must not meet it. *)
let () =
  close_out (open_out "/tmp/left-behind");
  assert (Sys.command "setsid sleep 3600 < /dev/null > /dev/null 2>&1 &" = 0)
