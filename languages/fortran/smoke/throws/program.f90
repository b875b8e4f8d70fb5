program tests
  implicit none
  integer :: items(3)
  items = [1, 2, 3]
  if (pick(items) /= 3) error stop 'pick'
contains
  integer function pick(items)
    integer, intent(in) :: items(:)
    pick = items(size(items) + 1)
  end function pick
end program tests
