! A child in a session of its own, with nothing open: the next program must not meet it.
program tests
  implicit none
  call execute_command_line('setsid sleep 3600 </dev/null >/dev/null 2>&1 & touch /tmp/left-behind')
  if (1 + 1 /= 2) error stop 'arithmetic'
end program tests
