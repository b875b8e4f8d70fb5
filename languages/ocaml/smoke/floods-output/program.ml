let () =
  let line = String.concat "" (List.init 10000 (fun _ -> "flood")) in
  while true do
    print_endline line
  done
