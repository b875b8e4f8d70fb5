#load "unix.cma";;

(* An address of the documentation range: reachable from nowhere, and here there is not even a way to try. *)
let () =
  let socket = Unix.socket Unix.PF_INET Unix.SOCK_STREAM 0 in
  Unix.connect socket (Unix.ADDR_INET (Unix.inet_addr_of_string "192.0.2.1", 80))
