! The language has no sockets: the shell opens one, to an address of the documentation range.
program tests
  implicit none
  integer :: status
  character(len=1) :: line
  call execute_command_line('bash -c "exec 3<>/dev/tcp/192.0.2.1/80"', exitstat=status)
  if (status /= 0) then
    open (10, file='/no/connection', status='old')
    read (10, '(a)') line
  end if
end program tests
