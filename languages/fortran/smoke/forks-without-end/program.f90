! A shell that starts itself twice; where no more can be started, this program goes on, and time ends it.
program tests
  implicit none
  integer :: status
  do
    call execute_command_line('f() { f & f; }; f', exitstat=status, cmdstat=status)
  end do
end program tests
