program tests
  implicit none
  if (add(2, 3) /= 5) error stop 'add(2, 3)'
contains
  integer function add(a, b)
    integer, intent(in) :: a, b
    add = a - b
  end function add
end program tests
