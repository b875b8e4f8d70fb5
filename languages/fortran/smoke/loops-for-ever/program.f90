program tests
  implicit none
  if (count_down(0) /= 1) error stop 'count_down'
contains
  integer function count_down(start)
    integer, intent(in) :: start
    integer :: n
    n = start
    do while (n /= 1)
      n = mod(n * 2, 7)
    end do
    count_down = n
  end function count_down
end program tests
